# SPDX-License-Identifier: MIT
"""`aster -m unittest`: run the tests that the command line names, or those found below the current folder."""
import os
import sys

from .main import main

__unittest = True

sys.argv[0] = os.path.basename(sys.executable) + " -m unittest"
main(module=None)

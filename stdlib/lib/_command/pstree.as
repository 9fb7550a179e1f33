# SPDX-License-Identifier: MIT
"""`aster pstree PID`: see _command.ps."""
import sys

from _command.ps import main, show_tree

sys.exit(main(show_tree))

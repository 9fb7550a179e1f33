# SPDX-License-Identifier: MIT
"""Mock objects, and patches that put them in the place of others."""
from .autospec import create_autospec, mock_open
from .calls import ANY, DEFAULT, _Call, _CallList, call, sentinel
from .objects import (AsyncMock, InvalidSpecError, MagicMock, Mock, NonCallableMagicMock, NonCallableMock, PropertyMock, ThreadingMock,
                      seal)
from .patching import _patch, _patch_dict, patch

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock", "ThreadingMock",
           "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal")

FILTER_DIR = True  # whether dir() of a mock shows only what is of use

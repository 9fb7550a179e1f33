# SPDX-License-Identifier: MIT
"""Limits and defaults, gathered for asyncio's other modules. Times are in seconds, sizes in bytes."""
from enum import Enum as _Enum

# Connections
ACCEPT_RETRY_DELAY = 1                      # before accept() is tried again after the process ran out of descriptors
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5       # writes to a lost connection that pass in silence
SENDFILE_FALLBACK_READBUFFER_SIZE = 1 << 18

# TLS: how long its handshakes may take, and where the protocol above is told to pause (in KiB)
SSL_HANDSHAKE_TIMEOUT, SSL_SHUTDOWN_TIMEOUT = 60.0, 30.0
FLOW_CONTROL_HIGH_WATER_SSL_READ, FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 256, 512

# Debug mode keeps so many frames of where a handle was made
DEBUG_STACK_DEPTH = 10

THREAD_JOIN_TIMEOUT = 5 * 60                # for the default executor's threads, when the loop ends

# How sendfile() is to be done
_SendfileMode = _Enum("_SendfileMode", ["UNSUPPORTED", "TRY_NATIVE", "FALLBACK"], module=__name__)

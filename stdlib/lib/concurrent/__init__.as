# SPDX-License-Identifier: MIT
"""Concurrent programs: futures and executors."""

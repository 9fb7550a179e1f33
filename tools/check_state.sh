#!/bin/sh
# SPDX-License-Identifier: MIT
# check_state.sh - no mutable process-wide state: every object of the archive has empty .data and .bss. A signal handler has no other
# place to leave word than a variable of its process: stdlib/native/signal.c and stdlib/loop are excepted.
#   check_state.sh build/libaster.a
size -A "$1" | awk '
  /^[^ ]+\.o / { file = $1; files++ }
  file == "signal.o" || file ~ /^loop/ { next }
  $1 ~ /^\.(data|bss|tdata|tbss)(\.|$)/ && $1 !~ /rel\.ro/ && $2 > 0 { print file ": " $2 " bytes in " $1; bad++ }
  END { printf "%d passed, %d failed\n", files - bad, bad; exit bad > 0 || files == 0 }'

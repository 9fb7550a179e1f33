#!/bin/sh
# SPDX-License-Identifier: MIT
# setup.sh - installs what the build needs: through apt where that is possible, else says what is missing. Does nothing when all is there.
set -u
packages="gcc g++ make re2c lemon pkg-config libtommath-dev libutf8proc-dev libpcre2-dev libuv1-dev libcriterion-dev zlib1g-dev libssl-dev libvterm-dev libglib2.0-dev cmake netbase"
missing=""
have() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
if command -v dpkg-query >/dev/null 2>&1; then
  for p in $packages; do have "$p" || missing="$missing $p"; done
else
  for tool in cc make re2c lemon; do command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"; done
fi
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  if [ -z "$sudo" ] || command -v sudo >/dev/null 2>&1; then
    echo "setup: installing$missing"
    $sudo apt-get update -q >/dev/null 2>&1
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends $missing >/dev/null && exit 0
  fi
fi
echo "setup: please install:$missing" >&2
exit 1

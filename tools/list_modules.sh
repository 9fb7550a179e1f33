#!/bin/sh
# SPDX-License-Identifier: MIT
# list_modules.sh - rewrites the list of modules in a page, between its two marker lines, from stdlib/modules.def and stdlib/lib.
#   list_modules.sh stdlib/README.md
page=$1
summary() { sed -n 's/^"""\([^"]*\).*/\1/p' "$1" | head -n 1; }
natives() {
  sed -n 's/^NATIVE(\([a-z_0-9]*\)).*/\1/p' stdlib/modules.def | while read -r symbol; do
    file=$(grep -lE "^const ModuleDef $symbol = " stdlib/native/*.c stdlib/loop/*.c vm/*/*.c 2>/dev/null | head -n 1)
    [ -n "$file" ] || continue
    name=$(sed -n "/^const ModuleDef $symbol = /,/;/p" "$file" | grep -oE '"[a-zA-Z_0-9.]+"' | head -n 1 | tr -d '"')
    printf '%s|C|`%s`\n' "$name" "$file"
  done
}
scripts() {
  find stdlib/lib -name '*.as' | while read -r file; do
    name=$(echo "$file" | sed 's|^stdlib/lib/||; s|\.as$||; s|/__init__$||; s|/|.|g')
    printf '%s|script|`%s`\n' "$name" "$file"
  done
}
table=$(mktemp)
{
  echo '| module | written in | file |'
  echo '|---|---|---|'
  { natives; scripts; } | LC_ALL=C sort | awk -F'|' '{ printf "| `%s` | %s | %s |\n", $1, $2, $3 }'
} >"$table"
awk -v table="$table" '
  /<!-- modules -->/ { print; while ((getline line < table) > 0) print line; skipping = 1 }
  /<!-- end of modules -->/ { skipping = 0 }
  !skipping { if (!/<!-- modules -->/) print }' "$page" >"$page.new" && mv "$page.new" "$page"
rm -f "$table"

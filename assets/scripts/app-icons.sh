#!/usr/bin/env bash
# Rebuilds the installed application's icons (assets/icons/*.png, favicon.svg) from the sign in assets/art.
# Needs Debian's librsvg2-bin. The results are committed.
# usage: assets/scripts/app-icons.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[[ "${1:-}" != --help ]] || { sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0; }
command -v rsvg-convert >/dev/null || { echo 'app-icons.sh: rsvg-convert is absent (apt install librsvg2-bin)' >&2; exit 1; }

quay='#0B3A44' # tokens.json: the bank the stops sit on
sign=$(sed 's/<svg[^>]*>//; s/<\/svg>//' assets/art/logo-on-dark.svg)

# The sign is drawn in a box of 44; around it 64 units for a rounded tile, 76 for a mask that may cut to a disc.
icon() {  # SIZE RADIUS
  local margin
  margin=$(awk "BEGIN { print ($1 - 44) / 2 }")
  echo "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 $1 $1\"><rect width=\"$1\" height=\"$1\" rx=\"$2\" fill=\"$quay\"/>\
<g transform=\"translate($margin $margin)\">$sign</g></svg>"
}
icon 60 13 >assets/icons/favicon.svg
icon 64 14 | rsvg-convert -w 192 -h 192 -o assets/icons/app-192.png
icon 64 14 | rsvg-convert -w 512 -h 512 -o assets/icons/app-512.png
icon 76 0 | rsvg-convert -w 512 -h 512 -o assets/icons/maskable-512.png

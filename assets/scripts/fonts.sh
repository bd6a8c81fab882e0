#!/usr/bin/env bash
# Rebuilds assets/fonts (*.ttf, *.woff2, licences) and assets/icons/icons.json from pinned packages.
#
# Why .ttf: Dear ImGui rasterises with stb_truetype, which needs TrueType outlines and ignores hinting and OpenType
# layout; both are dropped. The .woff2 twins hold the same glyphs for the page's real fields.
# The output depends on the pinned versions alone: running twice gives the same bytes.
# usage: assets/scripts/fonts.sh [--modules DIR]     (DIR: a node_modules folder, default: the repository's)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() { sed -n '2,8s/^# \{0,1\}//p' "$0"; }
modules=node_modules
while (($#)); do
  case "$1" in
    --modules) modules=$2; shift 2 ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

# Debian 12's python3-fonttools; the system interpreter, since another python in PATH has no fontTools.
fonttools=4.38.0
subset() {
  SOURCE_DATE_EPOCH=0 /usr/bin/python3 -m fontTools.subset "$@" --no-hinting --layout-features='' \
    --name-IDs='0,1,2,5,13,14' --notdef-outline --drop-tables+=STAT,GDEF,GPOS,GSUB,gasp
}
require() {
  [[ "$2" == "$3" ]] || { echo "fonts.sh: $1 is ${2:-absent}, $3 is needed" >&2; exit 1; }
}
package_version() { node -p "JSON.parse(require('fs').readFileSync('$modules/$1/package.json')).version" 2>/dev/null || true; }

installed=$(/usr/bin/python3 -c 'import fontTools; print(fontTools.version)' 2>/dev/null || true)
require fonttools "$installed" $fonttools
/usr/bin/python3 -c 'import brotli' 2>/dev/null || { echo 'fonts.sh: python3-brotli is absent' >&2; exit 1; }
require lucide-static "$(package_version lucide-static)" 1.62.0
require atkinson-hyperlegible-next "$(package_version @expo-google-fonts/atkinson-hyperlegible-next)" 0.4.1
require inter "$(package_version @expo-google-fonts/inter)" 0.4.2

out=assets/fonts
google=$modules/@expo-google-fonts
# Basic Latin, Latin-1, Latin Extended-A, Romanian comma letters, spacing accents, punctuation, euro, trade mark, maths.
latin=U+0020-007E,U+00A0-00AC,U+00AE-017F,U+0192,U+0218-021B,U+02C6,U+02DA,U+02DC,U+1E9E,U+2002-200B
latin+=,U+2010-2027,U+202F-203A,U+2044,U+20AC,U+2116,U+2122,U+2212,U+221E,U+2248,U+2260,U+2264,U+2265
# What Atkinson Hyperlegible Next lacks of the above, and Greek (with micro and ohm) for the Greek locale and units.
companion=U+00B5,U+0108,U+0109,U+0114,U+0115,U+011C,U+011D,U+0124,U+0125,U+0128,U+0129,U+012C,U+012D,U+0134,U+0135,U+0138
companion+=,U+013F,U+0140,U+014A-014F,U+0156,U+0157,U+015C,U+015D,U+0166-0169,U+016C,U+016D,U+017F,U+02BC,U+2002-200B
companion+=,U+2010,U+2011,U+202F,U+2032,U+2033,U+2080-2089,U+2116,U+2190-2193,U+2126
companion+=,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03CE

make_font() {  # NAME SOURCE UNICODES
  subset "$2" --unicodes="$3" --output-file="$out/$1.ttf"
  subset "$2" --unicodes="$3" --flavor=woff2 --output-file="$out/$1.woff2"
}
make_font atkinson-400 $google/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf "$latin"
make_font atkinson-700 $google/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf "$latin"
make_font companion-400 $google/inter/400Regular/Inter_400Regular.ttf "$companion"

# Icons: the names in assets/icons/names.txt, at the code points of the package itself.
codepoints=$(node - "$modules/lucide-static/font/codepoints.json" <<'JS'
const fs = require('fs');
const all = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const names = fs.readFileSync('assets/icons/names.txt', 'utf8').split('\n').filter(Boolean).sort();
const unknown = names.filter((name) => !(name in all));
if (unknown.length) throw new Error(`no such icon: ${unknown.join(', ')}`);
const hex = (name) => 'U+' + all[name].toString(16).toUpperCase().padStart(4, '0');
const lines = names.map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(hex(name))}`);
fs.writeFileSync('assets/icons/icons.json', `{\n${lines.join(',\n')}\n}\n`);
console.log(names.map(hex).join(','));
JS
)
make_font icons $modules/lucide-static/font/lucide.ttf "$codepoints" 2> >(grep -v 'post.stringData' >&2)

cp $google/atkinson-hyperlegible-next/LICENSE_FONT $out/OFL-atkinson-hyperlegible-next.txt
cp $google/inter/LICENSE_FONT $out/OFL-inter.txt
cp $modules/lucide-static/LICENSE $out/ISC-lucide.txt
chmod 644 $out/*

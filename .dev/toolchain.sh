# Owns: the private tool prefix in the user's cache, shared by all checkouts: Emscripten, and the third-party libraries built once with it.
# Each part stands in a folder named by the key of what it is made from and is complete when its .ok file is there.
# Sourced by ./dev.

CACHE=${ESCALE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/escale}
TOOLS=$CACHE/tools-$(key_of "$ROOT"/.dev/{pins.bookworm,toolchain.sh,emscripten-npm/package-lock.json})
LIBS=$CACHE/libs-$(printf '%s\n' "$TOOLS" | cat - "$ROOT"/.dev/third_party/* "$ROOT"/web/platform/gl_state_shim.h | sha256sum | cut -c1-16)

ensure_toolchain() {
  if [[ ! -e $TOOLS/.ok || ! -e $LIBS/.ok ]]; then
    mkdir -p "$CACHE/dl"
    exec 9>"$CACHE/lock"
    flock -n 9 || { say "another set-up is running; waiting for it" && flock 9; }
    [[ -e $TOOLS/.ok ]] || { fetch_pins && unpack_tools; }
    [[ -e $LIBS/.ok ]] || build_libs
    remove_unused
    exec 9>&-
  fi
  touch -c "$TOOLS/.ok" "$LIBS/.ok"
  tell_cmake
}

# What no checkout used for 30 days.
remove_unused() {
  local ok
  find "$CACHE" -mindepth 2 -maxdepth 2 -name .ok -mtime +30 -print0 | while IFS= read -r -d '' ok; do
    say "removing ${ok%/.ok}, unused for 30 days" && rm -rf "${ok%/.ok}"
  done
}

# Which prefix this checkout's CMake builds use.
tell_cmake() {
  local text
  printf -v text 'set(ESCALE_TOOLS [[%s]])\nset(ESCALE_LIBS [[%s]])' "$TOOLS" "$LIBS"
  mkdir -p "$ROOT/build"
  [[ $(cat "$ROOT/build/tools.cmake" 2>/dev/null) == "$text" ]] || printf '%s\n' "$text" >"$ROOT/build/tools.cmake"
}

# Downloads what is pinned into dl/; a file already there with the right sum is kept. The names go to PINNED.
fetch_pins() {
  local sum path suite file n=0 total mirror='' now
  total=$(grep -c '^[0-9a-f]' "$ROOT/.dev/pins.bookworm")
  PINNED=()
  while read -r sum path suite; do
    n=$((n + 1)) file=$CACHE/dl/${path##*/}
    if ! sha256sum -c --status <<<"$sum  $file" 2>/dev/null; then
      mirror=${mirror:-$(mirror_uri)} || exit 1
      if ! run_logged "download $n/$total ${path##*/}" apt_download "$mirror/$path" "$sum" "$file"; then
        grep -qE '404|Not Found' "$LAST_LOG" || { tail -n 20 "$LAST_LOG" >&2 && fail "download of ${path##*/} failed"; }
        say "  superseded on the mirror; asking for the current version in $suite"
        now=$(superseded "$path" "$suite" 2>>"$LAST_LOG" | tail -n 1) || true
        [[ $now ]] || { tail -n 20 "$LAST_LOG" >&2 && fail "no version of ${path##*/} found in $suite"; }
        file=$CACHE/dl/$(basename "${now% *}")
        must "download $n/$total $(basename "$file") instead of ${path##*/}" apt_download "${now% *}" "${now#* }" "$file"
      fi
    fi
    PINNED+=("$file")
  done < <(grep '^[0-9a-f]' "$ROOT/.dev/pins.bookworm")
}

unpack_tools() {
  local file
  rm -rf "$TOOLS"
  mkdir -p "$TOOLS"/{pkg,glibc,src,binaryen/bin}
  for file in "${PINNED[@]}"; do
    case ${file##*/} in
      emscripten_*) must "unpack ${file##*/}" unpack_emscripten "$file" ;;
      binaryen_*) must "unpack ${file##*/}" dpkg-deb -x "$file" "$TOOLS/pkg" ;;
      *.deb) must "unpack ${file##*/}" dpkg-deb -x "$file" "$TOOLS/glibc" ;;
      *) must "unpack ${file##*/}" python3 -m tarfile -e "$file" "$TOOLS/src" ;;
    esac
  done
  wrap_binaryen
  configure_emscripten
  smoke_test
  touch "$TOOLS/.ok"
}

# Without the variants of its libraries that this build never links (424 MB).
unpack_emscripten() {
  set -o pipefail
  dpkg-deb --fsys-tarfile "$1" | tar -x -C "$TOOLS/pkg" --exclude='*/wasm32-emscripten/lto*' --exclude='*/wasm32-emscripten/pic' \
    --exclude='./usr/share/emscripten/test' --exclude='./usr/share/doc' -f -
}

# Binaryen comes from a newer Debian: its programs run through that release's own loader and libraries.
wrap_binaryen() {
  local lib=$TOOLS/glibc/usr/lib/x86_64-linux-gnu program
  for program in "$TOOLS"/pkg/usr/bin/wasm*; do
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' \
      "$lib/ld-linux-x86-64.so.2" "$lib:$TOOLS/pkg/usr/lib/x86_64-linux-gnu" "$program" >"$TOOLS/binaryen/bin/${program##*/}"
    chmod +x "$TOOLS/binaryen/bin/${program##*/}"
  done
}

configure_emscripten() {
  local em=$TOOLS/pkg/usr/share/emscripten
  mkdir -p "$TOOLS/npm"
  cp "$ROOT"/.dev/emscripten-npm/{package.json,package-lock.json,.npmrc} "$TOOLS/npm"
  must "npm: Emscripten's JavaScript parser" npm --prefix "$TOOLS/npm" ci --ignore-scripts --prefer-offline
  ln -sfn "$TOOLS/npm/node_modules" "$em/node_modules"
  printf "%s = '%s'\n" LLVM_ROOT /usr/bin BINARYEN_ROOT "$TOOLS/binaryen" NODE_JS "$(command -v node)" \
    LLVM_ADD_VERSION 19 CLANG_ADD_VERSION 19 >"$em/.emscripten"
  printf 'FROZEN_CACHE = True\n' >>"$em/.emscripten"
}

smoke_test() {
  local dir=$TOOLS/smoke
  mkdir -p "$dir"
  printf '#include <cstdio>\nint main() { try { throw 42; } catch (int i) { std::printf("%%d ok\\n", i); } }\n' >"$dir/smoke.cpp"
  must "smoke test of the compiler" "$TOOLS/pkg/usr/share/emscripten/em++" -std=c++20 -O1 -fwasm-exceptions -msimd128 "$dir/smoke.cpp" -o "$dir/smoke.js"
  [[ $(node "$dir/smoke.js") == "42 ok" ]] || fail "the compiler's smoke test printed something else than it should"
  rm -rf "$dir"
}

build_libs() {
  local work=$CACHE/build source=$ROOT/.dev/third_party target
  rm -rf "$work" "$LIBS"
  for target in native wasm; do
    must "third-party libraries, $target: configure" cmake -S "$source" -B "$work/$target" -G Ninja -DCMAKE_BUILD_TYPE=Release \
      -DESCALE_TOOLS="$TOOLS" -DESCALE_ROOT="$ROOT" -DCMAKE_INSTALL_PREFIX="$LIBS" ${target_toolchain[$target]:+"${target_toolchain[$target]}"}
    must "third-party libraries, $target: build" cmake --build "$work/$target" -j "$(nproc)" --target install
  done
  rm -rf "$work"
  touch "$LIBS/.ok"
}

declare -A target_toolchain=([wasm]=--toolchain=$TOOLS/pkg/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake)

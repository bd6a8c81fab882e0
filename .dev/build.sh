# Owns: set-up of a checkout and the builds under build/<preset>. Sourced by ./dev.

ensure_setup() {
  check_system
  ensure_packages
  ensure_toolchain
  ensure_node_modules "$ROOT"
}

# ensure_node_modules FOLDER: its node_modules/, exactly as its lock file says.
ensure_node_modules() {
  local key stamp=$1/node_modules/.escale-key
  key=$(key_of "$1/package-lock.json")
  [[ $(cat "$stamp" 2>/dev/null) == "$key" ]] && return 0
  (
    cd "$1"
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    must "npm: packages of ${1#"$ROOT"}/package-lock.json" npm ci --ignore-scripts --prefer-offline --no-audit --no-fund
  )
  printf '%s\n' "$key" >"$stamp"
}

# try_build PRESET TARGET...: configures when needed and builds; its status is the build's.
try_build() {
  local preset=$1 dir=$ROOT/build/$1 status=0 key stamp
  shift
  exec 8>"$ROOT/build/$preset.lock"
  flock 8
  key="$TOOLS $(key_of "$ROOT/CMakePresets.json")"
  stamp=$(cat "$dir/.configured" 2>/dev/null) || true
  if [[ $stamp != "$key" ]]; then
    [[ $stamp == "$TOOLS "* ]] || rm -rf "$dir"  # another compiler
    run_logged "$preset: configure" cmake -S "$ROOT" --preset "$preset" || status=$?
    ((status)) || printf '%s' "$key" >"$dir/.configured"
  fi
  ((status)) || run_logged "$preset: build $*" cmake --build "$dir" -j "$(nproc)" --target "$@" || status=$?
  exec 8>&-
  return $status
}

build() {
  try_build "$@" && return 0
  tail -n 60 "$LAST_LOG" >&2
  fail "the build failed; whole output: $LAST_LOG"
}

# The page that the server serves: build/web/dist, made again when anything it is made of is newer.
pack_page() {
  local stamp=$ROOT/build/web/.packed
  [[ -e $ROOT/build/web/dist && -e $stamp ]] &&
    [[ ! $(find "$ROOT"/build/web/{escale.js,split,i18n,assets/include} "$ROOT"/{shell,assets} "$ROOT/package-lock.json" -newer "$stamp" -print -quit) ]] &&
    return 0
  run_logged "pack the page" node "$ROOT/shell/pack.mjs" --build "$ROOT/build/web" --out "$ROOT/build/web/dist" || return
  touch "$stamp"
}

build_page() { try_build web escale && pack_page; }

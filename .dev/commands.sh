# Owns: the commands of ./dev and their help. Sourced by ./dev.

help() {
  cat <<'TXT'
./dev COMMAND [--help]
  run     builds everything and serves the application
  test    runs the tests; the last line is "N passed, N failed, N skipped"
  tool    the headless client: import, export, search, stats, digest
  bench   builds and runs the benchmarks
  fmt     formats the C++ sources
  setup   only prepares the machine: Debian packages, tool prefix, npm packages
  clean   removes what was built

Every command prepares what it needs first. Tools shared by all checkouts are kept in ${XDG_CACHE_HOME:-~/.cache}/escale
(ESCALE_CACHE names another folder).
TXT
}

help_run() {
  cat <<'TXT'
./dev run [--host ADDRESS] [--port N] [--data DIR] [--no-build]
Builds natively and to WebAssembly what is out of date, and serves the page until Ctrl-C, with a hub beside it.
  --host ADDRESS   127.0.0.1 unless told. By an address other than this machine's own, browsers refuse storage to plain http
  --port N         8033 unless told
  --data DIR       the hub's folder (server-stub/README.md). On 127.0.0.1 there is one unless told, with a space "atelier"
                   where every page of this machine may write
  --no-build       serves what was built before
TXT
}

command_run() {
  local host=127.0.0.1 port=8033 build=1 data='' options=() server=$ROOT/build/native-release/escale-server
  while (($#)); do
    case $1 in
      --host) host=${2:?--host needs an address} && shift 2 ;;
      --port) port=${2:?--port needs a number} && shift 2 ;;
      --data) data=${2:?--data needs a folder} && shift 2 ;;
      --no-build) build=0 && shift ;;
      *) help_run >&2 && fail "unknown option: $1" ;;
    esac
  done
  if ((build)); then
    ensure_setup
    build native-release escale-server
    build web escale
    pack_page || { tail -n 40 "$LAST_LOG" >&2 && fail "the page could not be packed"; }
  fi
  [[ -x $server && -d $ROOT/build/web/dist ]] || fail "nothing is built yet: ./dev run without --no-build"
  if [[ ! $data && $host == 127.0.0.1 ]]; then
    data=${XDG_DATA_HOME:-$HOME/.local/share}/escale/hub
    [[ -e $data/atelier.tokens ]] || "$server" --data "$data" --new-space atelier --everybody write >/dev/null
    say "pages share their work at http://$host:$port/#s=atelier"
  fi
  [[ ! $data ]] || options=(--data "$data")
  say "built; starting the server, which prints its address (Ctrl-C ends it)"
  exec "$server" --root "$ROOT/build/web/dist" "${options[@]}" --host "$host" --port "$port"
}

help_test() {
  cat <<TXT
./dev test [--long] [--only PART[,PART...]]
  --long   also what takes minutes: each fuzzer for ten minutes, the long browser tests
  --only   some parts: ${TEST_PARTS[*]}
Exit status 1 when anything failed. The last line is "N passed, N failed, N skipped".
TXT
}

help_tool() { command_tool --help; }

# Runs in the caller's folder. Standard output belongs to the tool alone.
command_tool() {
  {
    QUIET=1
    ensure_setup
    build native-release escale-tool
  } >&2
  exec "$ROOT/build/native-release/escale-tool" "$@"
}

help_bench() {
  cat <<'TXT'
./dev bench [--full] [--rounds N] [NAME...]
Builds the programs of tests/bench natively and as wasm for node, and runs them, or those named, in turn with their peers;
"page" is the packed page in Chromium.
Prints medians and the peers' ratios, and writes tests/bench/results/<date>.csv. Fails when two sides found different things.
  --full       also the rows with the largest inputs
  --rounds N   3 unless told
TXT
}

command_bench() {
  local name targets=() wasm=() page=
  for name in "$@"; do
    [[ -e $ROOT/tests/bench/${name}_bench.mjs ]] && page=1
    [[ -e $ROOT/tests/bench/${name}_bench.cpp ]] && wasm+=("bench-$name")
    [[ -e $ROOT/tests/bench/${name}_bench.cpp || -e $ROOT/tests/bench/native/${name}_bench.cpp ]] && targets+=("bench-$name")
  done
  ensure_setup
  ensure_packages "$ROOT/tests/bench/packages.bookworm"
  ensure_node_modules "$ROOT/tests/bench"
  if ((${#targets[@]} == 0)) && [[ ! $page ]]; then targets=(bench) wasm=(bench) page=1; fi
  if [[ $page ]]; then targets+=(escale-server); fi
  build native-release "${targets[@]}"
  if ((${#wasm[@]})); then build web "${wasm[@]}"; fi
  if [[ $page ]]; then build_page || fail "the page does not build"; fi
  exec node "$ROOT/tests/bench/run.mjs" "$@"
}

help_fmt() {
  cat <<'TXT'
./dev fmt [--check]
Formats the C++ sources with clang-format 14.
  --check   changes nothing; names the files that differ and fails if there are any
TXT
}

command_fmt() {
  ensure_packages
  cd "$ROOT"
  case ${1:-} in
    '') cpp_sources | xargs -0r clang-format-14 -i ;;
    --check) check_format ;;
    *) help_fmt >&2 && fail "unknown option: $1" ;;
  esac
}

cpp_sources() { git ls-files -z -co --exclude-standard -- 'core/*.h' 'core/*.cpp' 'web/*.h' 'web/*.cpp' 'server-stub/*.h' 'server-stub/*.cpp' 'tests/*.h' 'tests/*.cpp'; }

check_format() { cpp_sources | xargs -0r -n 40 -P "$(nproc)" clang-format-14 --dry-run --Werror; }

help_setup() {
  cat <<'TXT'
./dev setup
Installs the Debian packages of .dev/packages.bookworm that are missing (as root, or by sudo without a password), prepares the tool prefix
(pinned downloads, kept and checked by their sums) and the npm packages. It goes on where it was interrupted, and does nothing when all is there.
TXT
}

command_setup() {
  ensure_setup
  say "ready: tools in $TOOLS, libraries in $LIBS"
}

help_clean() {
  cat <<'TXT'
./dev clean [--tools]
Removes build/.
  --tools   also the tool prefix that all checkouts share, with its downloads
TXT
}

command_clean() {
  [[ ${1:---tools} == --tools ]] || { help_clean >&2 && fail "unknown option: $1"; }
  rm -rf "$ROOT/build"
  [[ ${1:-} != --tools ]] || rm -rf "$CACHE"
}

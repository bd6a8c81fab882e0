# Owns: ./dev test: its parts, in order, and the sum of their counts. Sourced by ./dev.
# A part is a function test_PART that ends by calling `counted`; a part that cannot run says why through `skip_part`.

TEST_PARTS=(format layers words catalogues checks unit property fuzz wasm web)
PASSED=0 FAILED=0 SKIPPED=0
LONG=0

command_test() {
  local only='' part
  while (($#)); do
    case $1 in
      --long) LONG=1 && shift ;;
      --only) only=${2:?--only needs a part} && shift 2 ;;
      *) help_test >&2 && fail "unknown option: $1" ;;
    esac
  done
  for part in ${only//,/ }; do
    [[ " ${TEST_PARTS[*]} " == *" $part "* ]] || fail "no such part: $part (there are ${TEST_PARTS[*]})"
  done
  export ESCALE_LONG=$LONG
  ensure_setup
  cd "$ROOT"
  for part in "${TEST_PARTS[@]}"; do
    [[ -z $only || ",$only," == *",$part,"* ]] && "test_$part"
  done
  printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
  ((FAILED == 0))
}

# counted PART PASSED FAILED SKIPPED: a failure shows the tail of the part's log.
counted() {
  PASSED=$((PASSED + $2)) FAILED=$((FAILED + $3)) SKIPPED=$((SKIPPED + $4))
  (($3 == 0)) || { tail -n 60 "$LAST_LOG" && say "whole output: $LAST_LOG"; }
  say "$1: $2 passed, $3 failed, $4 skipped"
}

skip_part() {
  say "$1: skipped: $2"
  SKIPPED=$((SKIPPED + 1))
}

# one_check PART COMMAND...: a part that is a single check.
one_check() {
  local part=$1
  shift
  if run_logged "$part" "$@"; then counted "$part" 1 0 0; else counted "$part" 0 1 0; fi
}

test_format() { one_check format check_format; }
test_layers() { one_check layers node tests/checks/layers.mjs; }
# Every message has its texts, in every language; every key in the sources has a message.
test_catalogues() { one_check catalogues node assets/scripts/catalogues.mjs --check-code; }
test_words() { one_check words node tests/checks/words.mjs; }

# The checks themselves: each must find what it is there to find.
test_checks() { one_check checks node tests/checks/selftest.mjs; }

# Natively always under the sanitizers: one build for the tests, the simulation and the fuzzers.
test_unit() { catch_part unit sanitizers; }
test_wasm() { catch_part wasm web; }

# catch_part PART PRESET: builds and runs unit-tests. The counts are its XML report's; without one it crashed, which is a failure.
catch_part() {
  local part=$1 preset=$2 program=(build/$2/unit-tests) report=$ROOT/build/$2/unit-tests.xml counts
  [[ $(find tests/unit -name '*.cpp' -print -quit 2>/dev/null) ]] || { skip_part "$part" "tests/unit has no sources" && return; }
  try_build "$preset" unit-tests || { counted "$part" 0 1 0 && return; }
  [[ $preset != web ]] || program=(node build/web/unit-tests.cjs)
  rm -f "$report"
  run_logged "$part: run" "${program[@]}" --reporter console --reporter "xml::out=$report" || true
  sed -n '/explicitly with message/{n;p}' "$LAST_LOG" | sort | uniq -c | sed 's/^/  skipped: /'
  counts=$(sed -nE 's/.*<OverallResultsCases successes="([0-9]+)" failures="([0-9]+)" expectedFailures="[0-9]+" skips="([0-9]+)".*/\1 \2 \3/p' "$report" 2>/dev/null) || true
  counted "$part" ${counts:-0 1 0}
}

# Whole tablets simulated, and short lives with a failure at each write and at many allocations. With --long also planted bugs, each of which it must find.
test_property() {
  local seeds=100 scripts=3 stride=97
  ((!LONG)) || seeds=10000 scripts=200 stride=17
  try_build sanitizers simulation || { counted property 0 1 0 && return; }
  if run_logged "property: $seeds worlds, $scripts scripts" build/sanitizers/simulation --seeds "$seeds" --scripts "$scripts" --stride "$stride"; then
    tail -n 1 "$LAST_LOG" | sed 's/^/  /'
    counted property 1 0 0
  else
    counted property 0 1 0
  fi
  ((!LONG)) || one_check mutants node tests/property/mutants.mjs
}

# Each fuzzer for some seconds from one seed, so that what passes does not fail by the date; the long run explores, from
# a seed that changes each day. The seed is in the log.
test_fuzz() {
  local source name seconds=5 passed=0 failed=0 seed=1
  compgen -G 'tests/fuzz/*.cpp' >/dev/null || { skip_part fuzz "tests/fuzz has no sources" && return; }
  ((!LONG)) || { seconds=600 && seed=$(date +%Y%m%d); }
  try_build sanitizers fuzz || { counted fuzz 0 1 0 && return; }
  for source in tests/fuzz/*.cpp; do
    name=$(basename "$source" .cpp)
    if run_logged "fuzz $name, $seconds s" "build/sanitizers/fuzz-$name" --seconds "$seconds" --seed "$seed"; then
      tail -n 1 "$LAST_LOG" | sed 's/^/  /'
      passed=$((passed + 1))
    else
      grep -E '^(SUMMARY|crashing input|one input took|.*runtime error)' "$LAST_LOG" | sed 's/^/  /' || true
      failed=$((failed + 1))
    fi
  done
  counted fuzz "$passed" "$failed" 0
}

# The browser tests, shown as they run; their last line carries the counts.
test_web() {
  local counts status=0 limit=2400
  ((!LONG)) || limit=14400
  [[ -e tests/web/run.mjs ]] || { skip_part web "tests/web/run.mjs is not there" && return; }
  { build_page && try_build native-release escale-server escale-tool; } || { counted web 0 1 0 && return; }
  LAST_LOG=$LOG_DIR/web-tests.log
  say "web: browser tests"
  ESCALE_SERVER=$ROOT/build/native-release/escale-server ESCALE_TOOL=$ROOT/build/native-release/escale-tool ESCALE_DIST=$ROOT/build/web/dist \
    timeout -k 10 "$limit" node tests/web/run.mjs </dev/null 2>&1 | tee "$LAST_LOG" || status=$?
  counts=$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$LAST_LOG" | tail -n 1)
  # A runner that ends badly without counting a failure is one.
  if [[ ! $counts ]] || { ((status)) && [[ $counts == *" 0 "* ]]; }; then counts='0 1 0'; fi
  counted web $counts
}

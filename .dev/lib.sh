# Shared by ./dev and its parts: progress lines, logged steps, failures. Sourced, never run.

START_NS=$(date +%s%N)
LOG_DIR=$ROOT/build/log

elapsed() { local ms=$((($(date +%s%N) - START_NS) / 1000000)); printf '%d.%d' $((ms / 1000)) $((ms % 1000 / 100)); }
say() { printf '[%6ss] %s\n' "$(elapsed)" "$*"; }
fail() { printf '[%6ss] error: %s\n' "$(elapsed)" "$*" >&2; exit 1; }

# run_logged LABEL COMMAND...: runs it with the output kept in a log; says every 15 s that it still runs and what its last line is.
run_logged() {
  local label=$1 log status=0 beat
  shift
  mkdir -p "$LOG_DIR"
  log=$LOG_DIR/$(tr -cs 'a-zA-Z0-9\n' '-' <<<"$label").log
  [[ ${QUIET:-} ]] || say "$label"
  (
    # Its sleep outlives it: no lock and no output of ours may stay open in it.
    while sleep 15 >/dev/null 2>&1; do say "  ... $(tail -n 1 "$log" 2>/dev/null | tr '\r' '\n' | tail -n 1 | cut -c1-100)"; done
  ) 8>&- 9>&- &
  beat=$!
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$beat" 2>/dev/null
  wait "$beat" 2>/dev/null || true
  LAST_LOG=$log
  return $status
}

# must LABEL COMMAND...: the same, and stops with the log's tail when it fails.
must() {
  run_logged "$@" && return 0
  tail -n 40 "$LAST_LOG" >&2
  fail "$1 failed; whole output: $LAST_LOG"
}

# The key of some files' contents: what is built from them is kept under it.
key_of() { sha256sum "$@" | cut -d' ' -f1 | sha256sum | cut -c1-16; }

# Runs test suites (xunit v3 executables) and adds up what they report.
# shellcheck shell=bash

passed=0 failed=0 skipped=0

# Streams the suite's output, and reads its summary: "NAME  Total: 1, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1s".
run_suite() {
  local name=$1 colour='' output status=0 summary
  [[ -t 1 && -z ${NO_COLOR:-} ]] || colour=-noColor
  output=$(mktemp)
  dotnet "tests/$name/bin/Release/net10.0/$name.dll" ${colour:+"$colour"} 2>&1 | tee "$output" || status=$?
  summary=$(sed $'s/\033\\[[0-9;]*m//g' "$output" | grep -a -E "^ *$name +Total: [0-9]+," | tail -n 1) || true
  rm -f "$output"
  add_up "$name" "$status" "$summary"
}

add_up() {
  local name=$1 status=$2 summary=$3 bad
  if [[ ! $summary =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+),\ Not\ Run:\ ([0-9]+) ]]; then
    say "$name ended with exit code $status and without a summary: counted as one failure."
    failed=$((failed + 1))
    return
  fi
  bad=$((BASH_REMATCH[2] + BASH_REMATCH[3]))
  if ((bad == 0 && (status != 0 || BASH_REMATCH[1] == 0))); then
    say "$name ran ${BASH_REMATCH[1]} tests without a failure and ended with exit code $status: counted as one failure."
    failed=$((failed + 1))
  fi
  failed=$((failed + bad))
  skipped=$((skipped + BASH_REMATCH[4] + BASH_REMATCH[5]))
  passed=$((passed + BASH_REMATCH[1] - BASH_REMATCH[3] - BASH_REMATCH[4] - BASH_REMATCH[5]))
}

# The last line; fails if a test failed or none passed.
report() {
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0 && passed > 0))
}

#!/bin/sh
# Cases: a tests/cases/ROOM/*.txt that begins with a line "# byline ARGUMENTS" goes on with the input, a line "---", and what
# the program must print for it. Prints one line "cases/ROOM: N passed, N failed" a room. Other files there are for the
# unit tests.
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for room in tests/cases/*/; do
  passed=0 failed=0
  for case in "$room"*.txt; do
    [ -f "$case" ] && head -n 1 "$case" | grep -q '^# byline ' || continue
    arguments=$(sed -n '1s/^# byline //p' "$case")
    sed '1d;/^---$/,$d' "$case" >"$work/input"
    sed '1,/^---$/d' "$case" >"$work/expected"
    # shellcheck disable=SC2086
    BYLINE_DATA=${BYLINE_DATA:-data} "$BUILD/byline" $arguments - <"$work/input" >"$work/actual" 2>"$work/errors"
    if cmp -s "$work/expected" "$work/actual"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1)) status=1
      echo "$case: differs" >&2
      diff "$work/expected" "$work/actual" >&2
      cat "$work/errors" >&2
    fi
  done
  [ $((passed + failed)) -eq 0 ] || echo "cases/$(basename "$room"): $passed passed, $failed failed"
done
exit $status

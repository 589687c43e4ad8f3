#!/bin/sh
# Cases: a tests/cases/ROOM/*.txt that begins with a line "# byline ARGUMENTS" goes on with the input, a line "---", and what
# the program must print for it. One that begins with "# claims ARGUMENTS" is for `byline extract`; behind "---" stand claims
# that must come out (+) and that must not (-), compared without case and articles; what is left out may be anything:
#   + SUBJECT | PREDICATE | OBJECT | + Reported | by=OUTER > INNER | at=PLACE | on=TIME    (by=-: nobody)
# Prints one line "cases/ROOM: N passed, N failed" a room. Other files there are for the unit tests.
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0 extracted= extract_status=0

# Prints the lines of $1 that the claims of document $3 in $2 do not keep.
broken_lines() {
  awk -F '\t' -v wanted="$1" -v doc="$3" '
    function bare(text) { text = tolower(text); sub(/^(the|a|an) /, "", text); return text }
    $1 == doc { rows++; s[rows] = bare($4); p[rows] = tolower($5); o[rows] = bare($6); how[rows] = tolower($7 " " $8); by[rows] = $9; at[rows] = " | " $10 " | "; on[rows] = $11 }
    function fits(r, part, n,   i, key, value) {
      if (s[r] != bare(part[1]) || p[r] != tolower(part[2]) || o[r] != bare(part[3])) return 0
      for (i = 4; i <= n; i++) {
        key = substr(part[i], 1, 3); value = substr(part[i], 4)
        if (value == "-" && key ~ /=$/) value = ""
        if (key == "by=") { if (by[r] != value) return 0 }
        else if (key == "on=") { if (on[r] != value) return 0 }
        else if (key == "at=") { if (index(at[r], " | " value " | ") == 0) return 0 }
        else if (how[r] != tolower(part[i])) return 0
      }
      return 1
    }
    END {
      while ((getline line < wanted) > 0) {
        sign = substr(line, 1, 1)
        n = split(substr(line, 3), part, / \| /)
        found = 0
        for (r = 1; r <= rows; r++) found = found || fits(r, part, n)
        if (found != (sign == "+")) print line
      }
    }' "$2"
}

# The claims of all cases of room $1 that have the arguments $2, in one run of the program, into claims.tsv.
extract_all() {
  [ "$extracted" = "$1 $2" ] && return "$extract_status"
  extracted="$1 $2"
  rm -rf "$work/in" && mkdir "$work/in"
  for other in "$1"/*.txt; do
    [ "$(sed -n '1s/^# claims *//p' "$other")" = "$2" ] && sed '1d;/^---$/,$d' "$other" >"$work/in/$(basename "$other")"
  done
  # shellcheck disable=SC2086
  BYLINE_DATA=${BYLINE_DATA:-data} "$BUILD/byline" extract --min-confidence 1 $2 "$work/in" >"$work/claims.tsv" 2>"$work/errors"
  extract_status=$?
  return $extract_status
}

run_case() { # file, kind, arguments: true when it holds
  sed '1d;/^---$/,$d' "$1" >"$work/input"
  sed '1,/^---$/d' "$1" >"$work/expected"
  if [ "$2" = claims ]; then
    echo "byline extract failed" >"$work/diff"
    extract_all "$(dirname "$1")" "$3" || return 1
    name=$(basename "$1" .txt)
    broken_lines "$work/expected" "$work/claims.tsv" "$name" >"$work/diff"
    [ -s "$work/diff" ] || return 0
    grep "^$name	" "$work/claims.tsv" | cut -f 4-11 | sed 's/^/    /' >>"$work/diff"
    return 1
  fi
  # shellcheck disable=SC2086
  BYLINE_DATA=${BYLINE_DATA:-data} "$BUILD/byline" $3 - <"$work/input" >"$work/actual" 2>"$work/errors"
  sed -i 's/\(cues\.tsv\):[0-9]*/\1/' "$work/actual" # lines move when others are added above
  diff "$work/expected" "$work/actual" >"$work/diff"
}

for room in tests/cases/*/; do
  passed=0 failed=0
  for case in "$room"*.txt; do
    [ -f "$case" ] || continue
    kind=$(sed -n '1s/^# \(byline\|claims\)\( .*\)*$/\1/p' "$case")
    [ -n "$kind" ] || continue
    if run_case "$case" "$kind" "$(sed -n "1s/^# $kind *//p" "$case")"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1)) status=1
      echo "$case: differs" >&2
      cat "$work/diff" "$work/errors" >&2
    fi
  done
  [ $((passed + failed)) -eq 0 ] || echo "cases/$(basename "$room"): $passed passed, $failed failed"
done
exit $status

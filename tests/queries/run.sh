#!/bin/sh
# Every bundled query over tests/queries/graph against its known answer. Prints "queries: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
export BYLINE_DATA="${BYLINE_DATA:-data}"
B=${BUILD:-build}/byline
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0 failed=0
check() {
  if "$@" >"$T/diff" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "queries: $name: wrong"
    head -5 "$T/diff" "$T/errors"
  fi
}
for query in queries/*.rq; do
  name=$(basename "$query" .rq)
  $B query "$name" --data tests/queries/graph --format csv >"$T/rows" 2>"$T/errors"
  check cmp "tests/queries/expected/$name.csv" "$T/rows"
  check sh -c "head -n 1 $query | grep -q '^# .*'" # what it answers, for --list
done
name="JSON results"
$B query death-toll --data tests/queries/graph --format json >"$T/rows.json" 2>"$T/errors"
check sh -c "grep -c '\"least\": {\"type\": \"literal\", \"value\": \"12.0\", \"datatype\"' $T/rows.json"
name="order of loading"
mkdir -p "$T/graph/articles"
for file in herald dawn courier; do cp "tests/queries/graph/articles/$file.ttl" "$T/graph/articles/x-$file-$(echo "$file" | cksum | cut -c1-3).ttl"; done
cp tests/queries/graph/*.ttl "$T/graph/"
$B query timeline --data "$T/graph" --format csv >"$T/rows" 2>"$T/errors"
check cmp tests/queries/expected/timeline.csv "$T/rows"
echo "queries: $passed passed, $failed failed"
[ $failed -eq 0 ]

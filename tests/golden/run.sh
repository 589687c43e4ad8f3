#!/bin/sh
# Article -> Turtle, byte for byte: tests/golden/NAME.txt must give NAME.ttl (without its first line, which names the version of
# the data files). `sh tests/golden/run.sh --write` after a change that was meant; read the difference before it is committed.
# Prints "golden: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
export BYLINE_DATA="${BYLINE_DATA:-data}"
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0 failed=0
"${BUILD:-build}/byline" build -q tests/golden/*.txt -o "$T/graph" || { echo "golden: 0 passed, 1 failed"; exit 1; }
for made in "$T"/graph/articles/*.ttl; do
  name=$(basename "$made" .ttl)
  sed 1d "$made" >"$T/$name.ttl"
  [ "$1" = --write ] && cp "$T/$name.ttl" "tests/golden/$name.ttl"
  if cmp -s "$T/$name.ttl" "tests/golden/$name.ttl"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "golden: $name (if this was meant: sh tests/golden/run.sh --write)"
    diff "tests/golden/$name.ttl" "$T/$name.ttl" | head -20
  fi
done
echo "golden: $passed passed, $failed failed"
[ $failed -eq 0 ]

#!/bin/sh
# The same bytes for every order of inputs, any number of threads, both compilers, and for two graphs put together.
cd "$(dirname "$0")/../.." || exit 2
B=${BUILD:-build}/byline
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0 failed=0
same() { # NAME DIR DIR
  if diff -r "$2" "$3" >"$T/diff" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "determinism: $1"; head -5 "$T/diff"; fi
}
A=examples/articles
$B build -q $A -o "$T/one" --jobs 1
$B build -q $A -o "$T/two" --jobs 2
articles=$(find "$T/one/articles" -name "*.ttl" 2>/dev/null | wc -l)
[ "$articles" -eq "$(ls $A/*.txt $A/*.html | wc -l)" ] && passed=1 || { failed=1; echo "determinism: $articles articles were built"; }
same "one and two threads" "$T/one" "$T/two"
$B build -q $(ls $A/*.txt $A/*.html | sort -r) -o "$T/shuffled"
same "order of inputs" "$T/one" "$T/shuffled"
$B build -q $A/conflict-evening.txt -o "$T/added"
$B build -q $A/conflict-morning.txt $A/court.txt $A/sport.txt -o "$T/added"
$B build -q $A -o "$T/added"
same "built in three steps" "$T/one" "$T/added"
$B build -q $A/conflict-*.txt $A/business.html -o "$T/a"
$B build -q $A/politics.txt $A/disaster.txt $A/court.txt $A/sport.txt -o "$T/b"
mkdir -p "$T/union/articles" && cp "$T"/a/articles/* "$T"/b/articles/* "$T/union/articles/" && $B resolve -q "$T/union"
same "graph(A) put together with graph(B)" "$T/one" "$T/union"
$B build -q --rebuild $A -o "$T/one"
same "built again" "$T/one" "$T/two"
if [ -n "$CLANG_TEST" ] && make -s BUILD=build-clang CC=clang all; then
  BYLINE_DATA=data build-clang/byline build -q $A -o "$T/clang"
  same "gcc and clang" "$T/one" "$T/clang"
fi
echo "determinism: $passed passed, $failed failed"
[ $failed -eq 0 ]

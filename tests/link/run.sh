#!/bin/sh
# byline link and byline kb from the command line, on sentences made up for it.
cd "$(dirname "$0")/../.." || exit 2
BYLINE=${BUILD:-build}/byline
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0
check() { # name, expected, actual
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'link: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3" >&2
  fi
}
ids() { # the ids of the names in a text, in order
  printf '%s\n' "$1" >"$dir/t.txt"
  "$BYLINE" link --raw "$dir/t.txt" | cut -f4 | tr '\n' ' '
}
check 'cities by their countries' 'Q90 Q142 ' "$(ids 'The minister flew to Paris after talks elsewhere in France.')"
check 'nobody known' 'NIL ' "$(ids 'A farmer called Obadiah Quenstrel said that the rain had come too late.')"
check 'a name inside a name is not the place' '' "$(ids 'She ran the London Marathon for the third time in her life.' | grep -o Q84)"
"$BYLINE" kb info >"$dir/info" 2>&1 && grep -q '^with Wikidata id' "$dir/info"
check 'kb info' 0 $?
check 'kb lookup by name' 'Q889' "$("$BYLINE" kb lookup Afghanistan | awk -F'\t' 'NR == 2 {print $4}')"
check 'kb lookup by id' 'Afghanistan' "$("$BYLINE" kb lookup Q889 | awk -F'\t' 'NR == 2 {print $1}')"
printf 'name\tqid\tiso2\nQumar Town\tQ999999901\tXX\n' >"$dir/own.tsv"
"$BYLINE" kb build -o "$dir/own.kb" "city=$dir/own.tsv" 2>"$dir/err"
check 'kb build' 0 $?
check 'an index of one'\''s own' 'Q999999901' "$("$BYLINE" kb lookup --kb "$dir/own.kb" 'qumar town' | awk -F'\t' 'NR == 2 {print $4}')"
printf 'title\tx\na\tb\n' >"$dir/bad.tsv"
"$BYLINE" kb build -o "$dir/bad.kb" "$dir/bad.tsv" >"$dir/out" 2>"$dir/err"
check 'a table without names is refused' 1 $?
check 'and says where' 1 "$(grep -c 'bad.tsv:1' "$dir/err")"
"$BYLINE" kb build -o "$dir/bad.kb" "planet=$dir/own.tsv" >"$dir/out" 2>"$dir/err"
check 'an unknown kind is a usage error' 2 $?
echo garbage >"$dir/garbage.kb"
"$BYLINE" kb info "$dir/garbage.kb" >"$dir/out" 2>"$dir/err"
check 'no index' 1 $?
echo "link: $passed passed, $failed failed"
[ $failed -eq 0 ]

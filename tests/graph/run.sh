#!/bin/sh
# The graph folder when things go wrong: a full disk, equal names, a broken file, a bad base. Prints "graph: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
export BYLINE_DATA="${BYLINE_DATA:-data}"
B=$(pwd)/${BUILD:-build}/byline
T=$(mktemp -d)
trap 'chmod -R u+w "$T"; rm -rf "$T"' EXIT
passed=0 failed=0
check() {
  name=$1
  shift
  if "$@" >"$T/log" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "graph: $name"; head -3 "$T/log"; fi
}
says() { # STATUS PATTERN COMMAND...
  want=$1 pattern=$2
  shift 2
  "$@" >"$T/said" 2>&1
  rc=$?
  [ $rc -eq "$want" ] && grep -q -e "$pattern" "$T/said" && return
  echo "status $rc: $(head -2 "$T/said")"
  return 1
}
mkdir -p "$T/a" "$T/b"
echo 'Mara Dole leads the Salt Party. The army captured Tirn on Monday, she said.' >"$T/a/news.txt"
echo 'Mara Dole met Ivo Brandt in Tirn. Brandt is the mayor of Tirn.' >"$T/b/news.txt"
# two inputs of one name
check "equal names" "$B" build -q "$T/a" "$T/b" -o "$T/two"
check "equal names make two files" test "$(ls "$T/two/articles" | wc -l)" -eq 2
check "equal names have their own IRIs" test "$(cat "$T"/two/articles/*.ttl | grep -c '^    a by:Article\|^    by:fileName')" -ge 2
"$B" build -q "$T/b" "$T/a" -o "$T/swapped" 2>/dev/null
check "their order does not matter" diff -r "$T/two" "$T/swapped"
# one more article changes no other file
"$B" build -q "$T/a/news.txt" -o "$T/one" && cp "$T/one/articles/news.ttl" "$T/before"
cp "$T/b/news.txt" "$T/b/other.txt" && "$B" build -q "$T/b/other.txt" -o "$T/one"
check "an article more changes no other" cmp "$T/before" "$T/one/articles/news.ttl"
# an input of the same name in a later run: another article keeps its own file, a later version takes the old one's place
mkdir -p "$T/c" "$T/d"
"$B" build -q "$T/a" -o "$T/later" && "$B" build -q "$T/b/news.txt" -o "$T/later"
check "another article of the same name keeps both" test "$(ls "$T/later/articles" | wc -l)" -eq 2
check "the first keeps its name" cmp "$T/later/articles/news.ttl" "$T/before"
"$B" build "$T/b/news.txt" -o "$T/later" >"$T/said" 2>&1
check "the second is known again" grep -q 'and 1 unchanged' "$T/said"
(cat "$T/a/news.txt"; echo 'The mayor denied it.') >"$T/c/news.txt" && "$B" build -q "$T/c" -o "$T/later"
check "a later version replaces the first" sh -c "test $(ls "$T/later/articles" | wc -l) -eq 2 && ! cmp -s '$T/later/articles/news.ttl' '$T/before'"
(cat "$T/b/news.txt"; echo 'Nobody else was there.') >"$T/d/news.txt" && "$B" build -q "$T/d" -o "$T/later"
check "a later version replaces the second" test "$(ls "$T/later/articles" | wc -l)" -eq 2
page() { printf '<html><head><title>%s</title><link rel="canonical" href="%s"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>' "$1" "$2" "$1" "$3"; }
mkdir -p "$T/p1" "$T/p2" "$T/p3"
page Port https://a.example/port 'The army captured the port of Tirn on Monday, and Mara Dole said that nine soldiers had died there.' >"$T/p1/page.html"
page Port https://b.example/port 'The army captured the port of Tirn on Monday, and Mara Dole said that nine soldiers had died there.' >"$T/p2/page.html"
page Storm https://a.example/port 'A storm sank two boats off Tirn on Tuesday, and Ivo Brandt, the mayor, said that the crews were safe.' >"$T/p3/page.html"
for p in p1 p2 p3; do "$B" build -q "$T/$p" -o "$T/pages"; done
check "another address is another article, the same address is the same" sh -c "test $(ls "$T/pages/articles" | wc -l) -eq 2 && grep -q Storm '$T/pages/articles/page.ttl'"
# copies: a wire's text in two papers, and a page that names the other's address
mkdir -p "$T/wire"
echo 'TIRN (Coast Wire) - The army captured the old port of Tirn on Monday, said Mara Dole. Nine soldiers died in the fighting near the northern gate.' >"$T/wire/one.txt"
echo 'TIRN (Coast Wire) - The army captured the old port of Tirn on Monday, said Mara Dole. Nobody else was hurt. Coast Wire is an agency.' >"$T/wire/two.txt"
cp "$T/p1/page.html" "$T/wire/first.html" && page Harbour https://www.a.example/port/ 'On Monday the port of Tirn fell to soldiers of the army.' >"$T/wire/second.html"
"$B" build -q "$T/wire" -o "$T/copies" && "$B" query copies --data "$T/copies" --format csv >"$T/rows"
check "copies by wire tag" grep -q '^one.txt,Coast Wire,wire tag' "$T/rows"
check "copies by address" grep -q '^second.html,first.html,copy' "$T/rows"
check "reasons and counts are written" sh -c "grep -q 'by:evidence' '$T/copies/analysis.ttl' && grep -q 'by:independentSources [1-9]' '$T/copies/analysis.ttl'"
# the adjective of a country is no name of it
mkdir -p "$T/people" && echo 'Peruvian farmers marched through Lima on Monday. The president of Peru did not comment.' >"$T/people/march.txt"
"$B" build -q "$T/people" -o "$T/peru"
check "a demonym is no label" sh -c "grep -q 'by:demonym \"Peruvian\"' '$T/peru/articles/march.ttl' && ! grep -q 'altLabel.*\"Peruvian\"' '$T/peru/articles/march.ttl' '$T/peru/links.ttl'"
# a full disk: no half file stays behind, and the exit status tells
mkdir -p "$T/full"
check "a full disk is told" says 1 'news.ttl' sh -c "trap '' XFSZ; ulimit -f 1; '$B' build -q '$T/a' -o '$T/full'"
check "a full disk leaves no half file" test "$(find "$T/full" -type f | wc -l)" -eq 0
# broken Turtle among the articles
printf 'not turtle at all {\n' >"$T/one/articles/broken.ttl"
check "broken Turtle is told with its line" says 1 'broken.ttl:1: ' "$B" resolve "$T/one"
check "broken Turtle is told by query" says 1 'broken.ttl:1: ' "$B" query articles --data "$T/one"
printf '# only a comment\n' >"$T/one/articles/broken.ttl"
check "a file that is no article of ours" says 1 'holds no by:Article' "$B" resolve "$T/one"
check "a base that is no IRI" says 2 'must be an IRI' "$B" build -q --base 'no iri' "$T/a" -o "$T/x"
check "a base is used" "$B" build -q --base https://example.org/k/ "$T/a" -o "$T/base"
check "a base is in every IRI" sh -c "! grep -rq 'w3id.org/byline/id/' '$T/base' && grep -rq '<https://example.org/k/article/news-' '$T/base'"
check "a folder that is not there" says 1 'nowhere' "$B" query articles --data "$T/nowhere"
check "a query that is not there" says 2 'no query called nonsense' "$B" query nonsense --data "$T/two"
check "an unknown format" says 2 'unknown format xml' "$B" query articles --format xml --data "$T/two"
check "the list" says 0 'casualties' "$B" query --list
check "a closed pipe" sh -c "'$B' query articles --data '$T/two' | head -0"
echo "graph: $passed passed, $failed failed"
[ $failed -eq 0 ]

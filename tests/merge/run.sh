#!/bin/sh
# byline merge over the known graph and the examples: one node a thing, nothing lost, the same bytes, and what happens when
# things go wrong. Prints "merge: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
export BYLINE_DATA="${BYLINE_DATA:-data}"
B=$(pwd)/${BUILD:-build}/byline
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0 failed=0
check() {
  name=$1
  shift
  if "$@" >"$T/log" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "merge: $name"; head -3 "$T/log"; fi
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
none() { # WHERE-PATTERN: no row in the merged graph
  printf 'PREFIX by: <https://w3id.org/byline/ontology#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nSELECT ?e WHERE { %s }\n' "$1" >"$T/none.rq"
  "$B" query "$T/none.rq" --data "$T/all.ttl" --format csv >"$T/rows" && [ "$(wc -l <"$T/rows")" -eq 1 ]
}
claims() { cat "$@" | grep -c '^\(<.*>\)\? *a by:Claim\b'; }
members() { # LINKS: entities that have a canonical node
  awk '/^</ {s = $1} /by:canonical/ && s ~ /\/entity\// {print s}' "$1"
}
"$B" build -q examples/articles -o "$T/examples"
for graph in tests/queries/graph "$T/examples"; do
  check "$graph" "$B" merge "$graph" -o "$T/all.ttl"
  check "one type a node: $graph" none '?e skos:prefLabel ?l ; a ?s ; a ?t . FILTER (?s != ?t)'
  check "one label a node: $graph" none '?e skos:prefLabel ?a ; skos:prefLabel ?b . FILTER (?a != ?b)'
  check "no entity has another node: $graph" none '?e by:canonical ?k . OPTIONAL { ?e by:sameEvent ?v } FILTER (!BOUND(?v))'
  members "$graph/links.ttl" >"$T/members"
  check "members: $graph" test -s "$T/members"
  check "no member is left: $graph" sh -c "! grep -qFf '$T/members' '$T/all.ttl'"
  check "claims: $graph" test "$(claims "$T/all.ttl")" -eq "$(claims "$graph"/articles/*.ttl)"
  "$B" merge "$graph" >"$T/again.ttl"
  check "the same bytes: $graph" cmp "$T/all.ttl" "$T/again.ttl"
  mkdir -p "$T/renamed/articles" && cp "$graph"/*.ttl "$T/renamed/"
  for file in "$graph"/articles/*.ttl; do cp "$file" "$T/renamed/articles/$(basename "$file" | cksum | cut -c1-6).ttl"; done
  check "the order of files does not matter: $graph" sh -c "'$B' merge '$T/renamed' | cmp - '$T/all.ttl'"
  rm -r "$T/renamed"
done
# bundled queries: what does not tell one article's name for a thing from the thing's is answered alike
"$B" merge tests/queries/graph -o "$T/all.ttl"
for query in articles attacks casualties causes chains clashes conflicts copies death-toll external-ids leaders movements posts timeline; do
  "$B" query $query --data "$T/all.ttl" --format csv >"$T/rows"
  check "query $query" cmp "tests/queries/expected/$query.csv" "$T/rows"
done
# when things go wrong
cp -R tests/queries/graph "$T/broken" && printf '<http://e/a> <http://e/b> {\n' >"$T/broken/articles/broken.ttl"
check "broken Turtle is told with its line" says 1 'articles/broken.ttl:1: ' "$B" merge "$T/broken" -o "$T/none.ttl"
check "broken Turtle leaves no file" test ! -e "$T/none.ttl"
cp "$T/all.ttl" "$T/old.ttl" && "$B" merge "$T/broken" -o "$T/old.ttl" 2>/dev/null
check "broken Turtle leaves the old file" cmp "$T/all.ttl" "$T/old.ttl"
check "broken Turtle prints nothing" sh -c "test -z \"\$('$B' merge '$T/broken' 2>/dev/null)\""
check "a full disk is told" says 1 'cannot write: No space left' sh -c "'$B' merge tests/queries/graph >/dev/full"
check "a full device is told" says 1 '/dev/full: cannot write: No space left' "$B" merge tests/queries/graph -o /dev/full
mkdir "$T/small"
check "a file that is cut is told" says 1 'cannot write' sh -c "trap '' XFSZ; ulimit -f 1; '$B' merge tests/queries/graph -o '$T/small/all.ttl'"
check "a file that is cut leaves nothing" test -z "$(ls "$T/small")"
check "a folder that is not there" says 1 'nowhere: holds no graph' "$B" merge "$T/nowhere"
check "no folder for the file" says 1 'cannot create' "$B" merge tests/queries/graph -o "$T/nowhere/all.ttl"
check "no folder given" says 2 'name one graph folder' "$B" merge
check "a closed pipe" sh -c "'$B' merge tests/queries/graph | head -0"
echo "merge: $passed passed, $failed failed"
[ $failed -eq 0 ]

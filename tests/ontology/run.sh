#!/bin/sh
# The ontology against the data files: every event class, role and predicate of data/lexicon is defined; every name has a label
# and a comment; both Turtle files parse. Prints "ontology: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "ontology: $*"; }
defined() { grep -q "^by:$1 a " ontology/byline.ttl && ok || bad "by:$1 is not in ontology/byline.ttl ($2)"; }
for f in ontology/byline.ttl ontology/shapes.ttl; do
  command -v rapper >/dev/null || continue
  rapper -q -c -i turtle "$f" 2>&1 | grep -qiE 'error|warning' && bad "$f does not parse" || ok
done
for c in $(awk -F'\t' '!/^#/ && NF >= 4 {gsub(/ /, "", $4); if ($4 != "-") print $4}' data/lexicon/*.events | sort -u); do defined "$c" "an event class of data/lexicon"; done
for r in $(awk -F'\t' '!/^#/ && NF >= 7 {print $7}' data/lexicon/*.events | grep -oE '[a-z]+=' | sort -u | tr -d =); do
  case $r in conf|counts|when|unless) ;; *) defined "$r" "a role of data/lexicon" ;; esac
done
for p in $(grep -v '^#' data/lexicon/predicates.tsv | cut -f1 | sort -u); do [ "$p" = predicate ] || defined "$p" "a predicate of data/lexicon"; done
awk '/^by:[A-Za-z]+ a / {name = $1; label = comment = 0}
  /rdfs:label/ {label = 1} /rdfs:comment/ {comment = 1}
  name != "" && / \.$/ {if (!label || !comment) {print "ontology: " name " has no label or comment"; n++} name = ""}
  END {exit n > 0}' ontology/byline.ttl && ok || failed=$((failed + 1))
echo "ontology: $passed passed, $failed failed"
[ $failed -eq 0 ]

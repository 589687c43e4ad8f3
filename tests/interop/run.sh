#!/bin/sh
# The graph of the examples in foreign hands: rapper, serdi, rdflib, Oxigraph, Apache Jena read it and count alike; pySHACL
# finds no violation; bundled queries give the same rows in Oxigraph. Installs what it needs into build/; a store that
# cannot be had (no network) is skipped with a line. Prints "interop: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
B=${BUILD:-build}/byline
D=build/interop
rm -rf "$D/graph"
mkdir -p "$D"
$B build -q examples/articles -o "$D/graph" || { echo "interop: 0 passed, 1 failed"; exit 1; }
passed=0 failed=0
good() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "interop: $1"; }
files=$(find "$D/graph" ontology -name '*.ttl' | sort)
for f in $files; do
  rapper -q -i turtle -o ntriples "$f" >"$D/rapper.nt" 2>"$D/log" && [ ! -s "$D/log" ] && good || bad "rapper: $f"
  if command -v serdi >/dev/null; then
    serdi -q -i turtle -o ntriples "$f" >"$D/serdi.nt" 2>"$D/log" && [ ! -s "$D/log" ] && [ "$(sort -u "$D/serdi.nt" | wc -l)" -eq "$(sort -u "$D/rapper.nt" | wc -l)" ] && good || bad "serdi: $f"
  fi
  sort -u "$D/rapper.nt" | wc -l | sed "s|^|$f |"
done >"$D/counts.raw"
grep '^interop' "$D/counts.raw"
failed=$(grep -c '^interop' "$D/counts.raw")
lines=$(grep -vc '^interop' "$D/counts.raw")
passed=$((2 * lines - failed))
grep -v '^interop' "$D/counts.raw" >"$D/counts"
if [ ! -x "$D/venv/bin/python" ]; then
  python3 -m venv "$D/venv" >/dev/null 2>&1 && "$D/venv/bin/pip" install -q rdflib pyoxigraph pyshacl >"$D/pip.log" 2>&1
fi
if "$D/venv/bin/python" -c 'import rdflib, pyoxigraph, pyshacl' 2>/dev/null; then
  "$D/venv/bin/python" tests/interop/stores.py "$D" "$B" >"$D/stores.log"
  cat "$D/stores.log"
  passed=$((passed + $(sed -n 's/^stores: \([0-9]*\) passed.*/\1/p' "$D/stores.log")))
  failed=$((failed + $(sed -n 's/^stores: .* \([0-9]*\) failed/\1/p' "$D/stores.log")))
else
  echo "interop: skipped rdflib, Oxigraph, pySHACL (pip could not install them)"
fi
if [ ! -d "$D/jena" ] && command -v mvn >/dev/null; then
  mvn -q -f tests/interop/jena.xml dependency:copy-dependencies -DoutputDirectory="$PWD/$D/jena" >"$D/mvn.log" 2>&1 || rm -rf "$D/jena"
fi
if [ -d "$D/jena" ] && command -v java >/dev/null; then
  while read -r f count; do
    n=$(java -cp "$D/jena/*" riotcmd.riot --quiet --output=ntriples "$f" 2>"$D/log" | sort -u | wc -l)
    [ "$n" -eq "$count" ] && ! grep -qE 'WARN|ERROR' "$D/log" && good || bad "Jena: $f: $n triples, not $count"
  done <"$D/counts"
else
  echo "interop: skipped Apache Jena (needs java, and mvn with network)"
fi
echo "interop: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

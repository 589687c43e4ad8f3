#!/bin/sh
# The graphs of examples/articles (also merged into one file) and tests/queries in rapper, serdi, rdflib, Oxigraph, Apache Jena and pySHACL (interop.py says
# what is compared). Fetches what it needs from PyPI and Maven Central into build/interop, once; where the network or a tool is
# not there it says so and skips that part. Prints "interop: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
export BYLINE_DATA="${BYLINE_DATA:-data}"
B=${BUILD:-build}
work=$B/interop venv=$B/interop/venv
skip() {
  reconcile python3
  echo "interop: skipped: $*"
  echo "interop: 0 passed, 0 failed"
  exit 0
}
mkdir -p "$work"
reconcile() { # the client of reconciliation services (reconcile.py); $1: the Python that may have csv-reconcile
  command -v python3 >/dev/null && python3 tests/interop/reconcile.py "$B/byline" "$1"
}
if ! "$venv/bin/python" -c 'import rdflib, pyoxigraph, pyshacl, csv_reconcile' 2>/dev/null; then
  command -v python3 >/dev/null || skip "no python3"
  python3 -m venv "$venv" >"$work/log" 2>&1 || skip "python3 cannot make a virtual environment (package python3-venv)"
  timeout 180 "$venv/bin/pip" install -q --retries 1 -r tests/interop/requirements.txt >"$work/log" 2>&1 || skip "rdflib, pyoxigraph and pyshacl cannot be had from PyPI"
fi
"$B/byline" build examples/articles -o "$work/graph" --rebuild --quiet || { echo "interop: 0 passed, 1 failed"; exit 1; }
mkdir -p "$work/merged" && "$B/byline" merge "$work/graph" -o "$work/merged/all.ttl" || { echo "interop: 0 passed, 1 failed"; exit 1; }
jena=""
if [ ! -d "$work/jena" ] && command -v mvn >/dev/null && command -v java >/dev/null; then
  timeout 180 mvn -q -B -f tests/interop/pom.xml dependency:copy-dependencies -DoutputDirectory="$(pwd)/$work/jena.new" >"$work/log" 2>&1 &&
    mv "$work/jena.new" "$work/jena"
fi
if [ -d "$work/jena" ] && find "$work/graph" "$work/merged" tests/queries/graph ontology -name '*.ttl' -print0 |
  xargs -0 java -cp "$work/jena/*" tests/interop/Count.java >"$work/jena.counts" 2>"$work/log"; then
  jena="--jena $work/jena.counts"
elif [ -d "$work/jena" ]; then
  echo "interop: Apache Jena refuses a file:"
  grep -v SLF4J "$work/log" | head -3
  jena="--jena $work/jena.counts"
else
  echo "interop: without Apache Jena (no mvn, no java, or no network)"
fi
reconcile "$venv/bin/python"
# shellcheck disable=SC2086
exec "$venv/bin/python" tests/interop/interop.py "$B/byline" "$work/graph" "$work/merged" tests/queries/graph $jena

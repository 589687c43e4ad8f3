"""rdflib, Oxigraph and pySHACL over the graph of the examples: python3 stores.py FOLDER BYLINE; prints "stores: N passed, N failed"."""
import csv
import glob
import io
import os
import subprocess
import sys

import pyoxigraph
import pyshacl
import rdflib

folder, byline = sys.argv[1:3]
passed = failed = 0


def check(good, message):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print('stores:', message)


with open(os.path.join(folder, 'counts'), encoding='utf-8') as counts:
    for line in counts:
        path, count = line.split()
        check(len(rdflib.Graph().parse(path, format='turtle')) == int(count), f'rdflib: {path}')
        store = pyoxigraph.Store()
        with open(path, 'rb') as turtle:
            store.load(turtle.read(), pyoxigraph.RdfFormat.TURTLE)
        check(len(store) == int(count), f'Oxigraph: {path}: {len(store)}, not {count}')

graph, store = rdflib.Graph(), pyoxigraph.Store()
for path in sorted(glob.glob(os.path.join(folder, 'graph', '**', '*.ttl'), recursive=True)):
    graph.parse(path, format='turtle')
    with open(path, 'rb') as turtle:
        store.load(turtle.read(), pyoxigraph.RdfFormat.TURTLE)


def plain(cell):
    """A cell as text; Oxigraph writes 310.0 as 310, so whole decimals lose their point on both sides."""
    whole, point, rest = cell.partition('.')
    return whole if point and whole.lstrip('-').isdigit() and set(rest) == {'0'} else cell


conforms, _, text = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse('ontology/shapes.ttl'), inference='none')
check(conforms, 'pySHACL: ' + text[:2000])

for path in sorted(glob.glob('queries/*.rq')):
    name = os.path.splitext(os.path.basename(path))[0]
    ours = subprocess.run([byline, 'query', name, '--data', os.path.join(folder, 'graph'), '--format', 'csv'], capture_output=True, text=True)
    rows = sorted(tuple(map(plain, r)) for r in list(csv.reader(io.StringIO(ours.stdout)))[1:])
    with open(path, encoding='utf-8') as query:
        results = store.query(query.read())
    other = sorted(tuple('' if x is None else plain(str(getattr(x, 'value', x))) for x in solution) for solution in results)
    check(ours.returncode == 0 and rows == other, f'query {name}: {len(rows)} rows, {len(other)} in Oxigraph {ours.stderr}'
          + ''.join(f'\n  {r}' for r in sorted(set(rows) ^ set(other))[:4]))
print(f'stores: {passed} passed, {failed} failed')

"""The graph in other people's programs.

interop.py BYLINE GRAPH... [--jena COUNTS]

For each graph folder: every Turtle file loads without a warning in rapper, serdi (where installed), rdflib, Oxigraph and
Apache Jena (COUNTS: the output of Count.java), all counting the same distinct triples; the folder passes ontology/shapes.ttl
in pySHACL; and every bundled query gives the same rows in BYLINE, Oxigraph and rdflib.
Prints "interop: N passed, N failed".
"""
import csv
import glob
import io
import logging
import os
import shutil
import subprocess
import sys
from decimal import Decimal, InvalidOperation

import pyoxigraph
import pyshacl
import rdflib

rdflib.NORMALIZE_LITERALS = False
passed = failed = 0


class Warnings(logging.Handler):
    """Collects what rdflib complains about."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def check(good, *what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print('interop:', *what)
    return good


def by_command(command):
    """Distinct triples that a program prints, or its complaint."""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode or run.stderr.strip():
        return run.stderr.strip() or f'exit status {run.returncode}'
    return len(set(run.stdout.splitlines()))


def by_rdflib(path, warnings):
    warnings.lines.clear()
    graph = rdflib.Graph()
    graph.parse(path, format='turtle')
    return warnings.lines[0] if warnings.lines else len(graph)


def by_oxigraph(path):
    return len({str(t) for t in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)})


def check_files(files, jena, warnings):
    for path in files:
        counts = {'rdflib': by_rdflib(path, warnings), 'oxigraph': by_oxigraph(path)}
        for name, options in (('rapper', ['-q', '-i', 'turtle', '-o', 'ntriples']), ('serdi', ['-i', 'turtle', '-o', 'ntriples'])):
            if shutil.which(name):
                counts[name] = by_command([name, *options, path])
        if jena:
            counts['jena'] = jena.get(os.path.abspath(path), 'not read')
        check(len(set(counts.values())) == 1, path, counts)


def check_shapes(folder, files):
    graph = rdflib.Graph()
    for path in files:
        graph.parse(path, format='turtle')
    good, _, text = pyshacl.validate(graph, shacl_graph='ontology/shapes.ttl', ont_graph='ontology/byline.ttl', inference='none')
    check(good, folder, 'against its shapes:\n', text[:3000])


def key(text):
    """A cell to compare: numbers by value, since engines write them in their own ways."""
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def rows_of_byline(byline, name, folder):
    run = subprocess.run([byline, 'query', name, '--data', folder, '--format', 'csv'], capture_output=True, text=True, check=False)
    if run.returncode:
        return run.stderr
    return sorted([key(c) for c in row] for row in list(csv.reader(io.StringIO(run.stdout)))[1:])


def rows_of_oxigraph(store, query):
    found = store.query(query)
    return sorted([key('' if row[v] is None else row[v].value) for v in found.variables] for row in found)


def rows_of_rdflib(graph, query):
    return sorted([key('' if cell is None else str(cell)) for cell in row] for row in graph.query(query))


def check_queries(byline, folder, files):
    store, graph = pyoxigraph.Store(), rdflib.Graph()
    for path in files:
        store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
        graph.parse(path, format='turtle')
    for path in sorted(glob.glob('queries/*.rq')):
        name = os.path.basename(path)[:-3]
        with open(path, encoding='utf-8') as stream:
            query = stream.read()
        ours = rows_of_byline(byline, name, folder)
        for engine, rows in (('oxigraph', rows_of_oxigraph(store, query)), ('rdflib', rows_of_rdflib(graph, query))):
            check(ours == rows, f'query {name} over {folder}: byline {ours[:3]}, {engine} {rows[:3]}')


def main(byline, *arguments):
    arguments, jena = list(arguments), {}
    if '--jena' in arguments:
        at = arguments.index('--jena')
        with open(arguments[at + 1], encoding='utf-8') as stream:
            jena = {os.path.abspath(path): int(count) for count, path in (line.rstrip('\n').split('\t') for line in stream)}
        del arguments[at:at + 2]
    warnings = Warnings()
    logging.getLogger('rdflib').addHandler(warnings)
    check_files(['ontology/byline.ttl', 'ontology/shapes.ttl'], jena, warnings)
    for folder in arguments:
        files = sorted(glob.glob(folder + '/**/*.ttl', recursive=True))
        check(files, folder, 'holds no Turtle')
        check_files(files, jena, warnings)
        check_shapes(folder, files)
        check_queries(byline, folder, files)
    print(f'interop: {passed} passed, {failed} failed')
    return failed > 0


sys.exit(main(*sys.argv[1:]))

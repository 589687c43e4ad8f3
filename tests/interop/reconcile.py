"""byline link --service and build --service on loopback: against a server that follows the Reconciliation Service API 0.2
and checks every request (its faults are switched on one by one), and against csv-reconcile where it can be imported.

usage: reconcile.py BYLINE [PYTHON]   PYTHON: an interpreter that has csv-reconcile; prints "reconcile: N passed, N failed"
"""
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BYLINE = sys.argv[1]
TEXT = 'Amina Haddad of the Norland Relief Fund spoke in Orvale, Norland, on Monday. Haddad went to Paris in France.\n'
THINGS = [('p1', 'Amina Haddad', 'Person'), ('o1', 'Norland Relief Fund', 'Organization'), ('o2', 'Norland Relief', 'Organization'),
          ('c 1', 'Orvale', 'City'), ('c2', 'Orvalle', 'City'), ('c3', 'Paris', 'City')]
passed = failed = 0


def check(name, ok, seen=''):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print(f'reconcile: {name}: {seen}', file=sys.stderr)


class Server(ThreadingHTTPServer):
    """State of the service: what it is asked, and which fault it shows."""
    daemon_threads = True

    def __init__(self):
        super().__init__(('127.0.0.1', 0), Handler)
        self.reset()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def reset(self, fault=''):
        self.fault, self.queries, self.batches, self.times, self.bad = fault, [], 0, [], []

    @property
    def url(self):
        return f'http://127.0.0.1:{self.server_port}/reconcile'


def candidates(query):
    """The things that share a word with the query, scored by the share of common words; of its type where it names one."""
    words = set(query['query'].lower().split())
    found = []
    for ident, name, kind in THINGS:
        common = words & set(name.lower().split())
        if common and query.get('type') in (None, kind):
            score = 100 * len(common) / len(words | set(name.lower().split()))
            found.append({'id': ident, 'name': name, 'type': [{'id': kind, 'name': kind}], 'score': score, 'match': score == 100})
    return sorted(found, key=lambda c: -c['score'])[:query.get('limit', 10)]


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def reply(self, body, status=200, headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def manifest(self):
        if self.server.fault == 'page':
            return self.reply(b'<html>Welcome</html>')
        if self.server.fault == 'other':
            return self.reply({'openapi': '3.0.0', 'info': {}})
        versions = ['0.3'] if self.server.fault == 'future' else ['0.1', '0.2']
        self.reply({'versions': versions, 'name': 'Things', 'identifierSpace': 'https://things.example/id/',
                    'schemaSpace': 'https://things.example/type/',
                    'defaultTypes': [{'id': k, 'name': k} for k in ('Person', 'Organization', 'City')]})

    def answer(self, form):
        server = self.server
        server.batches += 1
        server.times.append(time.monotonic())
        if server.fault == 'busy' and server.batches == 1:
            return self.reply({}, 429, [('Retry-After', '2')])
        if server.fault == 'flaky' and server.batches == 1:
            return self.reply({}, 503)
        if server.fault == 'broken':
            return self.reply({}, 400)
        if server.fault == 'garbled':
            return self.reply(b'{"q0": {"result": [')
        if server.fault == 'error':
            return self.reply({'status': 'error', 'message': 'no index today'})
        batch = json.loads(form['queries'][0])
        if len(batch) > 25:
            server.bad.append(f'{len(batch)} queries at once')
        for key, query in batch.items():
            for p in query.get('properties', []):
                if set(p) != {'pid', 'v'}:
                    server.bad.append(f'{key}: property {p}')
            if not isinstance(query.get('query'), str) or not query['query'] or not set(query) <= {'query', 'type', 'limit', 'properties'}:
                server.bad.append(f'{key}: {query}')
            server.queries.append(query)
        self.reply({key: {'result': candidates(query)} for key, query in batch.items()})

    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        form = urllib.parse.parse_qs(parts.query)
        self.answer(form) if 'queries' in form else self.manifest()

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        if self.server.fault == 'get':
            return self.reply({}, 405)
        if self.headers['Content-Type'] != 'application/x-www-form-urlencoded':
            self.server.bad.append(self.headers['Content-Type'])
        self.answer(urllib.parse.parse_qs(body, strict_parsing=True))


def byline(*words):
    return subprocess.run([BYLINE, *words], capture_output=True, text=True, timeout=100)


def rows(result):
    lines = [line.split('\t') for line in result.stdout.splitlines()]
    return {TEXT[int(r[1]):int(r[2])]: r[3:] for r in lines}


def answers(server, text, folder):
    server.reset()
    result = byline('link', '--raw', '--service', server.url, text)
    got = rows(result)
    check('exit status', result.returncode == 0, result.stderr)
    check('a match', got.get('Amina Haddad', [''])[0] == 'https://things.example/id/p1', got)
    check('score and label', got.get('Amina Haddad', [])[1:] == ['100.00', 'Amina Haddad'], got)
    check('a surname is asked by the whole name', got.get('Haddad', [''])[0] == 'https://things.example/id/p1', got)
    check('an id that no IRI may hold', got.get('Orvale', [''])[0] == 'https://things.example/id/c%201', got)
    check('no candidate', got.get('France') == ['NIL', '', ''], got)
    check('requests as the standard has them', not server.bad, server.bad)
    check('each query once', len({json.dumps(q) for q in server.queries}) == len(server.queries), server.queries)
    kinds = {q['query']: q.get('type') for q in server.queries}
    check('types of the manifest', kinds.get('Amina Haddad') == 'Person' and kinds.get('Norland Relief Fund') == 'Organization', kinds)
    server.reset()
    byline('link', '--raw', '--service', server.url, '--country-property', 'P17', '--types', 'Person=Q5', text)
    sent = {q['query']: q for q in server.queries}
    check('types of the user', sent['Amina Haddad'].get('type') == 'Q5', sent)
    check('the country of a place', sent['Paris'].get('properties') == [{'pid': 'P17', 'v': 'France'}], sent)
    check('no country of a person', 'properties' not in sent['Amina Haddad'], sent)
    result = byline('link', '--raw', '--format', 'json', '--service', server.url, text)
    line = next(json.loads(x) for x in result.stdout.splitlines() if '"Amina Haddad"' in x)
    check('json', line['sameAs'] == ['https://things.example/id/p1'] and line['score'] == 100 and line['match'] is True, line)
    part = os.path.join(folder, 'part.txt')
    with open(part, 'w', encoding='utf-8') as out:
        out.write('The Norland Relief Group was founded in Orvale by Amina Haddad.\n')
    for least, want in (('40', 'https://things.example/id/o2'), ('90', 'NIL')):
        result = byline('link', '--raw', '--service', server.url, '--least-score', least, part)
        check(f'candidates from {least} on', want in result.stdout.splitlines()[0], result.stdout)


def cache(server, text, folder):
    kept = os.path.join(folder, 'cache')
    server.reset()
    first = byline('link', '--raw', '--service', server.url, '--cache', kept, text)
    asked = server.batches
    second = byline('link', '--raw', '--service', server.url, '--cache', kept, text)
    check('cached answers are not asked again', asked >= 1 and server.batches == asked, server.batches)
    check('and are the same', first.stdout == second.stdout and first.stdout, second.stdout)
    files = [os.path.join(d, f) for d, _, names in os.walk(kept) for f in names]
    check('a file an answer', len(files) == len(server.queries) + 1, files)
    with open(max(files, key=os.path.getsize), 'w', encoding='utf-8') as out:
        out.write('{"half')
    third = byline('link', '--raw', '--service', server.url, '--cache', kept, text)
    check('a damaged file is asked again', third.stdout == first.stdout and third.returncode == 0, third.stderr)
    many = os.path.join(folder, 'many')
    os.makedirs(many)
    for i in range(6):
        with open(os.path.join(many, f'{i}.txt'), 'w', encoding='utf-8') as out:
            out.write(TEXT + ' '.join(f'Mr. Obadiah Tarnwick{chr(97 + i)}{chr(97 + k)} spoke.' for k in range(12)) + '\n')
    server.reset()
    one = byline('link', '--raw', '--jobs', '1', '--service', server.url, '--rate', '100', many)
    four = byline('link', '--raw', '--jobs', '4', '--service', server.url, '--rate', '100', many)
    check('any number of threads', one.stdout == four.stdout and one.stdout.count('\n') > 60, one.stderr)


def faults(server, text):
    for fault, words in (('page', 'not a reconciliation service'), ('other', 'not a reconciliation service'), ('future', 'neither version')):
        server.reset(fault)
        result = byline('link', '--raw', '--service', server.url, text)
        check(fault, result.returncode == 1 and words in result.stderr and not result.stdout, result.stderr)
    for fault, words in (('broken', 'HTTP status 400'), ('garbled', 'not JSON'), ('error', 'no index today')):
        server.reset(fault)
        result = byline('link', '--raw', '--service', server.url, text)
        check(fault, result.returncode == 1 and words in result.stderr and not result.stdout, result.stderr)
        check(f'{fault}: not tried again', server.batches == 1, server.batches)
    for fault, pause in (('busy', 1.9), ('flaky', 0.9)):
        server.reset(fault)
        result = byline('link', '--raw', '--service', server.url, text)
        check(f'{fault}: answered in the end', result.returncode == 0 and 'things.example' in result.stdout, result.stderr)
        check(f'{fault}: after a pause', len(server.times) > 1 and server.times[1] - server.times[0] >= pause, server.times)
    server.reset('get')
    result = byline('link', '--raw', '--service', server.url, text)
    check('a service without POST', result.returncode == 0 and 'things.example' in result.stdout, result.stderr)
    with socket.socket() as closed:
        closed.bind(('127.0.0.1', 0))
        port = closed.getsockname()[1]
    result = byline('link', '--raw', '--service', f'http://127.0.0.1:{port}/', text)
    check('no service', result.returncode == 1 and 'onnect' in result.stderr, result.stderr)
    check('no URL', byline('link', '--raw', '--service', 'things.example', text).returncode == 2)
    check('cache alone', byline('link', '--raw', '--cache', 'x', text).returncode == 2)
    check('a bad rate', byline('link', '--raw', '--service', server.url, '--rate', '0', text).returncode == 2)
    check('a bad type', byline('link', '--raw', '--service', server.url, '--types', 'Planet=Q1', text).returncode == 2)
    check('other verbs have no service', byline('names', '--service', server.url, text).returncode == 2)


def rate(server, folder):
    server.reset()
    crowd = os.path.join(folder, 'crowd.txt')
    with open(crowd, 'w', encoding='utf-8') as out:
        out.write(' '.join(f'Mr. Obadiah Quenstrel{chr(97 + i // 26)}{chr(97 + i % 26)} spoke.' for i in range(60)) + '\n')
    result = byline('link', '--raw', '--service', server.url, '--rate', '4', crowd)
    gaps = [b - a for a, b in zip(server.times, server.times[1:])]
    check('batches', result.returncode == 0 and len(gaps) >= 2 and not server.bad, (server.times, server.bad, result.stderr))
    check('no faster than asked for', gaps and min(gaps) >= 0.24, gaps)


def graph(server, text, folder):
    server.reset()
    out = os.path.join(folder, 'graph')
    result = byline('build', '-q', '--service', server.url, text, '-o', out)
    with open(os.path.join(out, 'links.ttl'), encoding='utf-8') as links:
        turtle = links.read()
    check('build', result.returncode == 0 and '<https://things.example/id/p1>' in turtle, turtle)
    check('the index that ships stays', 'http://www.wikidata.org/entity/Q90' in turtle, turtle)


def csv_reconcile(python, text, folder):
    """A service that others wrote."""
    if subprocess.run([python, '-c', 'import csv_reconcile'], capture_output=True).returncode:
        print('reconcile: without csv-reconcile')
        return
    table = os.path.join(folder, 'things.csv')
    with open(table, 'w', encoding='utf-8') as out:
        out.write('id\tname\n' + ''.join(f'{i.replace(" ", "")}\t{n}\n' for i, n, _ in THINGS))
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    code = ('import sys; from csv_reconcile import create_app; from csv_reconcile import initdb\n'
            'app = create_app("", sys.argv[2], "")\n'
            'app.app_context().push()\n'
            'initdb.init_db_with_context(sys.argv[3], "id", "name")\n'
            'app.run(host="127.0.0.1", port=int(sys.argv[1]))\n')
    with open(os.path.join(folder, 'log'), 'w', encoding='utf-8') as log:
        process = subprocess.Popen([python, '-c', code, str(port), os.path.join(folder, 'instance'), table], stdout=log, stderr=log)
        try:
            url = f'http://127.0.0.1:{port}/reconcile'
            for _ in range(100):
                try:
                    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=1).read()
                    break
                except OSError:
                    time.sleep(0.1)
            result = byline('link', '--raw', '--service', url, '--least-score', '90', text)
        finally:
            process.terminate()
            process.wait()
    got = rows(result)
    with open(os.path.join(folder, 'log'), encoding='utf-8') as log:
        tail = log.read()[-600:]
    check('csv-reconcile', result.returncode == 0 and got.get('Amina Haddad', [''])[0].endswith('p1'), (result.stderr, got, tail))
    check('csv-reconcile: organisation', got.get('Norland Relief Fund', [''])[0].endswith('o1'), got)


def main():
    server = Server()
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, 'a.txt')
        with open(text, 'w', encoding='utf-8') as out:
            out.write(TEXT)
        answers(server, text, folder)
        cache(server, text, folder)
        faults(server, text)
        rate(server, folder)
        graph(server, text, folder)
        csv_reconcile(sys.argv[2] if len(sys.argv) > 2 else sys.executable, text, folder)
    server.shutdown()
    print(f'reconcile: {passed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())

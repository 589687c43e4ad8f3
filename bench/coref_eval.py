#!/usr/bin/env python3
"""Coreference of `byline names` against the GUM layer: B-cubed and links over mentions that both sides have (same head).

usage: coref_eval.py BYLINE FOLDER      FOLDER holds one .conllu a document, with GUM's Entity= in MISC
Gold trees are taken (`--trees`), so this measures coreference alone. Only persons, organisations and places count.
"""
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict

TYPES = {'person', 'organization', 'place'}
COARSE = {'Person': 'person', 'AnonymousSource': 'person', 'Group': 'group'}


def read_gold(path):
    """Token ids in order with their heads, and (head token, entity, type, pronoun) of each gold mention."""
    tokens, sentence, mentions, open_mentions = [], [], [], defaultdict(list)
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if not line:
            sentence = []
            continue
        if line.startswith('#'):
            continue
        cols = line.split('\t')
        if not cols[0].isdigit():
            continue
        if not sentence:
            base = len(tokens)
            sentence = [1]
        index = len(tokens)
        tokens.append((cols[1], int(cols[6]) - 1 + base if cols[6] != '0' else -1, cols[3]))
        found = re.search(r'(?:^|\|)Entity=([^|]*)', cols[9])
        for part in re.findall(r'\([^()]*\)?|[^()]+\)', found.group(1) if found else ''):
            key = part.strip('()').split('-')
            if part.startswith('('):
                open_mentions[key[0]].append((index, key[1]))
            if part.endswith(')'):
                begin, kind = open_mentions[key[0]].pop()
                mentions.append((begin, index + 1, key[0], kind))
    result = []
    for begin, end, entity, kind in mentions:
        heads = [i for i in range(begin, end) if not begin <= tokens[i][1] < end and tokens[i][2] != 'PUNCT']
        if heads:
            result.append((heads[0], entity, kind))
    return tokens, result


def read_system(byline, path, tokens):
    """(first token, last token, entity, type, kind) of each mention."""
    text = subprocess.run([byline, 'text', '--input', 'conllu', path], capture_output=True, text=True, check=True).stdout
    begins, at = {}, 0
    for i, (form, _, _) in enumerate(tokens):
        at = text.index(form, at) if text.find(form, at) >= 0 and text.find(form, at) - at < 40 else at
        begins[at] = i
        at += len(form)
    out = subprocess.run([byline, 'names', '--format', 'tsv', '--input', 'conllu', '--trees', path], capture_output=True, text=True, check=True).stdout
    result = []
    for line in out.splitlines():
        f = line.split('\t')
        begin = max((b for b in begins if b <= int(f[1])), default=0)
        inside = [begins[b] for b in begins if int(f[1]) <= b < int(f[2])] or [begins[begin]]
        result.append((min(inside), max(inside) + 1, f[5], f[3], f[4]))
    return result


def main():
    byline, folder = sys.argv[1:3]
    total = Counter()
    types = Counter()
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.conllu'):
            continue
        path = os.path.join(folder, name)
        tokens, gold = read_gold(path)
        system = {}
        for begin, end, entity, kind, how in read_system(byline, path, tokens):
            heads = [i for i in range(begin, end) if not begin <= tokens[i][1] < end and tokens[i][2] != 'PUNCT']
            if heads and (heads[0] not in system or how == 'name'):
                system[heads[0]] = (entity, kind, how)
        gold_at = {h: (e, k) for h, e, k in gold if k in TYPES}
        both = [h for h in gold_at if h in system]
        total['gold'] += len(gold_at)
        total['both'] += len(both)
        for h in both:
            same_gold = {x for x in both if gold_at[x][0] == gold_at[h][0]}
            same_system = {x for x in both if system[x][0] == system[h][0]}
            total['p'] += len(same_gold & same_system) / len(same_system)
            total['r'] += len(same_gold & same_system) / len(same_gold)
            for x in same_system:
                if x < h:
                    total['link'] += 1
                    total['link right'] += x in same_gold
            kind = system[h][1]
            coarse = COARSE.get(kind, 'place' if kind in ('Country', 'Region', 'District', 'City', 'Place', 'Facility') else 'organization')
            types['all'] += system[h][2] != 'pronoun'
            types['right'] += system[h][2] != 'pronoun' and (coarse == gold_at[h][1] or coarse == 'group' and gold_at[h][1] != 'place')
        kinds = Counter((system[h][2], ) for h in both)
    p, r = 100 * total['p'] / total['both'], 100 * total['r'] / total['both']
    print(f"mentions found {100 * total['both'] / total['gold']:.1f} % of {total['gold']}; type right {100 * types['right'] / types['all']:.1f} %; "
          f"links right {100 * total['link right'] / max(1, total['link']):.1f} %")
    print(f"BCUBED P {p:.1f} R {r:.1f} F1 {2 * p * r / (p + r):.1f}")


if __name__ == '__main__':
    main()

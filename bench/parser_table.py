"""Scores of given-token parses by genre, by sentence length, and the commonest errors.

python3 bench/parser_table.py GOLD.conllu SYSTEM.conllu [GOLD SYSTEM ...]
The files must have the same tokens (byline parse --input conllu GOLD). Prints Markdown.
"""
import re
import sys
from collections import Counter, defaultdict


def sentences(path):
    genre, rows = '', []
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# newdoc'):
            name = line.split('=')[1].strip()
            genre = name.split('_')[1] if name.startswith('GUM_') else name.split('-')[0]
        columns = line.split('\t')
        if len(columns) == 10 and columns[0].isdigit():
            rows.append(columns)
        if not line and rows:
            yield genre, rows
            rows = []
    if rows:
        yield genre, rows


def bucket(n):
    for top in (5, 10, 20, 30, 50):
        if n <= top:
            return f'up to {top}'
    return 'over 50'


def main(paths):
    by_genre, by_length, errors = defaultdict(Counter), defaultdict(Counter), Counter()
    for gold_path, system_path in zip(paths[::2], paths[1::2]):
        corpus = 'GUM' if 'gum' in gold_path else 'EWT'
        for (genre, gold), (_, system) in zip(sentences(gold_path), sentences(system_path)):
            for g, s in zip(gold, system):
                plain = [re.sub(':.*', '', x[7]) for x in (g, s)]
                hits = {'words': 1, 'UPOS': g[3] == s[3], 'lemma': g[2] == s[2] or g[2] == '_', 'UAS': g[6] == s[6],
                        'LAS': g[6] == s[6] and plain[0] == plain[1]}
                for table in (by_genre[f'{corpus} {genre}'], by_length[bucket(len(gold))]):
                    table.update(hits)
                if g[3] != s[3]:
                    errors[f'tag {g[3]} read as {s[3]}'] += 1
                if g[6] != s[6]:
                    errors[f'wrong head of {plain[0]}'] += 1
                elif plain[0] != plain[1]:
                    errors[f'{plain[0]} read as {plain[1]}'] += 1
    for title, table in (('genre', by_genre), ('sentence length', by_length)):
        print(f'| {title} | words | UPOS | lemma | UAS | LAS |\n|---|---|---|---|---|---|')
        for name in sorted(table, key=lambda n: (title != 'genre' and int(re.sub(r'\D', '', n)) + (n[0] == 'o'), n)):
            c = table[name]
            print(f'| {name} | {c["words"]:,} | ' + ' | '.join(f'{100 * c[k] / c["words"]:.1f}' for k in ('UPOS', 'lemma', 'UAS', 'LAS')) + ' |')
        print()
    for name, count in errors.most_common(24):
        print(f'- {name}: {count}')


main(sys.argv[1:])

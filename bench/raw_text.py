"""Raw text of a CoNLL-U file, for parsing from raw text: python3 bench/raw_text.py GOLD.conllu > TEXT.txt

Sentences of a paragraph are joined as SpaceAfter says, paragraphs (`# newpar`, `# newdoc`) are parted by an empty line.
"""
import sys

paragraphs, current, skip_until = [], [], 0
with open(sys.argv[1], encoding='utf-8') as gold:
    for line in gold:
        line = line.rstrip('\n')
        if line.startswith('# newpar') or line.startswith('# newdoc'):
            if current:
                paragraphs.append(''.join(current).strip())
            current = []
        columns = line.split('\t')
        if not line:
            skip_until = 0
        if len(columns) != 10 or '.' in columns[0]:
            continue
        if '-' in columns[0]:
            skip_until = int(columns[0].split('-')[1])
        elif int(columns[0]) <= skip_until:
            continue
        current.append(columns[1] + ('' if 'SpaceAfter=No' in columns[9] else ' '))
if current:
    paragraphs.append(''.join(current).strip())
print('\n\n'.join(p for p in paragraphs if p))

"""Texts of `byline text --format json` (standard input) as files: python3 bench/html_json.py FOLDER."""
import json
import os
import sys

for line in sys.stdin:
    page = json.loads(line)
    name = page['name']
    with open(os.path.join(sys.argv[1], name + '.txt'), 'w', encoding='utf-8') as out:
        out.write(page['text'])

"""Texts of a linking benchmark as files: python3 bench/link_texts.py GOLD.jsonl FOLDER (one ID.txt an article)."""
import json
import os
import sys

os.makedirs(sys.argv[2], exist_ok=True)
with open(sys.argv[1], encoding='utf-8') as gold:
    for line in gold:
        article = json.loads(line)
        with open(os.path.join(sys.argv[2], f"{article['id']}.txt"), 'w', encoding='utf-8', newline='') as out:
            out.write(article['text'])

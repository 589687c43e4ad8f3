"""The two measures of issue 6 on a linking benchmark, from the output of `byline link --raw`:

    link_bars.py GOLD.jsonl LINKS.tsv INDEX.kb [TOOLS]     TOOLS: the folder of link_eval.py, ../shared/tools

places    labels of places (type Q27096213) are demanded, all others optional; links to what the index has as a place
in index  labels whose id the index holds, and labels without id, are demanded, all others optional; all links
"""
import json
import os
import struct
import sys
import tempfile

gold_path, links_path, index_path = sys.argv[1:4]
sys.path.insert(0, sys.argv[4] if len(sys.argv) > 4 else '../shared/tools')
import link_eval

FIRST_PLACE, LAST_PLACE = 1, 6  # bl_kb_kind: country .. facility


def kinds_of(path):
    """qid -> kind, from the section ENTR of the index (src/data/gazetteer_format.h)."""
    with open(path, 'rb') as file:
        data = file.read()
    for i in range(struct.unpack('<I', data[12:16])[0]):
        name, offset, length = struct.unpack('<24sQQ', data[16 + 48 * i:56 + 48 * i])
        if name.rstrip(b'\0') == b'ENTR':
            rows = data[offset:offset + length]
            return {f"Q{struct.unpack('<I', rows[k + 8:k + 12])[0]}": rows[k + 6] for k in range(0, length, 48)}
    raise ValueError(f'{path}: no section ENTR')


def score(articles, links, demanded, kept):
    with tempfile.TemporaryDirectory() as folder:
        gold, system = os.path.join(folder, 'gold'), os.path.join(folder, 'system')
        with open(gold, 'w', encoding='utf-8') as out:
            for article in articles:
                labels = [dict(x, optional=x.get('optional') or not demanded(x)) for x in article['labels']]
                out.write(json.dumps(dict(article, labels=labels)) + '\n')
        with open(system, 'w', encoding='utf-8') as out:
            for article in articles:
                rows = [r for r in links.get(str(article['id']), []) if r[2] == 'NIL' or kept(r[2])]
                out.write(json.dumps({'id': article['id'], 'entity_mentions': [
                    {'span': r[:2], 'id': None if r[2] == 'NIL' else r[2]} for r in rows]}) + '\n')
        p, r, f = link_eval.prf(link_eval.evaluate(gold, system))
    return f'F1 {f:.1f} (P {p:.1f} R {r:.1f})'


def main():
    kinds = kinds_of(index_path)
    articles = list(link_eval.read_json_lines(gold_path))
    links = {}
    with open(links_path, encoding='utf-8') as rows:
        for row in rows:
            doc, begin, end, qid = row.rstrip('\n').split('\t')[:4]
            links.setdefault(doc, []).append((int(begin), int(end), qid))
    place = lambda qid: FIRST_PLACE <= kinds.get(qid, 0) <= LAST_PLACE
    print('places', score(articles, links, lambda x: 'Q27096213' in (x.get('type') or ''), place), ' in index',
          score(articles, links, lambda x: x['entity_id'] in kinds or link_eval.entity(x['entity_id']) is None, lambda qid: True))


main()

"""Pages and expected texts of the Readability pages: python3 bench/html_texts.py PAGES OUT_PAGES OUT_TEXTS (English pages)."""
import gzip
import html.parser
import json
import os
import sys

BLOCKS = {'p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'br', 'tr', 'blockquote', 'figcaption', 'pre', 'section'}


class Text(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self.parts.append('\n')

    handle_endtag = lambda self, tag: self.handle_starttag(tag, [])

    def handle_data(self, data):
        self.parts.append(data)


def read(path):
    with gzip.open(path, 'rb') as f:
        return f.read().decode('utf-8', 'replace')


pages, out_pages, out_texts = sys.argv[1:4]
for name in sorted(os.listdir(pages)):
    folder = os.path.join(pages, name)
    if not os.path.isdir(folder):
        continue
    meta = json.loads(read(os.path.join(folder, 'expected-metadata.json.gz')))
    if not str(meta.get('lang') or 'en').startswith('en'):
        continue
    text = Text()
    text.feed(read(os.path.join(folder, 'expected.html.gz')))
    with open(os.path.join(out_texts, name + '.txt'), 'w', encoding='utf-8') as f:
        f.write('\n'.join(l.strip() for l in ''.join(text.parts).split('\n') if l.strip()))
    with open(os.path.join(out_pages, name + '.html'), 'w', encoding='utf-8') as f:
        f.write(read(os.path.join(folder, 'source.html.gz')))

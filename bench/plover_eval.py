#!/usr/bin/env python3
"""Event classes and actors on the PLOVER gold records (corpora/events/plover-gsr, examples of the CAMEO manual).

usage: bench/plover_eval.py [--half 0|1] [--misses] [--actors] [--byline build/byline] [RECORDS.json]

Each record's text is one line of input to `byline extract`. A record's class is right when one of the claims made of its text
is about an event whose class is aligned (skos:closeMatch in ontology/byline.ttl) with the record's event type. Its actors are
right when one of those claims has a word of a source in its subject and a word of a target in its object (or the other way
round where the record has two sides: SRC/TAR), articles aside; a record without a target needs the source alone. The records
use PLOVER's names of 2016 (DEMAND, DISAPPROVE, INVESTIGATE, FIGHT); the ontology gives these beside today's.

--half 0 or 1 takes every second record only: work on one half, check on the other. --misses prints the records whose class is
missed, --actors those whose class is right but whose actors are not. The last line is the result.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORDS = ROOT / "../shared/corpora/events/plover-gsr/PLOVER_GSR_CAMEO.json"
STOP = {"the", "a", "an", "of", "and", "s"}


def alignment():
    """Our event classes -> the set of PLOVER types they are aligned with."""
    aligned, name = collections.defaultdict(set), None
    for line in (ROOT / "ontology/byline.ttl").read_text(encoding="utf-8").splitlines():
        found = re.match(r"by:(\w+) a owl:Class", line)
        name = found.group(1) if found else name
        for part in re.findall(r"plover:([A-Z]+)", line) if "closeMatch" in line else []:
            aligned[name].add(part)
    return aligned


def words(text):
    return set(re.findall(r"\w+", text.lower())) - STOP


def actors(value):
    rows = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    return [words(row["actorText"]) for row in rows if row.get("actorText")]


def claims_of(byline, texts):
    """The claims of each text: (class, subject, predicate, object)."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "records.txt"
        path.write_text("\n".join(texts) + "\n", encoding="utf-8")
        run = lambda verb: subprocess.run([byline, verb, "--input", "lines", str(path)], capture_output=True, text=True, check=True).stdout
        rows, shown = run("extract"), run("text")
    spans, at = [], 0
    for text in texts:
        found = shown.find(text, at)
        spans.append((found, found + len(text)))
        at = found + len(text) if found >= 0 else at
    claims, i = [[] for _ in texts], 0
    for row in (line.split("\t") for line in rows.splitlines()):
        begin = int(row[1])
        for i, (first, last) in enumerate(spans):
            if first <= begin < last:
                claims[i].append((row[11], row[3], row[4], row[5]))
                break
    return claims


def sides_fit(claim, sources, targets):
    subject, other = words(claim[1]), words(claim[3])
    if not targets and len(sources) > 1:  # two sides of one act
        return any(subject & s for s in sources)
    fits = lambda side, text: not side or any(text & s for s in side)
    return fits(sources, subject) and fits(targets, other)


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("records", nargs="?", default=str(RECORDS))
    ask.add_argument("--half", type=int, choices=(0, 1))
    ask.add_argument("--misses", action="store_true")
    ask.add_argument("--actors", action="store_true")
    ask.add_argument("--byline", default=str(ROOT / "build/byline"))
    given = ask.parse_args()
    records = [r for r in json.load(open(given.records, encoding="utf-8")) if r.get("text") and r["event"] != "DOCUMENT"]
    if given.half is not None:
        records = records[given.half::2]
    texts = [re.sub(r"\s+", " ", r["text"]).strip() for r in records]
    aligned, right, both = alignment(), collections.Counter(), 0
    for record, text, claims in zip(records, texts, claims_of(given.byline, texts)):
        hits = [c for c in claims if record["event"] in aligned[c[0]]]
        sources, targets = actors(record.get("source")), actors(record.get("target"))
        fits = any(sides_fit(c, sources, targets) for c in hits)
        right[record["event"]] += bool(hits)
        both += fits
        if given.misses and not hits:
            print("MISS", record["event"], "|", record.get("eventText"), "|", claims[:5], "|", text)
        if given.actors and hits and not fits:
            print("ACTORS", record["event"], "|", sources, targets, "|", hits[:3], "|", text)
    total = collections.Counter(r["event"] for r in records)
    print(" ".join(f"{name} {right[name]}/{total[name]}" for name in sorted(total)))
    print(f"records {len(records)} class {sum(right.values()) / len(records):.3f} actors {both / len(records):.3f}")


if __name__ == "__main__":
    sys.exit(main())

#!/bin/sh
# Runs the scorers of ../shared/tools on the development data and prints one line a measure.
# usage: bench/score.sh [ud] [ner] [timex] [attribution] [oie] [link] [events] [claims] [html]   (default: all)
cd "$(dirname "$0")/.." || exit 2
S=../shared
B=build/byline
out=build/score
mkdir -p "$out"
last() { printf '%-34s %s\n' "$1" "$(tail -n 1)"; }

ud() {
  for t in ewt gum; do
    python3 bench/raw_text.py $S/corpora/$t/dev.conllu >"$out/$t.txt"
    $B parse --raw "$out/$t.txt" >"$out/$t.conllu" && python3 $S/tools/ud_eval.py $S/corpora/$t/dev.conllu "$out/$t.conllu" | last "parse $t dev, raw text"
  done
}
ner() {
  for f in $S/corpora/ner/worldwide/dev/*.tsv; do
    tail -n +2 "$f"
    echo
  done >"$out/ner.gold.tsv"
  $B names -q --input columns --format iob2 "$out/ner.gold.tsv" >"$out/ner.tsv"
  python3 $S/tools/ner_eval.py --map $S/tools/maps/worldwide.tsv "$out/ner.gold.tsv" "$out/ner.tsv" | last "names worldwide dev"
  $B names -q --input columns --format iob2 $S/corpora/ner/uner-ewt-dev.iob2 >"$out/uner.iob2"
  python3 $S/tools/ner_eval.py --map $S/tools/maps/uner.tsv $S/corpora/ner/uner-ewt-dev.iob2 "$out/uner.iob2" | last "names UNER-EWT dev"
}
timex() {
  for t in TimeBank AQUAINT; do
    python3 $S/tools/time_eval.py --write-texts "$out/time/$t" $S/corpora/time/$t >/dev/null
    $B times --raw --format tsv "$out/time/$t" >"$out/time-$t.tsv"
    python3 $S/tools/time_eval.py $S/corpora/time/$t "$out/time-$t.tsv" | last "times $t"
  done
}
attribution() {
  $B attributions --raw --format tsv $S/corpora/attribution/polnear/dev/text >"$out/attribution.tsv"
  python3 $S/tools/attribution_eval.py $S/corpora/attribution/polnear/dev "$out/attribution.tsv" | last "attributions PolNeAR dev"
}
oie() {
  $B extract --format openie --input lines $S/corpora/oie/carb-dev.txt >"$out/oie.tsv"
  python3 $S/tools/oie_eval.py $S/corpora/oie/carb-dev-gold.tsv "$out/oie.tsv" | last "open IE CaRB dev"
}
link() {
  for t in news-fair-v2-dev msnbc reuters-128; do
    python3 bench/link_texts.py $S/corpora/linking/$t.jsonl "$out/link/$t"
    $B link --raw --format tsv "$out/link/$t" >"$out/link-$t.tsv"
    python3 $S/tools/link_eval.py $S/corpora/linking/$t.jsonl "$out/link-$t.tsv" | last "links $t"
    python3 bench/link_bars.py $S/corpora/linking/$t.jsonl "$out/link-$t.tsv" data/kb/default.kb | last "links $t"
  done
}
events() {
  for h in 0 1; do python3 bench/plover_eval.py --half $h | last "PLOVER records, half $h"; done
}
claims() {
  rm -rf "$out/claims"
  $B build -q $S/gold/articles -o "$out/claims" && python3 $S/tools/claims_score.py $S/gold/seeds "$out/claims" | last "claims, gold articles"
}
html() {
  mkdir -p "$out/html-gold" "$out/html-pages" "$out/html"
  python3 bench/html_texts.py $S/corpora/html/readability "$out/html-pages" "$out/html-gold"
  $B text -q --format json "$out/html-pages" | python3 bench/html_json.py "$out/html"
  python3 $S/tools/html_eval.py --bootstrap 0 "$out/html-gold" "$out/html" | last "main text, readability pages"
}
for part in ${*:-ud ner timex attribution oie link events claims html}; do $part; done

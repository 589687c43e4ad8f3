#!/bin/sh
# Trains all models from CORPORA in order, each from those before it: `make model` calls it. usage: src/train/model.sh CORPORA BUILD [open]
# A teacher (the parser that is there, else one trained on the treebanks alone) parses two thirds of the raw news; the new parser learns
# from that with words hidden, then from the treebanks. With `open`, sets without an open licence are left out: no raw news is parsed,
# there is no attribution model, and names and vectors do without worldwide-newswire.
set -eu
corpora=$1 build=$2 open=${3:-}
train=$build/byline-train
work=$build/model
silver=$work/silver
rm -rf "$silver"
mkdir -p "$work"

# Cuts the news in files of a size that fits in memory as trees and parses them, two at a time.
parse_news() {
  mkdir -p "$silver"
  xz -dc "$corpora/text/news.txt.xz" | awk -v dir="$silver" \
    'NF && length($0) < 3000 && ++k % 3 != 1 { printf "%s\n\n", $0 > sprintf("%s/s%02d.txt", dir, int(++n / 10500)) }'
  export BYLINE_DATA=data byline="$build/byline"
  ls "$silver"/*.txt | xargs -P 2 -I{} sh -c '$byline parse --raw -q {} >{}.conllu'
}

# A teacher knows only the vectors that it was trained with: it reads before they are made anew.
if [ -z "$open" ] && [ -f data/models/parser.model ]; then parse_news; fi
$train vectors "$corpora" "$work/vectors.raw" data/models/vectors.model $open
$train token "$corpora" data data/models/sentence.model
$train lemmas "$corpora" "$work/vectors.raw" data/syntax/lemmas.tsv
if [ -n "$open" ]; then
  $train parser "$corpora" "$work/vectors.raw" data/models/parser.model 28
  rm -f data/models/attribution.model
  $train names "$corpora" data data/names/names.model open_only=1
  exit
fi
if [ ! -d "$silver" ]; then
  $train parser "$corpora" "$work/vectors.raw" data/models/parser.model 20
  parse_news
fi
$train parser "$corpora" "$work/vectors.raw" data/models/parser.model 14 "$silver"/*.conllu
$train names "$corpora" data data/names/names.model
polnear=$corpora/attribution/polnear/train
rm -rf "$work/polnear"
mkdir -p "$work/polnear"
BYLINE_DATA=data "$build/byline" parse --raw -q "$polnear/text" |
  awk -v dir="$work/polnear" '/^# newdoc id = / { close(f); f = dir "/" substr($0, 15) ".conllu" } { print > f }'
$train attribution --trees "$work/polnear" --text "$polnear/text" --gold "$polnear/attributions" --out data/models/attribution.model \
  --epochs 3 --threshold -0.5

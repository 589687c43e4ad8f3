#!/bin/sh
# Trains all models from CORPORA in order, each from those before it: `make model` calls it. usage: src/train/model.sh CORPORA BUILD [open]
# The parser is trained twice. The first one (teacher) learns from the treebanks alone and parses a third of the raw news; the
# second one learns from that with words hidden, then from the treebanks. With `open`, sets without an open licence are left out:
# no raw news is parsed, there is no attribution model, and names and vectors do without worldwide-newswire.
set -eu
corpora=$1 build=$2 open=${3:-}
train=$build/byline-train
work=$build/model
mkdir -p "$work"
$train vectors "$corpora" "$work/vectors.raw" data/models/vectors.model $open
$train token "$corpora" data data/models/sentence.model
$train lemmas "$corpora" "$work/vectors.raw" data/syntax/lemmas.tsv
if [ -n "$open" ]; then
  $train parser "$corpora" "$work/vectors.raw" data/models/parser.model 28
  rm -f data/models/attribution.model
  $train names "$corpora" data data/names/names.model open_only=1
  exit
fi
$train parser "$corpora" "$work/vectors.raw" data/models/parser.model 20
rm -rf "$work/silver"
mkdir -p "$work/silver"
xz -dc "$corpora/text/news.txt.xz" | awk -v dir="$work/silver" \
  'NF && length($0) < 3000 && ++k % 3 == 1 { printf "%s\n\n", $0 > sprintf("%s/s%02d.txt", dir, int(++n / 10500)) }'
for f in "$work"/silver/*.txt; do BYLINE_DATA=data "$build/byline" parse --raw -q "$f" >"${f%.txt}.conllu"; done
$train parser "$corpora" "$work/vectors.raw" data/models/parser.model 16 "$work"/silver/*.conllu
$train names "$corpora" data data/names/names.model
polnear=$corpora/attribution/polnear/train
rm -rf "$work/polnear"
mkdir -p "$work/polnear"
BYLINE_DATA=data "$build/byline" parse --raw -q "$polnear/text" |
  awk -v dir="$work/polnear" '/^# newdoc id = / { close(f); f = dir "/" substr($0, 15) ".conllu" } { print > f }'
$train attribution --trees "$work/polnear" --text "$polnear/text" --gold "$polnear/attributions" --out data/models/attribution.model \
  --epochs 3 --threshold -0.5

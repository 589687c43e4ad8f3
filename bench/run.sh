#!/bin/sh
# Speed, memory and where the time goes, beside peers in the same run: bench/run.sh [TEXT]
# TEXT is a plain text file (default: the first megabyte of ../shared/corpora/text/news.txt.xz).
cd "$(dirname "$0")/.." || exit 2
B=build/byline
out=build/bench
mkdir -p "$out"
text=${1:-$out/news.txt}
[ -f "$text" ] || xz -dc ../shared/corpora/text/news.txt.xz 2>/dev/null | head -c 1000000 >"$text"
words=$(wc -w <"$text")
measure() { # NAME WORDS COMMAND...: CPU seconds, words a CPU second, peak memory
  name=$1 count=$2
  shift 2
  /usr/bin/env python3 - "$name" "$count" "$@" <<'PY'
import resource, subprocess, sys, time
name, words, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
begin = time.monotonic()
code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall, use = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = use.ru_utime + use.ru_stime
print(f'{name:34} {cpu:8.2f} s CPU {wall:8.2f} s {words / cpu:10.0f} words/s {use.ru_maxrss / 1024:8.0f} MB' + ('' if code == 0 else f'  (status {code})'))
PY
}
echo "$words words (blank-separated), one thread"
measure "byline text" "$words" $B text -q --raw --jobs 1 "$text"
measure "byline parse (trees)" "$words" $B parse -q --raw --jobs 1 "$text"
measure "byline names (and coreference)" "$words" $B names -q --raw --jobs 1 --format tsv "$text"
measure "byline attributions" "$words" $B attributions -q --raw --jobs 1 "$text"
measure "byline extract (claims)" "$words" $B extract -q --raw --jobs 1 "$text"
for n in 750 3000; do # one sentence of n joined verbs: the claim room must cost about four times as much for the longer one
  awk -v n="$n" 'BEGIN {
    print "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\t_"
    split("jumped jump attacked attack seized seize said say", v, " ")
    for (i = 0; i < n; i++) {
      k = 2 * i + 3
      printf "%d\tand\tand\tCCONJ\tCC\t_\t%d\tcc\t_\t_\n%d\t%s\t%s\tVERB\tVBD\t_\t2\tconj\t_\t_\n", k, k + 1, k + 1, v[i % 4 * 2 + 1], v[i % 4 * 2 + 2]
    }
    print ""
  }' >"$out/joined-$n.conllu"
  measure "claims of $n joined verbs" "$n" $B rules stats --input conllu --trees "$out/joined-$n.conllu"
done
rm -rf "$out/articles" "$out/graph"
mkdir -p "$out/articles"
split -l 40 "$text" "$out/articles/a-" --additional-suffix=.txt
measure "byline build (graph)" "$words" $B build -q --jobs 1 "$out/articles" -o "$out/graph"
echo "articles: $(ls "$out/articles" | wc -l); Turtle: $(cat "$out"/graph/articles/*.ttl | wc -c) bytes"
cat "$out"/graph/articles/*.ttl >"$out/all.ttl"
measure "rapper: the same Turtle, count" "$words" rapper -q -c -i turtle "$out/all.ttl"
measure "serdi: the same Turtle to N-Triples" "$words" serdi -q -i turtle -o ntriples "$out/all.ttl"
if [ -n "$CORENLP" ]; then # folder with the Stanford CoreNLP jars (Maven: edu.stanford.nlp:stanford-corenlp, models)
  measure "CoreNLP: tokenize,ssplit,pos,lemma,depparse" "$words" java -Xmx3g -cp "$CORENLP/*" edu.stanford.nlp.pipeline.StanfordCoreNLP \
    -annotators tokenize,ssplit,pos,lemma,depparse -threads 1 -file "$text" -outputDirectory "$out" -outputFormat conllu
fi

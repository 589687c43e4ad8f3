#!/bin/sh
# The examples under the rules of data/rules, through the whole pipeline; what check says of good and bad files.
cd "$(dirname "$0")/../.." || exit 2
byline=${BUILD:-build}/byline
data=${BYLINE_DATA:-data}
BYLINE_DATA=$data "$byline" rules test 2>/dev/null
status=$?
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
fits() {
  if [ "$1" = "$2" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1)) status=1
    printf 'rules check: wanted "%s", got "%s"\n' "$2" "$1" >&2
  fi
}
"$byline" rules check --data-dir "$data" >"$work/out" 2>&1
fits $? 0
for entry in "$data"/*; do ln -s "$(cd "$(dirname "$entry")" && pwd)/$(basename "$entry")" "$work/"; done
rm "$work/rules" && mkdir "$work/rules" && cp "$data"/rules/*.rules "$data"/rules/*.tsv "$work/rules/"
# a rule that shows only what it must not say
printf 'rule bare 80\n  match V(lemma=leap) >$subj P\n  say P rel:leap word(V)\n  - They slept.\n' >"$work/rules/zz.rules"
"$byline" rules check --data-dir "$work" >"$work/out" 2>&1
fits $? 1
fits "$(grep -c "data/rules/zz.rules:1:1: rule 'bare' has no + example" "$work/out")" 1
printf '  + They leapt. => They | rel:leap | leapt\n' >>"$work/rules/zz.rules"
"$byline" rules check --data-dir "$work" >"$work/out" 2>&1
fits $? 0
# an example that does not hold is shown with what came out instead
printf '  + Clara Osei slept. => Clara Osei | rel:leap | leapt\n' >>"$work/rules/zz.rules"
"$byline" rules test --data-dir "$work" >"$work/out" 2>&1
fits "$(grep -c 'zz.rules:6: + Clara Osei slept.' "$work/out")" 1
echo "rules check: $passed passed, $failed failed"
exit $status

#!/bin/sh
# The command line: exit codes, messages, pipes, bad input. Prints "cli: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
B=${BUILD:-build}/byline
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0 failed=0
# expect NAME STATUS PATTERN COMMAND...: exit status and a pattern that stdout+stderr must hold
expect() {
  name=$1 status=$2 pattern=$3
  shift 3
  "$@" >"$T/out" 2>&1 </dev/null
  rc=$?
  if [ $rc -eq "$status" ] && grep -q -e "$pattern" "$T/out"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "cli: $name: status $rc (expected $status), expected '$pattern' in:"
    head -5 "$T/out"
  fi
}
expect help 0 'usage: byline' $B --help
expect version 0 '^byline [0-9]' $B --version
expect no-verb 2 'usage: byline' $B
expect bad-verb 2 'no verb called frobnicate' $B frobnicate
expect bad-option 2 'unknown option --frob' $B parse --frob x
expect missing-value 2 'needs a value' $B parse --date
expect bad-date 2 'YYYY-MM-DD' $B parse --date tomorrow README.md
expect bad-jobs 2 'number from 1' $B parse --jobs 0 README.md
expect bad-limit 2 'number from 1 to 100' $B extract --min-confidence 200 README.md
printf 'Reza Amin praised Dana Brook on Monday.\n' >"$T/praise.txt"
expect all-claims 0 'Dana Brook' $B extract --min-confidence 1 "$T/praise.txt"
expect no-claims 0 '^none$' sh -c "$B extract --min-confidence 100 '$T/praise.txt' && echo none"
expect bad-format 2 'unknown format' $B parse --format xml README.md
expect missing-file 1 'No such file' $B parse "$T/absent.txt"
: >"$T/empty.txt"
printf 'The dog barked.\n' >"$T/good.txt"
head -c 3000 /dev/urandom >"$T/binary.txt"
expect good-after-missing 1 'The dog barked' $B text "$T/absent.txt" "$T/good.txt"
expect empty-file 0 'no text in it' $B text "$T/empty.txt"
expect binary-file 1 'binary' $B text "$T/binary.txt"
printf '1\tonly\tthree\n' >"$T/bad.conllu"
{ printf '1\ttaken\ttake\tVERB\tVBN\t_\t2\tconj\t_\t_\n2\theld\thold\tVERB\tVBN\t_\t1\tconj\t_\t_\n'
  printf '3\tKesh\tKesh\tPROPN\tNNP\t_\t3\tobj\t_\t_\n\n'; } >"$T/cycle.conllu"
expect cycle-in-a-tree 0 fine sh -c "timeout 20 $B extract --input conllu --trees '$T/cycle.conllu' && echo fine"
expect bad-conllu 1 'bad.conllu:1:1: a token line must have 10 columns' $B parse --input conllu "$T/bad.conllu"
for verb in $($B --help | awk '/^  [a-z]/ {print $1}'); do
  expect "help-$verb" 0 'examples' $B "$verb" --help
done
sh -c "$B text $T/good.txt >/dev/full" 2>"$T/out"
if [ $? -eq 1 ] && grep -q 'cannot write' "$T/out"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "cli: full disk not told"; fi
echo "The dog barked." | $B text - | grep -q barked && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "cli: standard input"; }
echo "cli: $passed passed, $failed failed"
[ $failed -eq 0 ]

#!/bin/sh
# Runs all tests and ends with "N passed, N failed". Each tests/*/run.sh and each unit test prints lines
# "name: N passed, N failed"; a part that crashes counts as one failure.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
part() {
  "$@" >"$log.part" 2>&1
  rc=$?
  cat "$log.part"
  cat "$log.part" >>"$log"
  if [ $rc -ne 0 ] && ! grep -q ', [1-9][0-9]* failed$' "$log.part"; then
    echo "$1: ended with status $rc: 0 passed, 1 failed" | tee -a "$log"
  fi
  rm -f "$log.part"
}
make -s unit-bins || { echo "0 passed, 1 failed"; exit 1; }
for t in "$BUILD"/test_*; do
  case $t in *.d|*.o|*.dSYM) continue ;; esac
  [ -x "$t" ] && part "$t"
done
for t in tests/*/run.sh; do [ -f "$t" ] && part sh "$t"; done
grep -hE ': [0-9]+ passed, [0-9]+ failed$' "$log" |
  sed -E 's/.*: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/' |
  awk '{p += $1; f += $2} END {printf "%d passed, %d failed\n", p, f; exit f > 0 || p == 0}'

#!/bin/sh
# The same trees on another processor: cuts and parses TEXT with the program's own rooms built for this machine and for aarch64
# (under qemu), and compares the bytes. Needs aarch64-linux-gnu-gcc and qemu-aarch64-static; takes minutes, so it is no part of
# `make test`. usage: sh tests/determinism/arch.sh [TEXT]
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
text=${1:-$work/text}
[ $# -gt 0 ] || cat examples/articles/*.txt >"$work/text"
for cc in cc aarch64-linux-gnu-gcc; do
  $cc -static -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -fno-trapping-math -pthread -Isrc -o "$work/$cc" \
    tests/determinism/parse.c src/base/*.c src/doc/*.c src/data/*.c src/nn/*.c src/token/*.c src/syntax/*.c -lm || exit 2
done
"$work/cc" data "$text" >"$work/here" && qemu-aarch64-static "$work/aarch64-linux-gnu-gcc" data "$text" >"$work/there" || exit 2
cmp "$work/here" "$work/there" && echo "determinism/arch: 1 passed, 0 failed" || { echo "determinism/arch: 0 passed, 1 failed"; exit 1; }

#!/bin/sh
# Fuzzes for SECONDS (default 60) with clang's libFuzzer: sh tests/fuzz/fuzz.sh [SECONDS]
cd "$(dirname "$0")/../.." || exit 2
make -s BUILD=build-fuzz CC=clang OPT=-O1 EXTRA="-fsanitize=fuzzer-no-link,address,undefined -DBL_ARENA_MALLOC" build-fuzz/libbyline.a || exit 1
libs=$(pkg-config --libs raptor2 rasqal redland libxml-2.0 zlib libcurl jansson)
clang -std=c17 -D_POSIX_C_SOURCE=200809L -Isrc -O1 -g -fsanitize=fuzzer,address,undefined -o build-fuzz/fuzz tests/fuzz/fuzz.c build-fuzz/libbyline.a $libs -lpthread -lm || exit 1
mkdir -p build-fuzz/corpus
cp examples/articles/* build-fuzz/corpus/ 2>/dev/null
build-fuzz/fuzz -max_total_time="${1:-60}" -max_len=20000 -timeout=20 build-fuzz/corpus

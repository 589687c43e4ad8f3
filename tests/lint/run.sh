#!/bin/sh
# Layers: every include is one that src/ROOMS allows. Headers: each compiles alone. Prints "lint: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
passed=0 failed=0
check() {
  if "$@" >/dev/null 2>"${TMPDIR:-/tmp}/lint.$$"; then passed=$((passed + 1)); else failed=$((failed + 1)); cat "${TMPDIR:-/tmp}/lint.$$"; fi
}
layers() { awk -f tests/lint/rooms.awk src/ROOMS $(find src -name '*.[ch]' | sort) >&2; }
check layers
flags=$(pkg-config --cflags raptor2 rasqal redland libxml-2.0 zlib)
for header in $(find src -name '*.h' | sort); do
  check ${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L -Isrc -Ibuild/gen $flags -fsyntax-only -x c "$header"
done
rm -f "${TMPDIR:-/tmp}/lint.$$"
echo "lint: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

#!/bin/sh
# The examples under the rules of data/rules, through the whole pipeline.
cd "$(dirname "$0")/../.." || exit 2
BYLINE_DATA=${BYLINE_DATA:-data} "${BUILD:-build}/byline" rules test 2>/dev/null

#!/bin/sh
# Installs what is missing (Debian 12 or Ubuntu, needs root or sudo), builds, and runs the main job on examples/articles.
set -e
cd "$(dirname "$0")"
packages="gcc make pkg-config libraptor2-dev librasqal3-dev librdf0-dev libxml2-dev libcurl4-gnutls-dev libjansson-dev zlib1g-dev raptor2-utils serdi python3 ca-certificates"
missing=""
for p in $packages; do
  dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $p"
done
if [ -n "$missing" ]; then
  echo "installing:$missing"
  run=""
  [ "$(id -u)" -eq 0 ] || run="sudo"
  $run apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
make -s -j"$(getconf _NPROCESSORS_ONLN)"
build/byline build examples/articles -o output

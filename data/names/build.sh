#!/bin/sh
# Builds the gazetteers of this folder from CORPORA/kb and CORPORA/lexicon (see README.md for sources and licences).
# usage: sh build.sh CORPORA        (POSIX sh and awk, xz, gzip; same input, same bytes)
set -e
export LC_ALL=C
here=$(dirname "$0")
kb=$1/kb lex=$1/lexicon

# places: name, kind, iso2, size class (0 unknown, 1 < 50k, 2 < 500k, 3 above). One row a name and kind; the largest wins.
xz -dc "$kb/places.tsv.xz" | awk -F'\t' -v OFS='\t' '
  NR == 1 { next }
  { pop = $11 + 0; size = pop <= 0 ? 0 : pop < 50000 ? 1 : pop < 500000 ? 2 : 3
    rank = ($1 == "country" ? 9e12 : $1 == "region" ? 2e6 + pop / 1e3 : pop)
    n = 1; names[1] = $2
    if ($1 != "city" || pop >= 200000) { k = split($3, alt, "|"); for (i = 1; i <= k && i <= ($1 == "country" ? 12 : 4); i++) names[++n] = alt[i] }
    for (i = 1; i <= n; i++) { f = names[i]
      if (f !~ /[A-Z]/ || length(f) < ($1 == "country" ? 2 : 3) || f ~ /[(),0-9]/) continue
      key = f OFS $1; if (!(key in best) || rank > best[key]) { best[key] = rank; row[key] = $7 OFS size } } }
  END { for (key in row) print key, row[key] }' | sort > "$here/places.tsv"

# Districts and provinces that the world list lacks.
xz -dc "$kb/whosonfirst-af.tsv.xz" | awk -F'\t' -v OFS='\t' '
  NR > 1 && ($2 == "county" || $2 == "region") && $14 == 1 {
    n = split($4 "|" $3 "|" $5, names, "|")
    for (i = 1; i <= n && i <= 8; i++) { f = names[i]; sub(/ (District|Province)$/, "", f)
      if (f ~ /[A-Z]/ && f !~ /[(),0-9]/ && length(f) > 2 && !(f in row)) row[f] = ($2 == "county" ? "district" : "region") OFS "AF" OFS 0 } }
  END { for (f in row) print f, row[f] }' | sort > "$here/districts.tsv"

# organisations: name, kind (armed, company, igo, ngo, media, party, agency)
{ awk -F'\t' -v OFS='\t' 'NR > 1 && $5 ~ /petrarch2|factbook/ { n = split($1 "|" $2, a, "|"); for (i = 1; i <= n; i++) print a[i], "armed" }' "$kb/groups.tsv"
  awk -F'\t' -v OFS='\t' 'NR > 1 && $3 ~ /^(company|igo|ngo|media)$/ { n = split($1 "|" $2, a, "|"); for (i = 1; i <= n && i <= 6; i++) print a[i], $3 }' "$kb/orgs.tsv"
  awk -F'\t' -v OFS='\t' 'NR > 1 { print $1, "media" }' "$kb/outlets.tsv"
  awk -F'\t' -v OFS='\t' 'NR > 1 { print $1, "party"; if (length($3) > 2) print $3, "party" }' "$kb/parties.tsv"
  awk -F'\t' -v OFS='\t' 'NR > 1 && $4 == "" && $3 ~ /(GOV|MIL|JUD|LEG|COP|SPY)/ && tolower($1) ~ /ministry|department|army|police|force|council|agency|court|parliament|senate|assembly|bureau|commission|office|cabinet|navy|guard|intelligence/ {
      n = split($1 "|" $2, a, "|"); for (i = 1; i <= n && i <= 6; i++) print a[i], "agency" }' "$kb/country-actors.tsv"
} | awk -F'\t' -v OFS='\t' 'length($1) > 2 && $1 !~ /[(),]/ && !seen[tolower($1)]++ { print $1, $2 }' | sort > "$here/orgs.tsv"

# persons: full names of office holders, with gender where known
{ awk -F'\t' -v OFS='\t' 'NR > 1 && split($1, w, " ") >= 2 && $1 !~ /[(),]/ { print $1, ($10 == "" ? "-" : $10) }' "$kb/leaders.tsv"
  awk -F'\t' -v OFS='\t' 'NR > 1 && $4 != "" { n = split($1, w, " "); if (n >= 2 && n <= 4 && tolower($1) !~ / (of|the|for|and) |ministry|minister|army|police|force|council|agency|court|parliament|party|government|president|front|movement|union/) print $1, "-" }' "$kb/country-actors.tsv"
} | awk -F'\t' -v OFS='\t' '!seen[tolower($1)]++' | sort > "$here/persons.tsv"

# demonyms: form, part of speech, place
awk -F'\t' -v OFS='\t' 'NR > 1 && $5 !~ /^[Ii]magin-io$/ && $1 ~ /^[A-Z]/ && $1 !~ /[(),]/ { print $1, $2, $3, ($4 == "" ? "-" : $4) }' "$lex/demonyms.tsv" | sort -u > "$here/demonyms.tsv"

# common nouns that stand for persons, groups and places: lemma, kind of the first sense of that sort, its number
gzip -dc "$lex/wordnet-types.tsv.gz" | awk -F'\t' -v OFS='\t' '
  $1 ~ /^[a-z][a-z-]*$/ && $2 <= 2 {
    k = "|" $5 "|"; t = ""
    if (k ~ /\|person\|/) t = "person"; else if (k ~ /\|country\|/) t = "country"; else if (k ~ /\|military_unit\|/) t = "force"
    else if (k ~ /\|organization\|/) t = "organization"; else if (k ~ /\|city\|/) t = "city"
    else if ($4 == "noun.group") t = "group"; else if (k ~ /\|building\|/) t = "building"; else if ($4 == "noun.location") t = "location"
    if (t != "" && !($1 in kind)) { kind[$1] = t; sense[$1] = $2 } }
  END { for (w in kind) print w, kind[w], sense[w] }' | sort > "$here/nouns.tsv"

# role nouns: lemma, sector
awk -F'\t' -v OFS='\t' 'NR > 1 && $1 ~ /^[a-z]/ && $3 != "" { print $1, $3; if ($2 ~ /^[a-z]/) print $2, $3 }' "$kb/role-nouns.tsv" | sort -u > "$here/roles.tsv"
wc -lc "$here"/*.tsv

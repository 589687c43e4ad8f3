#!/bin/sh
# byline link and byline kb from the command line, on sentences made up for it.
cd "$(dirname "$0")/../.." || exit 2
BYLINE=${BUILD:-build}/byline
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0
check() { # name, expected, actual
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'link: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3" >&2
  fi
}
ids() { # the ids of the names in a text, in order
  printf '%s\n' "$1" >"$dir/t.txt"
  "$BYLINE" link --raw "$dir/t.txt" | cut -f4 | tr '\n' ' '
}
lacks() { # name, how many names the text has, an id (pattern) that none of them may have, the text
  found=$(ids "$4")
  check "$1: names" "$2" "$(printf '%s' "$found" | wc -w)"
  check "$1" '' "$(printf '%s' "$found" | grep -o "$3")"
}
check 'cities by their countries' 'Q90 Q142 ' "$(ids 'The minister flew to Paris after talks elsewhere in France.')"
check 'nobody known' 'NIL ' "$(ids 'A farmer called Obadiah Quenstrel said that the rain had come too late.')"
lacks 'a name inside a name is not the place' 1 'Q84' 'She ran the London Marathon for the third time in her life.'
check 'counties of a list' 'Q5925 Q108111 Q108127 Q99 ' "$(ids 'The fire burned in Orange, Riverside and Ventura Counties in California.')"
check 'a county keeps its kind' 'Q108111 Q99 ' "$(ids 'The fire in Riverside County, California, is out.')"
check 'states of a list' 'Q175 Q15499 Q41115 Q155 ' "$(ids 'The states of Sao Paulo, Parana and Santa Catarina in Brazil had rain.')"
check 'a town and the short form of its state' 'Q28419 Q1207 ' "$(ids 'They moved to Mandan, N.D., after the flood.')"
check 'a small town takes its state from its first mention' 'Q28419 Q1207 Q28419 ' "$(ids 'They moved to Mandan, N.D., last year. In Mandan nobody knew.')"
check 'a short form that is a city elsewhere' 'Q28218 Q1588 ' "$(ids 'He was born near Baton Rouge, La.; nobody asked.')"
check 'a country that is a city too' 'Q8646 ' "$(ids 'The firm opened a branch in Hong Kong.')"
check 'provinces among provinces' 'Q44759 Q44757 Q44795 Q44798 ' "$(ids 'Argentine rain: 40 mm fell in Cordoba, 12 in Chaco, 9 in La Pampa and 7 in Misiones.' | sed 's/Q414 //')"
lacks 'an acronym that the text explains' 2 'Q40469' 'Trials of the artificial pump (AP) went on. The AP is small.'
check 'a natural place with its word' 'Q5089 ' "$(ids 'The Ganges river rose again.')"
check 'a company by its legal form' 'Q44294 ' "$(ids 'Shares of Ford Motor Co. fell.')"
check 'a possessor in front' 'Q8691 ' "$(ids "Flights from London's Heathrow Airport were late.")"
check 'the article of an Arabic name' '44 53' "$(printf 'Nouri al-Maliki spoke on Monday. Nobody saw al-Maliki leave.\n' >"$dir/t.txt" && "$BYLINE" link --raw "$dir/t.txt" | awk 'NR == 2 {print $2, $3}')"
check 'another spelling of a province' 'Q173816 Q889 ' "$(ids 'Rain fell in Kapisaa province in Afghanistan.')"
check 'a valley is not its province' 'Q889 NIL ' "$(ids 'In Afghanistan snow closed the Panjshir Valley.')"
check 'no spelling of another region' 'NIL Q173816 Q889 ' "$(ids 'Sanjan lies in Kapisa province in Afghanistan.')"
check 'a short form as an adjective' 'NIL Q30 ' "$(ids 'U.S. officials spoke late. Then they flew home to the U.S. without delay.')"
lacks 'a company called by a town' 2 'Q[0-9]*' 'Salem shares rose after two firms took a stake in Salem.'
check 'a big city is no company' 'Q84 ' "$(ids 'Shares of London were cheap.')"
check 'the seat of a firm that nobody knows' 'NIL Q1021714 Q1408 ' "$(ids 'It bought Tarnwick Alarm Services of Paramus, N.J., last week.')"
lacks 'nobody who has only the surname in common' 2 'Q[0-9]*' 'Ivanka Gandhi spoke first. Gandhi left early.'
check 'the chamber of another country' 'Q252 NIL ' "$(ids 'In Indonesia the House of Representatives met.')"
lacks 'a point of the compass is no region' 0 'Q[0-9]*' 'Life in the North is hard, people said.'
lacks 'a big town rather than a namesake at home' 5 'Q576152' 'In Texas, Florida, Ohio and Chicago they heard what was said in Geneva.'
lacks 'a district is not its town' 2 'Q205697' 'Rain fell in Howrah district in India.'
lacks 'an acronym of its own is no state' 3 'Q1456' 'Members of a Scheduled Caste (SC) met in India.'
check 'a sea beside provinces of its name' 'Q1049 Q79 Q23406 ' "$(ids 'From Sudan and Egypt ships sailed across the Red Sea without delay.')"
check 'another spelling of a person' 'Q3874799 Q3874799 ' "$(ids 'President Volodymyr Zelenskiy spoke on Monday. Zelenskiy said no more.')"
lacks 'no spelling in a country of one script' 2 'Q[0-9]*' 'Tam Cook and Barrack Obema sang on Monday.'
"$BYLINE" kb info >"$dir/info" 2>&1 && grep -q '^with Wikidata id' "$dir/info"
check 'kb info' 0 $?
check 'kb lookup by name' 'Q889' "$("$BYLINE" kb lookup Afghanistan | awk -F'\t' 'NR == 2 {print $4}')"
check 'kb lookup by id' 'Afghanistan' "$("$BYLINE" kb lookup Q889 | awk -F'\t' 'NR == 2 {print $1}')"
printf 'name\tqid\tiso2\nQumar Town\tQ999999901\tXX\n' >"$dir/own.tsv"
"$BYLINE" kb build -o "$dir/own.kb" "city=$dir/own.tsv" 2>"$dir/err"
check 'kb build' 0 $?
check 'an index of one'\''s own' 'Q999999901' "$("$BYLINE" kb lookup --kb "$dir/own.kb" 'qumar town' | awk -F'\t' 'NR == 2 {print $4}')"
printf 'title\tx\na\tb\n' >"$dir/bad.tsv"
"$BYLINE" kb build -o "$dir/bad.kb" "$dir/bad.tsv" >"$dir/out" 2>"$dir/err"
check 'a table without names is refused' 1 $?
check 'and says where' 1 "$(grep -c 'bad.tsv:1' "$dir/err")"
"$BYLINE" kb build -o "$dir/bad.kb" "planet=$dir/own.tsv" >"$dir/out" 2>"$dir/err"
check 'an unknown kind is a usage error' 2 $?
echo garbage >"$dir/garbage.kb"
"$BYLINE" kb info "$dir/garbage.kb" >"$dir/out" 2>"$dir/err"
check 'no index' 1 $?
echo "link: $passed passed, $failed failed"
[ $failed -eq 0 ]

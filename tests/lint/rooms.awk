# Checks that each file of src/ includes only what src/ROOMS allows its room. Run: awk -f rooms.awk src/ROOMS FILES...
FNR == 1 && NR != FNR { split(FILENAME, part, "/"); room = part[2] }
NR == FNR {
  if ($0 ~ /^#/ || $0 !~ /:/) next
  name = $0; sub(/:.*/, "", name)
  rest = $0; sub(/^[^:]*:/, "", rest)
  known[name] = 1
  n = split(rest, allowed, " ")
  for (i = 1; i <= n; i++) may[name, allowed[i]] = 1
  next
}
/^#[ ]*include "/ {
  target = $0; sub(/^[^"]*"/, "", target); sub(/".*/, "", target)
  if (target !~ /\//) next          # generated headers and files of the same folder
  other = target; sub(/\/.*/, "", other)
  if (!(room in known)) { print FILENAME ": room " room " is not in src/ROOMS"; bad++; next }
  if (other != room && !((room, other) in may) && !((room, target) in may)) {
    print FILENAME ":" FNR ": room " room " may not include " target
    bad++
  }
}
END { exit bad > 0 }

# Makes the vocabulary constants of src/graph from ontology/byline.ttl: a misspelt name does not compile.
BEGIN { print "/* Made from ontology/byline.ttl by ontology/vocab.awk. */" }
/^by:[A-Za-z]+ a / {
  name = $1
  sub(/^by:/, "", name)
  printf "#define BY_%s \"https://w3id.org/byline/ontology#%s\"\n", name, name
}

/* Namespaces, and the names of other vocabularies that the graph uses. Those of Byline's own are made from
 * ontology/byline.ttl at build time: "vocab.h". */
#ifndef BL_GRAPH_NAMES_H
#define BL_GRAPH_NAMES_H

#define NS_BY      "https://w3id.org/byline/ontology#"
#define NS_REL     "https://w3id.org/byline/relation#"
#define NS_RDF     "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NS_RDFS    "http://www.w3.org/2000/01/rdf-schema#"
#define NS_OWL     "http://www.w3.org/2002/07/owl#"
#define NS_XSD     "http://www.w3.org/2001/XMLSchema#"
#define NS_SKOS    "http://www.w3.org/2004/02/skos/core#"
#define NS_DCTERMS "http://purl.org/dc/terms/"
#define NS_PROV    "http://www.w3.org/ns/prov#"
#define NS_NIF     "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define NS_GEO     "http://www.opengis.net/ont/geosparql#"
#define NS_WGS     "http://www.w3.org/2003/01/geo/wgs84_pos#"

#define RDF_TYPE      NS_RDF "type"
#define RDF_SUBJECT   NS_RDF "subject"
#define RDF_PREDICATE NS_RDF "predicate"
#define RDF_OBJECT    NS_RDF "object"
#define RDFS_LABEL    NS_RDFS "label"
#define SKOS_PREF     NS_SKOS "prefLabel"
#define SKOS_ALT      NS_SKOS "altLabel"
#define OWL_SAME_AS   NS_OWL "sameAs"
#define PROV_FROM     NS_PROV "wasDerivedFrom"
#define NIF_BEGIN     NS_NIF "beginIndex"
#define NIF_END       NS_NIF "endIndex"
#define NIF_ANCHOR    NS_NIF "anchorOf"
#define DC_TITLE      NS_DCTERMS "title"
#define DC_ISSUED     NS_DCTERMS "issued"
#define DC_CREATOR    NS_DCTERMS "creator"
#define DC_SOURCE     NS_DCTERMS "source"

#endif

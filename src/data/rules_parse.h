/* The inside of rule files: lines of a pattern and of what it says. Only for data/rules.c. */
#ifndef BL_DATA_RULES_PARSE_H
#define BL_DATA_RULES_PARSE_H

#include "data/rules.h"

/* Compile the rest of a "match" or "say" line, from byte `at` on, into the rule. */
bl_status bl_rules_match_line(bl_rules *rules, bl_wordbook *lexicon, const char *file, bl_str line, uint32_t number, size_t at, bl_rule *rule);
bl_status bl_rules_say_line(bl_rules *rules, bl_wordbook *lexicon, const char *file, bl_str line, uint32_t number, size_t at, bl_rule *rule);

#endif

/* Time expressions: finds them by the patterns of data/times, says what they mean as TIMEX3 values, and where they lie
 * in the calendar as far as the text tells.
 *
 * Anchors: the publication date (doc->meta.published), and the time the text spoke of last. Where an anchor is needed
 * and there is none, the value keeps X for what is unknown ("XXXX-WXX-5") and begin and end stay unset. Tags and trees
 * are used when there (tense of the governing verb), and not needed. */
#ifndef BL_MENTION_TIMES_H
#define BL_MENTION_TIMES_H

#include "doc/doc.h"

typedef struct bl_times bl_times;

/* Loads data_dir/times/english.rules and data_dir/numbers. On failure *out is NULL. Const afterwards: shared by
 * threads. */
bl_status bl_times_open(const char *data_dir, bl_times **out);
void bl_times_close(bl_times *times);

/* Fills doc->times, in text order, without overlaps. */
bl_status bl_times_run(const bl_times *times, bl_doc *doc);

/* Examples of the rules, for the tests: calls `each` with the rule's file and line. See data/times/README.md. */
typedef void (*bl_times_example)(void *user, const char *file, uint32_t line, bl_str text, bl_str expected,
                                 bool wanted);
void bl_times_examples(const bl_times *times, bl_times_example each, void *user);

#endif

/* Room read: the bytes of a file become an article: UTF-8 text in paragraphs, with what the page says of itself.
 *
 *   bytes -> (gzip) -> encoding -> HTML tree or lines -> paragraphs without page furniture -> doc
 *
 * HTML is told from plain text by its first tags. What is furniture is said by data/read/ (patterns of lines, hints of
 * class names) together with where a line stands; in doubt text is kept. */
#ifndef BL_READ_READ_H
#define BL_READ_READ_H

#include "doc/doc.h"

typedef struct bl_reader bl_reader;

typedef struct bl_read_options {
  bool raw;     /* plain text as it is: nothing removed, offsets into the file as given */
  bl_date date; /* publication date from beside the article; used where the page has none, before dates in the text */
} bl_read_options;

/* Loads data/read/. Const after that: one reader serves many threads. */
bl_status bl_reader_open(const char *data_dir, bl_reader **out);
void bl_reader_close(bl_reader *reader);

/* Fills text, paragraphs, meta, source_map and digest of `doc`; odd input becomes a diagnostic on it. `path` names the
 * input in messages. Fails with BL_ERR_FORMAT for binary files and BL_ERR_LIMIT for pages over 32 MB. */
bl_status bl_reader_read(const bl_reader *reader, const char *path, bl_str bytes, const bl_read_options *options,
                         bl_doc *doc);

#endif

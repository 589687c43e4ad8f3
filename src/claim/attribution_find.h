/* What the parts of the attributor hand each other: found attributions, and how spans are cut. */
#ifndef BL_CLAIM_ATTRIBUTION_FIND_H
#define BL_CLAIM_ATTRIBUTION_FIND_H

#include "claim/attribution_lexicon.h"
#include "claim/attribution_view.h"

enum { BL_PIECES = 12 };

/* Pieces of tokens, ascending, apart from each other. */
typedef struct bl_pieces {
  bl_span items[BL_PIECES];
  uint32_t count;
} bl_pieces;

typedef struct bl_afound {
  bl_span cue;
  uint32_t head;        /* the cue's head token */
  bl_span source;       /* begin == end: none */
  uint32_t source_head; /* BL_NONE: none */
  bl_pieces content;
  const bl_cue *entry;  /* lexicon line, NULL */
  bl_str rule;
  bool link;            /* counts in the chain of who says so */
  bool core;            /* by rule: a clause or quotation that is said, beyond much doubt */
  bool supposed;        /* nobody has said it yet: "may say" */
  bool shape;           /* by the order of words, against the tree: the model is not asked */
  uint32_t entity;      /* of the source, once the chains are made */
  uint8_t derived;      /* bl_derived: no words of its own, a link that another attribution implies */
  uint32_t of;          /* derived: index of that attribution; BL_NONE */
} bl_afound;

/* "told Tolo News": the medium is a link above; "reported, citing officials": the officials are a link below. */
typedef enum bl_derived { BL_OWN_WORDS, BL_LINK_ABOVE, BL_LINK_BELOW } bl_derived;

typedef BL_VEC(bl_afound) bl_afound_vec;

/* ---- spans (attribution_spans.c) -------------------------------------------------------------------------------- */

/* The extent of `token` without what stands on the other side of `cut`. */
bl_span bl_side_of(const bl_aview *view, uint32_t token, uint32_t cut);

/* Without commas, full stops and other marks at its ends; quotation marks and brackets stay. */
bl_span bl_trim_marks(const bl_aview *view, bl_span span);

/* A source's span around its head: its extent without a relative clause behind a comma, a clause beside it, and
 * anything on the other side of `cut`. */
bl_span bl_source_span(const bl_aview *view, uint32_t head, uint32_t cut);

/* Adds a piece that is trimmed and not empty. */
void bl_add_piece(const bl_aview *view, bl_pieces *pieces, bl_span span);

/* In the order of the text, without overlap. */
void bl_order_pieces(bl_pieces *pieces);

/* "..., he said. "..." : the quotation right behind the sentence of the cue `head` that fills its own sentences; BL_NONE. */
uint32_t bl_follow_up(const bl_aview *view, uint32_t head);

/* Widens pieces to the quotations they touch, unless the cue `head` stands inside, and adds the paragraphs and the
 * sentence with which a quotation goes on. Then orders and joins the pieces. */
void bl_widen_to_quotes(const bl_aview *view, uint32_t head, bl_pieces *pieces);

/* The same, but a quotation that begins and ends in the sentence of a piece widens nothing. */
void bl_widen_across_sentences(const bl_aview *view, uint32_t head, bl_pieces *pieces);

/* The words of saying around `head`: auxiliaries and adverbs before it, its particle behind it. */
bl_span bl_cue_span(const bl_aview *view, uint32_t head);

/* Whether token `t` is in one of the pieces. */
bool bl_in_pieces(const bl_pieces *pieces, uint32_t t);

/* ---- source and content of a cue (attribution_rules.c) ---------------------------------------------------------- */

/* The head of the source of a verb; BL_NONE. */
uint32_t bl_source_of_verb(const bl_aview *view, uint32_t verb);

/* Whether the verb is passive (also a bare participle behind its noun). */
bool bl_is_passive(const bl_aview *view, uint32_t verb);

/* Whether its content has a verb or is quoted. */
bool bl_says_something(const bl_aview *view, const bl_afound *found);

/* Whether it counts in the chain of who says so: speech; belief that has a holder; of judgements (praise, attack) and
 * of cues outside the lexicon only those whose content is quoted or has a verb. */
bool bl_counts_as_link(const bl_aview *view, const bl_afound *found);

/* All attributions that the lexicon and the frames find, in the order of their cues. */
void bl_find_by_rules(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound_vec *out);

/* Posts, headlines and speaker lines (attribution_shapes.c). */
void bl_find_by_shape(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound_vec *out);

/* ---- sources that are none, contents that go too far (attribution_mend.c) ----------------------------------------- */

/* Hearers, verbs and nouns beside a participle are no sources: puts those who speak in their place, or nobody; marks what is only
 * supposed to be said; what only tells when goes. */
void bl_mend_sources(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound_vec *found);

/* From the first to the last of the words of source and cue. */
bl_span bl_own_words(const bl_afound *found);

/* "..., the Herald quoted him as saying" behind what he said: `a` says it through `b`. */
bool bl_says_through(const bl_token *tokens, const bl_afound *a, const bl_afound *b);

/* Contents that came out as the words of another attribution, or go on into them. Needs `found` in the order of its cues. */
void bl_mend_contents(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_afound_vec *found);

/* ---- quotations (attribution_quotes.c) ---------------------------------------------------------------------------- */

/* Gives the words of saying the quotations beside them that lexicon and model left out. */
void bl_mend_quotes(const bl_aview *view, bl_afound_vec *found);

/* Quotations without words of saying: who spoke last goes on. `found` and doc->attributions go hand in hand. */
void bl_go_on(const bl_aview *view, bl_doc *doc, const bl_afound_vec *found);

/* ---- chains (attribution_chain.c) ------------------------------------------------------------------------------- */

/* Writes the found attributions into doc->attributions: entities of sources, links, outer links, times, modality. */
void bl_write_attributions(const bl_cue_lexicon *lexicon, const bl_aview *view, bl_doc *doc, bl_afound_vec *found);

#endif

/* SPDX-License-Identifier: MIT */
/* The normaliser's working form: a paragraph as an array of classified characters. */
#pragma once

#include "base/wz-tex.h"
#include "edit/normalise/wz-normalise.h"

/* Coarser than R1: what the rules of punctuation have to tell apart. */
typedef enum {
  CELL_SPACE,
  CELL_HAN,    /* R1 class ID: ideographs, kana, Hangul, circled digits */
  CELL_OPEN,   /* R1 OP, and quotes resolved to CJK (R4) */
  CELL_CLOSE,  /* R1 CL, likewise */
  CELL_STOP,   /* R1 PE, CM, SC, EX */
  CELL_JOIN,   /* R1 DA, EL, MD, CN in Chinese context: dash, ellipsis, middle dot */
  CELL_LETTER, /* R1 AL */
  CELL_DIGIT,
  CELL_OPAQUE, /* a formula or another inline object, as one cell */
  CELL_OTHER,
} CellClass;

typedef struct {
  gunichar ch;
  guint run;           /* index of the run it belongs to */
  guint8 cls;          /* CellClass */
  guint8 guarded : 1;  /* R11: inside a protected span; never changed */
  guint8 verbatim : 1; /* of a formula, an address or code: cleaning leaves it alone too */
  guint8 dead : 1;     /* removed; swept by cells_sweep() */
  guint8 look : 3;     /* of WzNormaliseLook: what a command around it wanted */
} Cell;

typedef struct {
  GArray *cells;  /* Cell */
  gboolean hant;  /* zh-Hant: quotes are 「」『』 */
  gboolean plain; /* looks have no place: words in code are words */
  gboolean changed;
  gboolean has_dead;
  guint64 seen[2];     /* one bit for each ASCII character that stands, or has stood, in the text */
  gboolean seen_curly; /* likewise a curly quote */
} CellBuffer;

/* What a rule is for. */
typedef enum { RULE_CHINESE, RULE_ANY, RULE_ENGLISH } RuleScope;

/* A mark and what it becomes; rules that differ in nothing else share a function and carry one of these. */
typedef struct {
  gunichar ascii;
  gunichar full;
} MarkPair;

struct _WzNormaliseRule {
  const gchar *name;
  const gchar *doc; /* rule of the CJK typesetting reference */
  void (*apply) (CellBuffer *buffer, const MarkPair *mark);
  MarkPair mark;
  const WzNormaliseCase *cases; /* ends with a NULL row */
  RuleScope scope;
};

static inline Cell *
cell_at (CellBuffer *buffer, gint index)
{
  return &g_array_index (buffer->cells, Cell, index);
}

static inline gint
cell_count (const CellBuffer *buffer)
{
  return (gint) buffer->cells->len;
}

static inline gboolean
wz_cell_is_cjk (const Cell *cell)
{
  return cell->cls >= CELL_HAN && cell->cls <= CELL_JOIN;
}

static inline gboolean
wz_cells_cjk_at (CellBuffer *buffer, gint index)
{
  return index >= 0 && index < cell_count (buffer) && wz_cell_is_cjk (cell_at (buffer, index));
}

/* 0 outside the text. */
static inline gunichar
wz_cells_char_at (CellBuffer *buffer, gint index)
{
  return index >= 0 && index < cell_count (buffer) ? cell_at (buffer, index)->ch : 0;
}

/* Outside the text there is a space, as it were. */
static inline CellClass
wz_cells_class_at (CellBuffer *buffer, gint index)
{
  return index >= 0 && index < cell_count (buffer) ? (CellClass) cell_at (buffer, index)->cls : CELL_SPACE;
}

static inline void
wz_cells_see (CellBuffer *buffer, gunichar ch)
{
  if (ch < 0x80)
    buffer->seen[ch / 64] |= G_GUINT64_CONSTANT (1) << (ch % 64);
  else if (ch >= 0x2018 && ch <= 0x201D)
    buffer->seen_curly = TRUE;
}

/* FALSE: a rule that waits for this ASCII character has nothing to do. */
static inline gboolean
wz_cells_saw (const CellBuffer *buffer, gunichar ch)
{
  return (buffer->seen[ch / 64] >> (ch % 64) & 1) != 0;
}

/* wz-normalise-chars.c */
CellClass wz_cell_class (gunichar ch);
gunichar wz_cell_fold (gunichar ch);
gboolean wz_cell_is_transliteration (gunichar ch);
gboolean wz_cell_is_operator (gunichar ch);
void wz_cells_classify (CellBuffer *buffer);
gint wz_cells_prev_solid (CellBuffer *buffer, gint index);
gint wz_cells_next_solid (CellBuffer *buffer, gint index);
void wz_cells_set (CellBuffer *buffer, gint index, gunichar ch);
void wz_cells_kill (CellBuffer *buffer, gint index);
void wz_cells_sweep (CellBuffer *buffer);

/* wz-normalise-guard.c */
void wz_cells_guard (CellBuffer *buffer);

/* wz-normalise-quotes.c */
void wz_rule_tex_double_quotes (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_tex_quotes (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_quotes (CellBuffer *buffer, const MarkPair *mark);
void wz_cells_resolve_quotes (CellBuffer *buffer);

/* wz-normalise-html.c */
gunichar wz_cell_script (gunichar ch, gboolean super);
void wz_rule_entities (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_html_scripts (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_html_tags (CellBuffer *buffer, const MarkPair *mark);

/* wz-normalise-tex.c */
void wz_rule_tex_accents (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_tex_symbols (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_tex_escapes (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_tex_ties (CellBuffer *buffer, const MarkPair *mark);

/* wz-normalise-commands.c */
gunichar wz_cells_peek (gpointer buffer, gint index);
gboolean wz_cells_is_command (CellBuffer *buffer, gint i);
gboolean wz_cells_is_letter (CellBuffer *buffer, gint i);
void wz_cells_kill_range (CellBuffer *buffer, gint from, gint to);
void wz_cells_add_look (CellBuffer *buffer, gint from, gint to, guint look);
void wz_rule_tex_commands (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_tex_groups (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_tex_signs (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_tex_macros (CellBuffer *buffer, const MarkPair *mark);

/* wz-normalise-english.c */
void wz_rule_english_double_quotes (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_english_apostrophes (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_word_apostrophes (CellBuffer *buffer, const MarkPair *mark);
void wz_rule_english_dashes (CellBuffer *buffer, const MarkPair *mark);

/* wz-normalise-arxiv.c */
void wz_rule_arxiv_marks (CellBuffer *buffer, const MarkPair *mark);

/* The two tables, in the order of their work: what cleans every language, or English; and what is for
 * Chinese. */
extern const WzNormaliseRule wz_normalise_clean[];
extern const guint wz_normalise_n_clean;
extern const WzNormaliseRule wz_normalise_rules[];
extern const guint wz_normalise_n_rules;

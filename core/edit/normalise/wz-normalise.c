/* SPDX-License-Identifier: MIT */
/* The normaliser's pipeline: runs → cells → rules → runs, until nothing changes. */
#include "edit/normalise/wz-normalise-private.h"

#include "base/wz-unicode.h"

#include <string.h>

#include <wenzhai/wz-lang.h>

/* A rule may make room for one before it (a widened bracket makes the comma after it Chinese): three rounds
 * are usual, the bound is for texts made to oscillate. */
enum { ROUNDS_MAX = 64 };

static gboolean
is_traditional (const gchar *lang)
{
  if (lang == NULL)
    return FALSE;
  return g_ascii_strncasecmp (lang, "zh-hant", 7) == 0 || g_ascii_strcasecmp (lang, "zh-tw") == 0 ||
         g_ascii_strcasecmp (lang, "zh-hk") == 0;
}

static gboolean
is_compatibility (gunichar ch)
{
  return (ch >= 0xF900 && ch <= 0xFAFF) || (ch >= 0x2F800 && ch <= 0x2FA1F);
}

/* Whether all characters are of those blocks that make up nearly every text and of which none decomposes or
 * combines: what is below U+0300, CJK punctuation and ideographs, full-width forms. NFC leaves such a text
 * alone. */
static gboolean
is_composed (const gchar *text)
{
  for (const guchar *p = (const guchar *) text; *p; p++) {
    if (*p < 0xCC || (*p >= 0xE4 && *p <= 0xE9)) /* a continuation, or the first byte of U+4000–U+9FFF */
      continue;
    gunichar ch = g_utf8_get_char ((const gchar *) p);
    if (!((ch >= 0x2010 && ch <= 0x205F) || (ch >= 0x3001 && ch <= 0x3029) || (ch >= 0xFF00 && ch <= 0xFFEF)))
      return FALSE;
  }
  return TRUE;
}

/* NFC, but for the compatibility ideographs, which NFC would fold into others (R12: they stay). */
static gchar *
compose (const gchar *text)
{
  if (is_composed (text))
    return g_strdup (text);
  g_autoptr (GString) out = g_string_new (NULL);
  const gchar *start = text;
  for (const gchar *p = text;; p = g_utf8_next_char (p)) {
    gunichar ch = *p ? g_utf8_get_char (p) : 0;
    if (ch != 0 && !is_compatibility (ch))
      continue;
    if (p > start) {
      g_autofree gchar *piece = wz_unicode_normalize (start, p - start, G_NORMALIZE_NFC);
      g_string_append (out, piece ? piece : "");
    }
    if (ch == 0)
      break;
    g_string_append_unichar (out, ch);
    start = g_utf8_next_char (p);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
load_run (CellBuffer *buffer, const gchar *text, guint run)
{
  guint at = buffer->cells->len;
  g_array_set_size (buffer->cells, at + (guint) g_utf8_strlen (text, -1));
  for (const gchar *p = text; *p; p = g_utf8_next_char (p))
    g_array_index (buffer->cells, Cell, at++) = (Cell){.ch = g_utf8_get_char (p), .run = run};
}

static void
load_opaque (CellBuffer *buffer, guint run)
{
  Cell cell = {.ch = 0xFFFC, .run = run, .cls = CELL_OPAQUE, .guarded = TRUE};
  g_array_append_val (buffer->cells, cell);
}

static void
apply_rules (CellBuffer *buffer, const WzNormaliseRule *rules, guint n, RuleScope scope, gboolean *changed)
{
  for (guint r = 0; r < n; r++) {
    if (rules[r].scope != RULE_ANY && rules[r].scope != scope)
      continue;
    buffer->changed = FALSE;
    rules[r].apply (buffer, &rules[r].mark);
    if (!buffer->changed)
      continue;
    *changed = TRUE;
    wz_cells_classify (buffer);
  }
}

static void
run_rules (CellBuffer *buffer, RuleScope scope)
{
  gboolean changed = TRUE;
  wz_cells_classify (buffer);
  for (guint round = 0; changed && round < ROUNDS_MAX; round++) {
    changed = FALSE;
    apply_rules (buffer, wz_normalise_clean, wz_normalise_n_clean, scope, &changed);
    if (scope == RULE_CHINESE)
      apply_rules (buffer, wz_normalise_rules, wz_normalise_n_rules, scope, &changed);
  }
}

/* The cells of a run stay together, and so do those of one look. */
static void
unload (const CellBuffer *buffer, GArray *pieces)
{
  g_autofree gchar *text = g_malloc (4 * (gsize) buffer->cells->len + 1);
  for (guint i = 0; i < buffer->cells->len;) {
    const Cell *first = &g_array_index (buffer->cells, Cell, i), *cell = first;
    gchar *end = text;
    for (; i < buffer->cells->len; i++) {
      cell = &g_array_index (buffer->cells, Cell, i);
      if (cell->run != first->run || cell->look != first->look)
        break;
      if (cell->cls != CELL_OPAQUE)
        end += g_unichar_to_utf8 (cell->ch, end);
    }
    *end = '\0';
    WzNormalisePiece piece = {first->run, first->look, end > text ? compose (text) : NULL};
    g_array_append_val (pieces, piece);
  }
}

/* Each rule that cleans waits for one of these. */
static gboolean
may_need_cleaning (const gchar *text)
{
  return strpbrk (text, "\\&<{~`\"'") != NULL || strstr (text, "--") != NULL ||
         strstr (text, "arXiv:") != NULL;
}

static RuleScope
scope_of (const gchar *lang)
{
  if (wz_lang_is_chinese (lang))
    return RULE_CHINESE;
  return lang != NULL && g_ascii_strncasecmp (lang, "en", 2) == 0 && !g_ascii_isalpha (lang[2]) ? RULE_ENGLISH
                                                                                                : RULE_ANY;
}

static void
piece_clear (gpointer data)
{
  g_free (((WzNormalisePiece *) data)->text);
}

static GArray *
normalise (const WzNormaliseRun *runs, guint n_runs, const gchar *lang, gboolean plain)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (WzNormalisePiece));
  CellBuffer buffer = {.cells = cells, .hant = is_traditional (lang), .plain = plain};
  RuleScope scope = scope_of (lang);
  gboolean dirty = scope == RULE_CHINESE;
  g_array_set_clear_func (pieces, piece_clear);
  for (guint r = 0; r < n_runs; r++) {
    WzNormalisePiece piece = {r, 0, runs[r].opaque ? NULL : compose (runs[r].text)};
    dirty |= piece.text != NULL && may_need_cleaning (piece.text);
    g_array_append_val (pieces, piece);
  }
  for (guint r = 0; r < n_runs && dirty; r++) {
    if (runs[r].opaque)
      load_opaque (&buffer, r);
    else
      load_run (&buffer, g_array_index (pieces, WzNormalisePiece, r).text, r);
  }
  if (dirty) {
    run_rules (&buffer, scope);
    g_array_set_size (pieces, 0);
    unload (&buffer, pieces);
  }
  guint kept = 0;
  for (guint i = 0; i < pieces->len; i++) { /* objects, and what is empty, are none */
    WzNormalisePiece piece = g_array_index (pieces, WzNormalisePiece, i);
    g_array_index (pieces, WzNormalisePiece, i).text = NULL;
    if (piece.text != NULL)
      g_array_index (pieces, WzNormalisePiece, kept++) = piece;
  }
  g_array_set_size (pieces, kept);
  return pieces;
}

GArray *
wz_normalise_pieces (const WzNormaliseRun *runs, guint n_runs, const gchar *lang)
{
  return normalise (runs, n_runs, lang, FALSE);
}

gchar **
wz_normalise_runs (const WzNormaliseRun *runs, guint n_runs, const gchar *lang)
{
  g_autoptr (GArray) pieces = normalise (runs, n_runs, lang, TRUE);
  gchar **texts = g_new0 (gchar *, n_runs + 1);
  for (guint i = 0, r = 0; r < n_runs; r++) {
    g_autoptr (GString) text = g_string_new (runs[r].opaque ? runs[r].text : NULL);
    for (; i < pieces->len && g_array_index (pieces, WzNormalisePiece, i).run == r; i++)
      g_string_append (text, g_array_index (pieces, WzNormalisePiece, i).text);
    texts[r] = g_string_free (g_steal_pointer (&text), FALSE);
  }
  return texts;
}

gchar *
wz_normalise_text (const gchar *text, const gchar *lang)
{
  WzNormaliseRun run = {text, FALSE};
  g_autofree gchar **texts = wz_normalise_runs (&run, 1, lang);
  return texts[0];
}

guint
wz_normalise_get_n_rules (void)
{
  return wz_normalise_n_clean + wz_normalise_n_rules;
}

const WzNormaliseRule *
wz_normalise_get_rule (guint index)
{
  g_return_val_if_fail (index < wz_normalise_get_n_rules (), NULL);
  return index < wz_normalise_n_clean ? &wz_normalise_clean[index]
                                      : &wz_normalise_rules[index - wz_normalise_n_clean];
}

const gchar *
wz_normalise_rule_get_name (const WzNormaliseRule *rule)
{
  return rule->name;
}

const gchar *
wz_normalise_rule_get_doc (const WzNormaliseRule *rule)
{
  return rule->doc;
}

const WzNormaliseCase *
wz_normalise_rule_get_cases (const WzNormaliseRule *rule)
{
  return rule->cases;
}

gchar *
wz_normalise_rule_apply (const WzNormaliseRule *rule, const gchar *text, const gchar *lang)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  CellBuffer buffer = {.cells = cells, .hant = is_traditional (lang)};
  load_run (&buffer, text, 0);
  wz_cells_classify (&buffer);
  rule->apply (&buffer, &rule->mark);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < cells->len; i++)
    g_string_append_unichar (out, g_array_index (cells, Cell, i).ch);
  return g_string_free (out, FALSE);
}

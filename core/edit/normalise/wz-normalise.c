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

/* @chinese: all rules, else those alone that clean every language */
static void
run_rules (CellBuffer *buffer, gboolean chinese)
{
  gboolean changed = TRUE;
  wz_cells_classify (buffer);
  for (guint round = 0; changed && round < ROUNDS_MAX; round++) {
    changed = FALSE;
    for (guint r = 0; r < wz_normalise_n_rules; r++) {
      if (!chinese && !wz_normalise_rules[r].any_lang)
        continue;
      buffer->changed = FALSE;
      wz_normalise_rules[r].apply (buffer, &wz_normalise_rules[r].mark);
      if (!buffer->changed)
        continue;
      changed = TRUE;
      wz_cells_classify (buffer);
    }
  }
}

static gchar **
unload (const CellBuffer *buffer, gchar **texts, const WzNormaliseRun *runs, guint n_runs)
{
  g_autofree gchar *text = g_malloc (4 * (gsize) buffer->cells->len + 1);
  guint i = 0;
  for (guint r = 0; r < n_runs; r++) { /* the cells of a run stay together */
    gchar *end = text;
    for (; i < buffer->cells->len && g_array_index (buffer->cells, Cell, i).run == r; i++)
      if (g_array_index (buffer->cells, Cell, i).cls != CELL_OPAQUE)
        end += g_unichar_to_utf8 (g_array_index (buffer->cells, Cell, i).ch, end);
    *end = '\0';
    if (runs[r].opaque)
      continue;
    g_free (texts[r]);
    texts[r] = compose (text);
  }
  g_assert (i == buffer->cells->len);
  return texts;
}

/* Each rule of every language waits for one of these. */
static gboolean
may_need_cleaning (const gchar *const *texts)
{
  for (; *texts != NULL; texts++)
    if (strpbrk (*texts, "\\&<{~`") != NULL)
      return TRUE;
  return FALSE;
}

gchar **
wz_normalise_runs (const WzNormaliseRun *runs, guint n_runs, const gchar *lang)
{
  gchar **texts = g_new0 (gchar *, n_runs + 1);
  gboolean chinese = wz_lang_is_chinese (lang);
  for (guint r = 0; r < n_runs; r++)
    texts[r] = runs[r].opaque ? g_strdup (runs[r].text) : compose (runs[r].text);
  if (!chinese && !may_need_cleaning ((const gchar *const *) texts))
    return texts;

  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  CellBuffer buffer = {.cells = cells, .hant = is_traditional (lang)};
  for (guint r = 0; r < n_runs; r++) {
    if (runs[r].opaque)
      load_opaque (&buffer, r);
    else
      load_run (&buffer, texts[r], r);
  }
  run_rules (&buffer, chinese);
  return unload (&buffer, texts, runs, n_runs);
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
  return wz_normalise_n_rules;
}

const WzNormaliseRule *
wz_normalise_get_rule (guint index)
{
  g_return_val_if_fail (index < wz_normalise_n_rules, NULL);
  return &wz_normalise_rules[index];
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

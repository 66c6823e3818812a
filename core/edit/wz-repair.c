/* wz-repair.c: see wz-repair.h. SPDX-License-Identifier: MIT */
#include "edit/wz-repair.h"

#include "edit/wz-lint.h"
#include "model/wz-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef gchar *(*Mend) (const gchar *found, GHashTable *words);

typedef struct {
  const WzIssue *issue;
  WzDiagSink *sink;
  GHashTable *words; /* of all texts, in small letters, hyphens within */
  GRegex **regexes;  /* one a rule of the lint; NULL where it has no mend */
} Repairing;

/* ---- One finding each ---- */

/* code1 → code¹: no number goes, though its note is not here */
static gchar *
raise_number (const gchar *found, GHashTable *words)
{
  static const gchar *const raised[10] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  gsize n = strlen (found) - 1;
  return g_strdup_printf ("%.*s%s", (gint) n, found, raised[(found[n] - '0') % 10]);
}

/* learn- ing → learning, long- term → long-term */
static gchar *
join_parts (const gchar *found, GHashTable *words)
{
  g_autofree gchar *small = g_ascii_strdown (found, -1);
  g_auto (GStrv) parts = g_strsplit (small, "- ", 2);
  g_autofree gchar *whole = g_strconcat (parts[0], parts[1], NULL);
  g_autofree gchar *hyphened = g_strjoinv ("-", parts);
  gboolean two = g_hash_table_contains (words, parts[0]) && g_hash_table_contains (words, parts[1]);
  gboolean one = g_hash_table_contains (words, whole) || (!two && !g_hash_table_contains (words, hyphened));
  gint n = (gint) strlen (parts[0]);
  return g_strdup_printf ("%.*s%s%s", n, found, one ? "" : "-", found + n + 2);
}

/* The letters of @found with hyphens behind those that @parts say. */
static gchar *
put_hyphens (const gchar *found, const guint *parts)
{
  GString *out = g_string_new (NULL);
  guint n = 0;
  for (; *found != '\0'; found++) {
    if (*found == '-')
      continue;
    g_string_append_c (out, *found);
    if (++n == *parts) {
      g_string_append_c (out, '-');
      parts++;
      n = 0;
    }
  }
  return g_string_free (out, FALSE);
}

/* billionparameter → billion-parameter, endto-end → end-to-end */
static gchar *
separate (const gchar *found, GHashTable *words)
{
  static const gchar *const firsts[] = {
      "billion", "million", "trillion", "real",   "open",   "large",  "small",     "web",
      "multi",   "full",    "high",     "low",    "few",    "zero",   "one",       "many",
      "fine",    "coarse",  "long",     "short",  "domain", "task",   "human",     "self",
      "well",    "model",   "training", "prompt", "data",   "memory", "parameter", "compute"};
  if (g_ascii_strncasecmp (found, "end", 3) == 0)
    return put_hyphens (found, (const guint[]){3, 2, 0});
  if (g_ascii_strncasecmp (found, "state", 5) == 0)
    return put_hyphens (found, (const guint[]){5, 2, 3, 0});
  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    if (g_ascii_strncasecmp (found, firsts[i], strlen (firsts[i])) == 0)
      return put_hyphens (found, (const guint[]){(guint) strlen (firsts[i]), 0});
  return g_strdup (found);
}

/* eﬃcient → efficient */
static gchar *
open_ligature (const gchar *found, GHashTable *words)
{
  return g_utf8_normalize (found, -1, G_NORMALIZE_NFKC);
}

static const struct {
  const gchar *code; /* of the lint's rule */
  Mend mend;
} mends[] = {{"text-footnote-mark", raise_number},
             {"text-joined-words", separate},
             {"text-hyphenation", join_parts},
             {"text-ligature", open_ligature}};

static Mend
find_mend (const WzLintRule *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (mends); i++)
    if (g_str_equal (mends[i].code, wz_lint_rule_get_code (rule)))
      return mends[i].mend;
  return NULL;
}

/* ---- Texts ---- */

/* Whether what begins at @at is a part of an address. */
static gboolean
is_in_address (const gchar *text, gint at)
{
  gint start = at;
  while (start > 0 && !g_ascii_isspace (text[start - 1]))
    start--;
  return g_strstr_len (text + start, at - start, "://") != NULL ||
         g_strstr_len (text + start, at - start, "www.") != NULL ||
         g_strstr_len (text + start, at - start, "/") != NULL;
}

/* What becomes of @text by one rule; NULL where nothing does. */
static gchar *
mend_by (Repairing *r, guint rule, const gchar *text, const WzPosition *position)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GString) out = NULL;
  gint done = 0, from, to;
  for (gboolean more = g_regex_match (r->regexes[rule], text, 0, &info); more;
       more = g_match_info_next (info, NULL)) {
    g_match_info_fetch_pos (info, 1, &from, &to);
    if (is_in_address (text, from))
      continue;
    g_autofree gchar *found = g_strndup (text + from, (gsize) (to - from));
    g_autofree gchar *mended = find_mend (wz_lint_get_rule (rule)) (found, r->words);
    wz_diag_report (r->sink, WZ_SEVERITY_HINT, "text-repaired", position, _ ("“%s” became “%s”"), found,
                    mended);
    out = out != NULL ? out : g_string_new (NULL);
    g_string_append_len (out, text + done, from - done);
    g_string_append (out, mended);
    done = to;
  }
  if (out == NULL)
    return NULL;
  g_string_append (out, text + done);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* (nullable): NULL where @text stays */
static gchar *
mend_string (Repairing *r, const gchar *text, const gchar *lang, const WzPosition *position)
{
  g_autofree gchar *mended = NULL;
  for (guint i = 0; i < wz_lint_get_n_rules (); i++) {
    if (r->regexes[i] == NULL || !wz_lint_rule_is_for (wz_lint_get_rule (i), lang))
      continue;
    gchar *next = mend_by (r, i, mended != NULL ? mended : text, position);
    if (next != NULL) {
      g_free (mended);
      mended = next;
    }
  }
  return g_steal_pointer (&mended);
}

static const WzText *
mend_text (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer user_data)
{
  Repairing *r = user_data;
  const gchar *lang = wz_text_get_lang (text) ? wz_text_get_lang (text) : wz_issue_get_lang (r->issue);
  g_autoptr (WzTextBuilder) out = wz_text_builder_new (wz_text_get_lang (text));
  gboolean changed = FALSE;
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    g_autofree gchar *mended =
        event.type == WZ_TEXT_CHARACTERS ? mend_string (r, event.text, lang, &event.position) : NULL;
    if (mended != NULL) {
      event.text = mended;
      event.length = strlen (mended);
      changed = TRUE;
    }
    wz_text_builder_event (out, &event);
  }
  return changed ? wz_text_builder_finish (g_steal_pointer (&out), builder) : text;
}

/* ---- The whole ---- */

/* Words of small letters and hyphens. */
static void
collect_words (GHashTable *words, const WzText *text)
{
  g_autofree gchar *plain = text != NULL ? wz_text_dup_plain (text) : g_strdup ("");
  for (gchar *p = plain, *end; *p != '\0'; p = *end != '\0' ? end + 1 : end) {
    for (end = p; g_ascii_isalpha (*end) || (*end == '-' && g_ascii_isalpha (end[1])); end++)
      *end = g_ascii_tolower (*end);
    if (end - p > 1)
      g_hash_table_add (words, g_strndup (p, (gsize) (end - p)));
  }
}

static void
free_regexes (GRegex **regexes)
{
  for (guint i = 0; i < wz_lint_get_n_rules (); i++)
    g_clear_pointer (&regexes[i], g_regex_unref);
  g_free (regexes);
}

WzIssue *
wz_edit_repair (const WzIssue *issue, WzDiagSink *sink)
{
  static const WzIssueMap map = {.text = mend_text};
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Repairing r = {issue, sink, words, g_new0 (GRegex *, wz_lint_get_n_rules ())};
  for (guint i = 0; i < wz_lint_get_n_rules (); i++)
    if (wz_lint_rule_is_mended (wz_lint_get_rule (i)))
      r.regexes[i] = wz_lint_rule_compile (wz_lint_get_rule (i));
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    collect_words (words, wz_entry_get_abstract (wz_issue_get_entry (issue, i), "en"));
    collect_words (words, wz_entry_get_title (wz_issue_get_entry (issue, i), "en"));
  }
  WzIssue *mended = wz_issue_builder_finish (wz_issue_map (issue, &map, &r), sink);
  free_regexes (r.regexes);
  return mended;
}

/* wz-convert.c: an edition in Traditional Chinese, by OpenCC. SPDX-License-Identifier: MIT
 *
 * In: a finished issue in Simplified Chinese. Out: the same in Traditional Chinese: words by OpenCC's
 * dictionaries, quotation marks 「」『』, language tags, identifier. Keys, names, links, formulae and code
 * stay, so that a reader's place and the links between the editions hold.
 */
#include "edit/wz-convert.h"

#include <glib/gi18n-lib.h>
#include <opencc.h>
#include <string.h>

#include "edit/normalise/wz-normalise.h"
#include "model/wz-map.h"

typedef struct {
  const gchar *tag, *config;
} VariantRow;

static const VariantRow variants[] = {
    {"zh-Hant", "s2t.json"},
    {"zh-Hant-TW", "s2twp.json"}, /* with Taiwan's words */
    {"zh-Hant-HK", "s2hk.json"},
};

typedef struct {
  const WzIssue *issue;
  const gchar *variant;
  opencc_t opencc;
  const gchar *const *from, *const *to;
} Conversion;

static const VariantRow *
find_variant (const gchar *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (g_ascii_strcasecmp (variants[i].tag, tag) == 0)
      return &variants[i];
  return NULL;
}

/* Whether @lang is the Chinese that is converted. */
static gboolean
is_simplified (const gchar *lang)
{
  return wz_lang_is_chinese (lang) && !g_str_has_prefix (lang, "zh-Hant");
}

/* What the dictionaries leave. “” ‘’ → 「」 『』, unless Latin letters stand on both sides of the pair (R4):
 * there the reader sees English. */
static gchar *
finish_words (const gchar *text)
{
  GString *out = g_string_sized_new (strlen (text));
  for (const gchar *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
    gunichar after = g_utf8_get_char (g_utf8_next_char (p));
    gboolean apostrophe = ch == 0x2019 && before < 0x250 && after < 0x250 && g_unichar_isalpha (before) &&
                          g_unichar_isalpha (after);
    switch (apostrophe ? 0 : ch) {
    case 0x201C:
      ch = 0x300C;
      break;
    case 0x201D:
      ch = 0x300D;
      break;
    case 0x2018:
      ch = 0x300E;
      break;
    case 0x2019:
      ch = 0x300F;
      break;
    case 0x5468: /* 第46周: the dictionaries know words, not numbers */
      ch = g_unichar_isdigit (before) ? 0x9031 : ch;
      break;
    default:
      break;
    }
    g_string_append_unichar (out, ch);
  }
  return g_string_free (out, FALSE);
}

static gchar *
convert_string (const Conversion *c, const gchar *text)
{
  for (guint i = 0; c->from && c->from[i] != NULL; i++)
    if (g_str_equal (text, c->from[i]))
      return g_strdup (c->to[i]);
  char *converted = opencc_convert_utf8 (c->opencc, text, strlen (text));
  gchar *out = finish_words (converted ? converted : text);
  opencc_convert_utf8_free (converted);
  return out;
}

gchar *
wz_convert_dup_words (const gchar *text, const gchar *config)
{
  opencc_t opencc = opencc_open (config);
  if (opencc == (opencc_t) -1)
    return NULL;
  char *converted = opencc_convert_utf8 (opencc, text, strlen (text));
  gchar *words = g_strdup (converted);
  opencc_convert_utf8_free (converted);
  opencc_close (opencc);
  return words;
}

/* What has no language is in the issue's own where it was written for it; a name is left as it is. */
static gchar *
convert_words (const WzWords *words, gpointer user_data)
{
  if (words->type < WZ_FIELD_NAME || words->type > WZ_FIELD_PROSE ||
      !(words->lang == NULL ? words->type == WZ_FIELD_LABEL : is_simplified (words->lang)))
    return NULL;
  return convert_string (user_data, words->text);
}

static const gchar *
convert_lang (const gchar *lang, gpointer user_data)
{
  return is_simplified (lang) ? ((const Conversion *) user_data)->variant : lang;
}

/* ---- Rich text ---- */

static gboolean
has_words (WzTextKind kind)
{
  return kind == WZ_TEXT_FIGURE || kind == WZ_TEXT_IMAGE; /* their alternative text */
}

/* A translation in another language stays. */
static const WzText *
convert_text (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer user_data)
{
  const Conversion *c = user_data;
  const gchar *own = wz_text_get_lang (text) ? wz_text_get_lang (text) : wz_issue_get_lang (c->issue);
  if ((field->flags & WZ_FIELD_BY_LANG) != 0 && !is_simplified (own))
    return text;
  WzTextBuilder *out = wz_text_builder_new (convert_lang (wz_text_get_lang (text), user_data));
  g_autoptr (GPtrArray) langs = g_ptr_array_new (); /* of the open spans; lent */
  g_ptr_array_add (langs, (gpointer) (gsize) own);
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    const gchar *lang = g_ptr_array_index (langs, langs->len - 1);
    gboolean words =
        event.type == WZ_TEXT_CHARACTERS || (event.type == WZ_TEXT_ENTER && has_words (event.kind));
    g_autofree gchar *converted =
        words && event.text && is_simplified (lang) ? convert_string (c, event.text) : NULL;
    if (converted) {
      event.text = converted;
      event.length = strlen (converted);
    }
    if (event.kind == WZ_TEXT_SPAN && event.type == WZ_TEXT_ENTER)
      g_ptr_array_add (langs, (gpointer) (gsize) (event.lang ? event.lang : lang));
    else if (event.kind == WZ_TEXT_SPAN && event.type == WZ_TEXT_LEAVE)
      g_ptr_array_set_size (langs, (gint) langs->len - 1);
    event.lang = convert_lang (event.lang, user_data);
    wz_text_builder_event (out, &event);
  }
  return wz_text_builder_finish (out, builder);
}

WzIssue *
wz_edit_convert (const WzIssue *issue, const gchar *variant, const gchar *const *from, const gchar *const *to,
                 WzDiagSink *sink, GError **error)
{
  const VariantRow *row = find_variant (variant);
  g_return_val_if_fail (row != NULL, NULL);
  opencc_t opencc = opencc_open (row->config);
  if (opencc == (opencc_t) -1) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO,
                 _ ("OpenCC cannot open %s; is libopencc-data installed?"), row->config);
    return NULL;
  }
  static const WzIssueMap map = {.words = convert_words, .text = convert_text, .lang = convert_lang};
  Conversion c = {issue, row->tag, opencc, from, to};
  const gchar *own = wz_issue_get_stem (issue); /* that of an edition has its name in it */
  g_autofree gchar *stem =
      own && !wz_issue_get_edition (issue) ? g_strconcat (own, "-", row->tag, NULL) : g_strdup (own);
  WzIssueBuilder *builder = wz_issue_map (issue, &map, &c);
  opencc_close (opencc);
  wz_issue_builder_set_lang (builder, row->tag);
  wz_issue_builder_set_variant (builder, row->tag);
  wz_issue_builder_set_stem (builder, stem);
  wz_issue_builder_set_identifier (builder, NULL); /* another book */
  return wz_issue_builder_finish (builder, sink);
}

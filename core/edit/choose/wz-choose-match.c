/* wz-choose-match.c: see wz-choose-match.h. SPDX-License-Identifier: MIT */
#include "edit/choose/wz-choose-match.h"

#include <string.h>

#include "base/wz-unicode.h"
#include "edit/wz-convert.h"

struct _WzWanted {
  GPtrArray *words; /* of GStrv: the forms of one */
};

static gchar *
fold (const gchar *text)
{
  g_autofree gchar *plain = wz_unicode_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  return g_utf8_casefold (plain != NULL ? plain : text, -1);
}

static gboolean
has_wide (const gchar *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iswide (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static GStrv
dup_forms (const gchar *word)
{
  static const gchar *const configs[] = {"t2s.json", "s2t.json"};
  GStrvBuilder *forms = g_strv_builder_new ();
  g_strv_builder_add (forms, word);
  for (guint i = 0; has_wide (word) && i < G_N_ELEMENTS (configs); i++) {
    g_autofree gchar *form = wz_convert_dup_words (word, configs[i]);
    if (form != NULL && !g_str_equal (form, word))
      g_strv_builder_add (forms, form);
  }
  GStrv all = g_strv_builder_end (forms);
  g_strv_builder_unref (forms);
  return all;
}

static void
free_forms (gpointer forms)
{
  g_strfreev (forms);
}

WzWanted *
wz_wanted_new (const gchar *words)
{
  WzWanted *wanted = g_new0 (WzWanted, 1);
  g_autofree gchar *folded = fold (words);
  g_auto (GStrv) list = g_strsplit_set (folded, " \t\n", -1); /* NFKC has made U+3000 a space */
  wanted->words = g_ptr_array_new_with_free_func (free_forms);
  for (guint i = 0; list[i] != NULL; i++)
    if (*list[i] != '\0')
      g_ptr_array_add (wanted->words, dup_forms (list[i]));
  return wanted;
}

void
wz_wanted_free (WzWanted *wanted)
{
  g_ptr_array_unref (wanted->words);
  g_free (wanted);
}

static gboolean
goes_on (gunichar c)
{
  return g_unichar_isalnum (c) && !g_unichar_iswide (c);
}

static gboolean
has_form (const gchar *text, const gchar *form)
{
  gboolean word = goes_on (g_utf8_get_char (form));
  for (const gchar *p = strstr (text, form); p != NULL; p = strstr (g_utf8_next_char (p), form))
    if (!word || p == text || !goes_on (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const gchar *text, const gchar *const *forms)
{
  for (guint i = 0; forms[i] != NULL; i++)
    if (has_form (text, forms[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_all (const WzWanted *wanted, const gchar *text)
{
  for (guint i = 0; i < wanted->words->len; i++)
    if (!has_word (text, g_ptr_array_index (wanted->words, i)))
      return FALSE;
  return wanted->words->len > 0;
}

static void
add_texts (GString *all, const WzText **texts)
{
  for (guint i = 0; texts[i] != NULL; i++) {
    g_autofree gchar *plain = wz_text_dup_plain (texts[i]);
    g_string_append_printf (all, "%s\n", plain);
  }
  g_free (texts);
}

gboolean
wz_wanted_is_in (const WzWanted *wanted, const WzEntry *entry)
{
  g_autoptr (GString) all = g_string_new (NULL);
  add_texts (all, wz_entry_dup_titles (entry, WZ_LANGUAGES_BOTH));
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    g_string_append_printf (all, "%s\n", wz_entry_get_author (entry, i)->text);
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    g_string_append_printf (all, "%s\n", wz_entry_get_affiliation (entry, i)->text);
  add_texts (all, wz_entry_dup_abstracts (entry, WZ_LANGUAGES_BOTH));
  g_autofree gchar *folded = fold (all->str);
  return has_all (wanted, folded);
}

gboolean
wz_wanted_is_author (const WzWanted *wanted, const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++) {
    g_autofree gchar *folded = fold (wz_entry_get_author (entry, i)->text);
    if (has_all (wanted, folded))
      return TRUE;
  }
  return FALSE;
}

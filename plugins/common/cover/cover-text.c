/* cover-text.c: the words of a cover. In: an issue. Out: CoverText. SPDX-License-Identifier: MIT */
#include "cover.h"

#include <string.h>

#include "../book/book.h"
#include "../chars/chars.h"

/* @name up to where it begins to repeat @days, which stand on the cover anyway. */
static void
cut_days (GString *name, gchar *days)
{
  g_autofree gchar *label = days;
  const gchar *at = *label != '\0' ? strstr (name->str, label) : NULL;

  if (at == NULL || at == name->str)
    return;
  g_string_truncate (name, (gsize) (at - name->str));
  while (name->len > 0) {
    const gchar *last = g_utf8_prev_char (name->str + name->len);
    gunichar c = g_utf8_get_char (last);

    if (g_unichar_isalnum (c) || c == 0xFF09 || c == ')' || c == 0x300B || c == 0x201D)
      break;
    g_string_truncate (name, (gsize) (last - name->str));
  }
}

/* No cover shows more of a title, which may be of any length. */
#define TITLE_CHARACTERS 400

static gchar *
cut (gchar *text)
{
  glong n = 0;

  for (gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (n++ == TITLE_CHARACTERS) {
      *p = '\0';
      break;
    }
  return text;
}

/* The series; else the title without its days. */
static gchar *
dup_name (const WzIssue *issue, const gchar *lang)
{
  const gchar *series = wz_issue_get_series (issue);
  g_autoptr (GString) name = g_string_new (series != NULL ? series : wz_issue_get_title (issue, NULL));

  if (series == NULL) {
    cut_days (name, wz_issue_dup_period_label (issue, lang));
    cut_days (name, wz_date_dup_label (wz_issue_get_first_day (issue), lang));
    cut_days (name, wz_date_dup_label (wz_issue_get_date (issue), lang));
  }
  return cut (chars_dup_clean (name->len > 0 ? name->str : wz_label (WZ_LABEL_DIGEST, lang)));
}

static gchar *
dup_title (const WzEntry *entry, WzLanguages languages)
{
  return cut (book_dup_plain (wz_entry_get_first_title (entry, languages)));
}

CoverText *
cover_text_new (const WzIssue *issue, WzLanguages languages)
{
  CoverText *text = g_new0 (CoverText, 1);
  const gchar *lang = wz_issue_get_lang (issue);
  const gchar *number = wz_issue_get_number (issue), *publisher = wz_issue_get_publisher (issue);
  g_autofree gchar *author = wz_issue_dup_author (issue);
  guint n = wz_issue_get_n_entries (issue);

  text->lang = lang;
  text->name = dup_name (issue, lang);
  text->number = number != NULL ? wz_number_dup_label (number, lang) : g_strdup ("");
  text->period = wz_issue_dup_period_label (issue, lang);
  text->count = g_strdup_printf ("%u %s", n, wz_label (WZ_LABEL_PAPERS_SUFFIX, lang));
  text->footer = cut (chars_dup_clean (publisher != NULL ? publisher : author));
  if (g_str_equal (text->footer, text->name)) /* once is enough */
    *text->footer = '\0';
  text->codes = g_ptr_array_new_with_free_func (g_free);
  text->titles = g_ptr_array_new_with_free_func (g_free);
  /* full papers first: they are what the issue is about */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++) {
      const WzEntry *entry = wz_issue_get_entry (issue, i);
      g_autofree gchar *title = NULL;

      if (wz_entry_is_full (entry) != (pass == 0))
        continue;
      title = dup_title (entry, languages);
      if (*title == '\0')
        continue;
      g_ptr_array_add (text->titles, g_steal_pointer (&title));
      g_ptr_array_add (text->codes, chars_dup_clean (wz_entry_get_n_categories (entry) > 0
                                                         ? wz_entry_get_category (entry, 0)->text
                                                         : NULL));
    }
  return text;
}

void
cover_text_free (CoverText *text)
{
  if (text == NULL)
    return;
  g_free (text->name);
  g_free (text->number);
  g_free (text->period);
  g_free (text->count);
  g_free (text->footer);
  g_ptr_array_unref (text->codes);
  g_ptr_array_unref (text->titles);
  g_free (text);
}

gchar *
cover_dup_alt (const CoverText *text)
{
  g_autofree gchar *raw =
      g_strjoin (" ", wz_label (WZ_LABEL_COVER, text->lang), text->name, text->number, text->period, NULL);

  return chars_dup_clean (raw);
}

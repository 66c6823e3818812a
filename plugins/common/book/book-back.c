/* book-back.c: contents (KF8), indices, colophon. In: the plan and the model. Out: bodies of documents.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

#include <string.h>

static void
line (BookOut *out, const gchar *text)
{
  if (text != NULL && *text != '\0')
    book_element (out, "p", "m", text);
}

/* A flat list: Kindle takes fragments of whole children of the body, and a list of 800 lines would be one. */
void
book_write_contents (BookOut *out)
{
  Book *book = out->book;
  const gchar *lang = wz_issue_get_lang (book->issue);
  const gchar *title = wz_issue_get_title (book->issue, NULL);

  book_start (out, "h1");
  book_id (out, "contents");
  xml_text (out->xml, title != NULL ? title : book->title);
  book_end (out);
  line (out, wz_issue_get_subtitle (book->issue, NULL));
  book_element (out, "h2", NULL, wz_label (WZ_LABEL_CONTENTS, lang));
  for (guint i = 0; i < book_get_n_toc (book); i++) {
    const BookTocItem *item = book_get_toc (book, i);

    book_start_class (out, "p", item->entry == NULL ? "c1" : "c2");
    if (item->entry == NULL)
      xml_mark_bold (out->xml);
    book_start (out, "a");
    book_link (out, item->doc, item->anchor);
    xml_attr_lang (out->xml, item->lang);
    xml_text (out->xml, item->label);
    book_end (out);
    book_end (out);
  }
}

/* ---- Indices ------------------------------------------------------------------------------------------- */

/* The number that its heading shows, else the title: never a number that the book has elsewhere. */
static gchar *
dup_reference (const Book *book, const WzEntry *entry)
{
  guint n = wz_entry_get_ordinal (entry);

  return n > 0 ? g_strdup_printf ("%u", n) : book_dup_label (book, entry);
}

static void
write_term (BookOut *out, const WzIndexTerm *term)
{
  book_start_class (out, "p", "x");
  book_start (out, "span");
  if (term->lang != NULL)
    book_lang (out, term->lang);
  xml_text (out->xml, term->label);
  book_end (out);
  for (guint i = 0; i < term->n_entries; i++) {
    const gchar *key = wz_entry_get_key (term->entries[i]);
    guint doc = book_find_place (out->book, key);
    g_autofree gchar *anchor = g_strconcat ("p-", key, NULL);
    g_autofree gchar *number = dup_reference (out->book, term->entries[i]);

    xml_text (out->xml, i > 0 ? ", " : " ");
    book_start (out, doc != G_MAXUINT ? "a" : "span");
    if (doc != G_MAXUINT)
      book_link (out, doc, anchor);
    xml_text (out->xml, number);
    book_end (out);
  }
  book_end (out);
}

void
book_write_index (BookOut *out, const BookDocPlan *plan)
{
  const gchar *group = NULL;
  gboolean wrapped = book_wrap (out, NULL, NULL, "doc-index");

  if (wrapped)
    book_label (out, "index");
  book_start (out, "h1");
  book_id (out, "index");
  xml_text (out->xml, plan->doc.title);
  book_end (out);
  for (guint i = 0; i < plan->n_terms; i++) {
    const WzIndexTerm *term = wz_index_get_term (plan->index, plan->first_term + i);

    if (term->group != NULL && *term->group != '\0' && g_strcmp0 (term->group, group) != 0)
      book_element (out, "h2", "inner", term->group);
    group = term->group;
    write_term (out, term);
  }
  if (wrapped)
    book_end (out);
}

/* ---- Colophon ------------------------------------------------------------------------------------------ */

static void
write_legend (BookOut *out)
{
  const WzIssue *issue = out->book->issue;
  const gchar *lang = wz_issue_get_lang (issue);

  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    const gchar *name = wz_issue_get_category_name (issue, category->code, NULL);

    if (i == 0) {
      book_start_class (out, "p", "m");
      book_bold (out, wz_label (WZ_LABEL_CATEGORY, lang));
    }
    xml_text (out->xml, " ");
    book_element (out, "span", "g", category->code);
    if (name != NULL) {
      xml_text (out->xml, " ");
      book_element (out, "span", NULL, name);
    }
  }
  if (wz_issue_get_n_categories (issue) > 0)
    book_end (out);
}

static void
write_credits (BookOut *out)
{
  const gchar *const *credits = out->book->options.credits;

  if (credits == NULL || credits[0] == NULL)
    return;
  book_start_class (out, "p", "m");
  book_bold (out, wz_label (WZ_LABEL_FONTS, wz_issue_get_lang (out->book->issue)));
  for (guint i = 0; credits[i] != NULL; i++) {
    xml_text (out->xml, i > 0 ? "; " : " ");
    book_start (out, "span");
    book_lang (out, "en");
    xml_text (out->xml, credits[i]);
    book_end (out);
  }
  book_end (out);
}

void
book_write_colophon (BookOut *out)
{
  const WzIssue *issue = out->book->issue;
  const gchar *lang = wz_issue_get_lang (issue);
  const gchar *subtitle = wz_issue_get_subtitle (issue, NULL);
  const gchar *const fields[] = {subtitle,
                                 wz_issue_get_series (issue),
                                 wz_issue_get_editor (issue),
                                 wz_issue_get_publisher (issue),
                                 wz_issue_get_source (issue),
                                 wz_issue_get_rights (issue)};
  g_autofree gchar *period = wz_issue_dup_period_label (issue, lang);
  gboolean wrapped = book_wrap (out, NULL, "colophon", "doc-colophon");

  if (wrapped)
    book_label (out, "colophon");
  book_start (out, "h1");
  book_id (out, "colophon");
  xml_text (out->xml, wz_label (WZ_LABEL_COLOPHON, lang));
  book_end (out);
  line (out, out->book->title);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] != NULL && strcmp (fields[i], out->book->title) != 0)
      line (out, fields[i]);
  if (strstr (out->book->title, period) == NULL)
    line (out, period);
  write_legend (out);
  write_credits (out);
  line (out, wz_issue_get_identifier (issue));
  line (out, out->book->options.generator);
  if (wrapped)
    book_end (out);
}

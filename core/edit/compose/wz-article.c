/* wz-article.c: texts of the editor and the house → sections, introductions, the imprint.
 * SPDX-License-Identifier: MIT
 *
 * In: operations of the overlay that are texts, and the layout, which knows what papers the book has. Out:
 * text of the model, whose links lead to papers of the book, or into the web.
 */
#include "edit/compose/wz-article.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/compose/wz-overlay-fields.h"
#include "edit/wz-markdown.h"

/* ---- Links ---- */

void
wz_articles_init (WzArticles *articles, WzIssueBuilder *builder, const WzLayout *layout,
                  const WzOverlay *overlay, WzDiagSink *sink)
{
  const gchar *lang = wz_issue_get_lang (layout->issue);
  *articles = (WzArticles){builder, layout, overlay, lang, sink};
  if (overlay == NULL)
    return;
  guint n = layout->items->len, number = 0;
  articles->finder = wz_finder_new (layout->issue);
  articles->dropped = g_new (gboolean, n + 1);
  articles->numbered = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    articles->dropped[i] = TRUE;
  for (guint s = 0; s < layout->sections->len; s++) {
    const WzLayoutSection *section = g_ptr_array_index (layout->sections, s);
    for (guint k = 0; k < section->items->len; k++) {
      const WzLayoutItem *item = g_ptr_array_index (section->items, k);
      articles->numbered[number++] = item->place;
      articles->dropped[item->place] = FALSE;
    }
  }
  articles->n_numbered = number;
}

void
wz_articles_clear (WzArticles *articles)
{
  g_clear_pointer (&articles->finder, wz_finder_free);
  g_clear_pointer (&articles->dropped, g_free);
  g_clear_pointer (&articles->numbered, g_free);
}

/* ---- Texts ---- */

static gboolean
is_own_lang (const WzArticles *articles, const WzOverlayOp *op)
{
  return op->lang == NULL || g_str_equal (op->lang, articles->lang) ||
         (g_str_equal (op->lang, "zh") && wz_lang_is_chinese (articles->lang));
}

static const WzText *
read_text (const WzArticles *articles, const WzOverlayOp *op, gchar **heading)
{
  const gchar *lang = is_own_lang (articles, op) ? articles->lang : op->lang;
  const WzMarkdownText text = {op->value, lang, op->value_position, op->by_line, op->path};
  WzLinks links = {articles->finder,     articles->layout->issue, articles->numbered,
                   articles->n_numbered, articles->dropped,       lang,
                   articles->sink};
  return wz_markdown_to_text (articles->builder, &text, wz_link_find, &links, heading, articles->sink);
}

/* By its id, or the code of its category. */
static gboolean
is_of_section (const WzOverlayOp *op, const WzLayoutSection *planned)
{
  static const gchar category[] = "category-";
  if (planned->kind == WZ_SECTION_DAY && planned->id == NULL) {
    g_autofree gchar *iso = wz_date_dup_iso (planned->date), *id = g_strconcat ("day-", iso, NULL);
    return g_str_equal (op->section, id);
  }
  if (planned->category == NULL)
    return g_strcmp0 (op->section, planned->id) == 0;
  const gchar *code = op->section + (g_str_has_prefix (op->section, category) ? strlen (category) : 0);
  return g_ascii_strcasecmp (code, planned->category) == 0;
}

/* Of the texts of @kind, for @planned (nullable), those that hold, in the issue's language first
 * (element-type WzOverlayOp). */
static GPtrArray *
list_texts (const WzArticles *articles, WzOverlayKind kind, const WzLayoutSection *planned)
{
  GPtrArray *texts = g_ptr_array_new ();
  for (gboolean own = TRUE; own >= FALSE; own--)
    for (guint i = 0; articles->overlay != NULL && i < wz_overlay_get_n_ops (articles->overlay); i++) {
      const WzOverlayOp *op = wz_overlay_get_op (articles->overlay, i);
      if (op->field->kind != kind || is_own_lang (articles, op) != own ||
          (planned != NULL && !is_of_section (op, planned)))
        continue;
      for (guint k = texts->len; k > 0 && kind != WZ_OVERLAY_EDITORIAL; k--) {
        const WzOverlayOp *before = g_ptr_array_index (texts, k - 1);
        if (own || g_strcmp0 (before->lang, op->lang) == 0)
          g_ptr_array_remove_index (texts, k - 1);
      }
      g_ptr_array_add (texts, (gpointer) (gsize) op);
    }
  return texts;
}

/* ---- Sections ---- */

static const struct {
  WzOverlayKind kind;
  WzSectionKind section;
  const gchar *id;
  WzLabel heading;
} rows[] = {
    {WZ_OVERLAY_FOREWORD, WZ_SECTION_FRONT, "before", WZ_LABEL_FOREWORD},
    {WZ_OVERLAY_EDITORIAL, WZ_SECTION_FRONT, "editorial", WZ_LABEL_EDITORIAL},
    {WZ_OVERLAY_AFTERWORD, WZ_SECTION_BACK, "after", WZ_LABEL_AFTERWORD},
};

static void
set_heading (const WzArticles *articles, WzSection *section, const WzText *text, const gchar *heading,
             WzLabel label)
{
  const gchar *lang = wz_text_get_lang (text);
  wz_section_set_heading (articles->builder, section, lang,
                          heading != NULL ? heading : wz_label (label, lang));
}

static void
add_sections (const WzArticles *articles, const GPtrArray *texts, guint row)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal); /* texts of a language */
  for (guint i = 0; i < texts->len; i++) {
    const WzOverlayOp *op = g_ptr_array_index (texts, i);
    g_autofree gchar *heading = NULL;
    const gchar *lang = is_own_lang (articles, op) ? articles->lang : op->lang;
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, lang));
    /* that of a translation stays: books in several languages have the first one above all */
    const WzText *text = read_text (articles, op, n < sections->len ? NULL : &heading);
    g_hash_table_insert (counts, (gpointer) (gsize) lang, GUINT_TO_POINTER (n + 1));
    if (n < sections->len) {
      WzSection *section = g_ptr_array_index (sections, n);
      wz_section_set_translation (articles->builder, section, text);
      continue;
    }
    WzSection *section =
        wz_issue_builder_add_section (articles->builder, rows[row].section, &op->value_position);
    wz_section_set_id (articles->builder, section, rows[row].id);
    set_heading (articles, section, text, heading, rows[row].heading);
    wz_section_set_blocks (articles->builder, section, text);
    g_ptr_array_add (sections, section);
  }
}

void
wz_article_add (const WzArticles *articles, WzOverlayKind kind)
{
  g_autoptr (GPtrArray) texts = list_texts (articles, kind, NULL);
  for (guint i = 0; kind == WZ_OVERLAY_IMPRINT && i < texts->len; i++)
    wz_issue_builder_set_imprint (articles->builder,
                                  read_text (articles, g_ptr_array_index (texts, i), NULL));
  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    if (rows[row].kind == kind)
      add_sections (articles, texts, row);
}

void
wz_article_introduce (const WzArticles *articles, WzSection *section, const WzLayoutSection *planned)
{
  g_autoptr (GPtrArray) texts = list_texts (articles, WZ_OVERLAY_INTRODUCTION, planned);
  for (guint i = 0; i < texts->len; i++) {
    const WzText *text = read_text (articles, g_ptr_array_index (texts, i), NULL);
    if (i == 0)
      wz_section_set_blocks (articles->builder, section, text);
    else
      wz_section_set_translation (articles->builder, section, text);
  }
}

void
wz_article_report (const WzArticles *articles)
{
  for (guint i = 0; articles->overlay != NULL && i < wz_overlay_get_n_ops (articles->overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (articles->overlay, i);
    gboolean used = op->field->kind != WZ_OVERLAY_INTRODUCTION;
    for (guint s = 0; !used && s < articles->layout->sections->len; s++)
      used = is_of_section (op, g_ptr_array_index (articles->layout->sections, s));
    if (!used)
      wz_diag_report (
          articles->sink, op->general ? WZ_SEVERITY_HINT : WZ_SEVERITY_WARNING, "overlay-no-section",
          &op->position,
          _ ("the issue has no section “%s” to introduce; there are featured, notable and choice, "
             "or by its order day-DATE or codes of categories"),
          op->section);
  }
}

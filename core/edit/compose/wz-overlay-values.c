/* wz-overlay-values.c: fields of papers as an overlay has them. SPDX-License-Identifier: MIT */
#include "edit/compose/wz-overlay-values.h"

#include <string.h>

#include "base/wz-date.h"
#include "base/wz-identity.h"
#include "base/wz-person.h"
#include "base/wz-words.h"
#include "edit/compose/wz-link.h"
#include "edit/compose/wz-overlay-text.h"
#include "edit/wz-markdown.h"
#include "edit/wz-names.h"
#include "model/wz-fields.h"
#include "rich/wz-rich.h"

#include <glib/gi18n-lib.h>

/* ---- Texts ---- */

static const WzText *
read_line (const WzOverlaySetting *setting, const WzOverlayOp *op, const gchar *line)
{
  WzTextBuilder *text = wz_text_builder_new (setting->lang);
  WzRichOptions options = {.flags = WZ_RICH_PLAIN, .origin = op->value_position};
  wz_rich_markdown (text, line, &options);
  return wz_text_builder_finish (text, setting->builder);
}

static const WzText *
read_blocks (const WzOverlaySetting *setting, const WzOverlayOp *op)
{
  const WzMarkdownText text = {op->value, setting->lang, op->value_position, op->by_line, op->path};
  WzLinks links = {
      .finder = setting->finder, .issue = setting->issue, .lang = setting->lang, .sink = setting->sink};
  return wz_markdown_to_text (setting->builder, &text, wz_link_find, &links, NULL, setting->sink);
}

static void
add_text (GPtrArray *values, const WzText *text, gboolean inlines)
{
  gchar *value = text != NULL ? wz_overlay_dup_markdown (text, inlines) : NULL;
  if (value == NULL && text != NULL)
    value = wz_text_dup_plain (text);
  if (value != NULL)
    g_ptr_array_add (values, value);
}

void
wz_overlay_set_title (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  wz_entry_set_title (setting->builder, setting->mine, setting->lang,
                      n > 0 ? read_line (setting, ops[n - 1], ops[n - 1]->value) : NULL);
}

void
wz_overlay_get_title (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  add_text (values, wz_entry_get_title (entry, lang), TRUE);
}

void
wz_overlay_set_abstract (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  wz_entry_set_abstract (setting->builder, setting->mine, setting->lang,
                         n > 0 ? read_blocks (setting, ops[n - 1]) : NULL);
}

void
wz_overlay_get_abstract (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                         GPtrArray *values)
{
  add_text (values, wz_entry_get_abstract (entry, lang), FALSE);
}

void
wz_overlay_set_body (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  wz_entry_set_body (setting->builder, setting->mine, n > 0 ? read_blocks (setting, ops[n - 1]) : NULL);
}

void
wz_overlay_get_body (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  add_text (values, wz_entry_get_body (entry), FALSE);
}

void
wz_overlay_set_reason (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  wz_entry_set_score_reason (setting->builder, setting->mine,
                             n > 0 ? read_blocks (setting, ops[n - 1]) : NULL);
}

void
wz_overlay_get_reason (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                       GPtrArray *values)
{
  add_text (values, wz_entry_get_score_reason (entry), FALSE);
}

void
wz_overlay_set_note (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  for (guint i = 0; i < n; i++)
    wz_entry_add_note (setting->builder, setting->mine, read_blocks (setting, ops[i]));
}

static gboolean
is_point (const WzPoint *point, const WzOverlayField *field, const gchar *lang)
{
  return point->kind == field->point && g_strcmp0 (wz_text_get_lang (point->text), lang) == 0;
}

/* In the place of those of its kind in its language; else in front of the others. */
void
wz_overlay_set_point (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  WzIssueBuilder *builder = setting->builder;
  g_autoptr (GPtrArray) points = g_ptr_array_new ();
  for (guint i = 0; i < wz_entry_get_n_points (setting->mine); i++)
    g_ptr_array_add (points, (gpointer) (gsize) wz_entry_get_point (setting->mine, i));
  wz_entry_clear (builder, setting->mine, WZ_ENTRY_POINTS);
  for (guint i = 0; i < n; i++)
    wz_entry_add_point (builder, setting->mine, setting->field->point, read_blocks (setting, ops[i]));
  for (guint i = 0; i < points->len; i++) {
    const WzPoint *point = g_ptr_array_index (points, i);
    if (!is_point (point, setting->field, setting->lang))
      wz_entry_add_point (builder, setting->mine, point->kind, point->text);
  }
}

void
wz_overlay_get_point (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  for (guint i = 0; i < wz_entry_get_n_points (entry); i++)
    if (is_point (wz_entry_get_point (entry, i), field, lang))
      add_text (values, wz_entry_get_point (entry, i)->text, FALSE);
}

/* ---- Words and days ---- */

void
wz_overlay_set_word (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  setting->field->set_word (setting->builder, setting->mine, n > 0 ? ops[n - 1]->value : NULL);
}

void
wz_overlay_get_word (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  const gchar *word = field->get_word (entry);
  if (word != NULL)
    g_ptr_array_add (values, g_strdup (word));
}

static WzDate
read_day (const WzOverlayOp *const *ops, guint n)
{
  WzDate day = {0};
  if (n > 0)
    wz_date_parse_iso (ops[n - 1]->value, &day);
  return day;
}

static void
add_day (GPtrArray *values, WzDate day)
{
  if (wz_date_is_known (day))
    g_ptr_array_add (values, wz_date_dup_iso (day));
}

void
wz_overlay_set_day (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  setting->field->set_day (setting->builder, setting->mine, read_day (ops, n));
}

void
wz_overlay_get_day (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  add_day (values, field->get_day (entry));
}

/* Of the first appearance, by which papers are ordered. */
void
wz_overlay_set_appearance (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (WzAppearance));
  for (guint i = 0; i < wz_entry_get_n_appearances (setting->mine); i++)
    g_array_append_vals (all, wz_entry_get_appearance (setting->mine, i), 1);
  if (all->len == 0 && n > 0)
    g_array_append_vals (all, &(WzAppearance){.source = ops[n - 1]->position.file}, 1);
  if (all->len > 0)
    g_array_index (all, WzAppearance, 0).date = read_day (ops, n);
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_APPEARANCES);
  for (guint i = 0; i < all->len; i++)
    wz_entry_add_appearance (setting->builder, setting->mine, &g_array_index (all, WzAppearance, i));
}

void
wz_overlay_get_appearance (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                           GPtrArray *values)
{
  if (wz_entry_get_n_appearances (entry) > 0)
    add_day (values, wz_entry_get_appearance (entry, 0)->date);
}

void
wz_overlay_set_status (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  WzStatus status = WZ_STATUS_UNKNOWN;
  while (n > 0 && wz_statuses[status] != NULL && !g_str_equal (wz_statuses[status], ops[n - 1]->value))
    status++;
  wz_entry_set_status (setting->builder, setting->mine, status);
}

void
wz_overlay_get_status (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                       GPtrArray *values)
{
  if (wz_entry_get_status (entry) != WZ_STATUS_UNKNOWN)
    g_ptr_array_add (values, g_strdup (wz_statuses[wz_entry_get_status (entry)]));
}

/* ---- Names ---- */

void
wz_overlay_set_authors (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  gboolean cut = FALSE;
  g_autoptr (GPtrArray) persons = n > 0 ? wz_person_parse_list (ops[n - 1]->value, -1, &cut) : NULL;
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_AUTHORS);
  for (guint i = 0; persons != NULL && i < persons->len; i++) {
    const WzPerson *person = g_ptr_array_index (persons, i);
    WzAuthor author = {.name = person->name,
                       .position = ops[n - 1]->value_position,
                       .given = person->given,
                       .family = person->family,
                       .suffix = person->suffix,
                       .collaboration = person->collaboration};
    wz_entry_add_person (setting->builder, setting->mine, &author);
  }
  wz_entry_set_authors_cut (setting->builder, setting->mine, cut);
}

static void
append (GString *list, const gchar *item)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "", item);
}

static void
add_list (GPtrArray *values, GString *list, gboolean cut)
{
  if (cut)
    append (list, "...");
  if (list->len > 0)
    g_ptr_array_add (values, g_strdup (list->str));
}

void
wz_overlay_get_authors (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                        GPtrArray *values)
{
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    append (list, wz_entry_get_author (entry, i)->text);
  add_list (values, list, wz_entry_get_authors_cut (entry));
}

void
wz_overlay_set_labs (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  g_autoptr (GString) plain = g_string_new (n > 0 ? ops[n - 1]->value : "");
  g_string_replace (plain, "；", ";", 0);
  g_auto (GStrv) labs = g_strsplit (plain->str, ";", -1);
  gboolean cut = FALSE;
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_AFFILIATIONS);
  for (guint i = 0; labs[i] != NULL; i++) {
    const gchar *lab = g_strstrip (labs[i]);
    if (g_str_equal (lab, "...") || g_str_equal (lab, "…"))
      cut = TRUE;
    else if (*lab != '\0')
      wz_entry_add_affiliation (setting->builder, setting->mine, lab, &ops[n - 1]->value_position);
  }
  wz_entry_set_affiliations_cut (setting->builder, setting->mine, cut);
}

void
wz_overlay_get_labs (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    append (list, wz_entry_get_affiliation (entry, i)->text);
  add_list (values, list, wz_entry_get_affiliations_cut (entry));
}

/* ---- Categories ---- */

/* A category that neither the legend nor the program has a name for is a slip more often than not. */
static void
add_category (const WzOverlaySetting *setting, const WzOverlayOp *op, const gchar *code)
{
  wz_entry_add_category (setting->builder, setting->mine, code, &op->value_position);
  if (wz_names_category (setting->issue, code, "en") == NULL &&
      wz_names_category (setting->issue, code, wz_issue_get_lang (setting->issue)) == NULL)
    wz_diag_report (
        setting->sink, WZ_SEVERITY_WARNING, "overlay-category", &op->value_position,
        _ ("no category is called %s, neither in the dailies' legends nor among those that are known"), code);
}

/* The first of them stands for the paper in lists. */
void
wz_overlay_set_categories (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  g_auto (GStrv) codes = wz_words_split (n > 0 ? ops[n - 1]->value : "");
  gboolean primary = wz_entry_get_primary_category (setting->mine) != NULL;
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_CATEGORIES);
  for (guint i = 0; codes[i] != NULL; i++)
    add_category (setting, ops[n - 1], codes[i]);
  if (primary)
    wz_entry_set_primary_category (setting->builder, setting->mine, codes[0]);
}

void
wz_overlay_get_categories (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                           GPtrArray *values)
{
  const gchar *first = wz_entry_get_first_category (entry);
  g_autoptr (GString) list = g_string_new (first);
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++) {
    const gchar *code = wz_entry_get_category (entry, i)->text;
    if (g_strcmp0 (code, first) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", code);
  }
  if (list->len > 0)
    g_ptr_array_add (values, g_strdup (list->str));
}

void
wz_overlay_set_category (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  const gchar *code = n > 0 ? ops[n - 1]->value : NULL;
  for (guint i = 0; i < wz_entry_get_n_categories (setting->mine); i++)
    g_ptr_array_add (others, (gpointer) (gsize) wz_entry_get_category (setting->mine, i));
  wz_entry_set_primary_category (setting->builder, setting->mine, code);
  if (code == NULL)
    return;
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_CATEGORIES);
  add_category (setting, ops[n - 1], code);
  for (guint i = 0; i < others->len; i++) {
    const WzString *other = g_ptr_array_index (others, i);
    if (!g_str_equal (other->text, code))
      wz_entry_add_category (setting->builder, setting->mine, other->text, &other->position);
  }
}

void
wz_overlay_get_category (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                         GPtrArray *values)
{
  if (wz_entry_get_first_category (entry) != NULL)
    g_ptr_array_add (values, g_strdup (wz_entry_get_first_category (entry)));
}

/* ---- Links ---- */

/* `https://… GitHub ★1200`: an address, what it is called, stars; the last two may be missing. */
static void
read_link (const WzOverlayOp *op, WzLink *link, gchar **own)
{
  gchar *url = *own = g_strdup (op->value);
  gchar *label = url + strcspn (url, " \t"), *star;
  if (*label != '\0')
    *label++ = '\0';
  label = g_strstrip (label);
  star = strstr (label, "★");
  if (star != NULL) {
    link->stars = (guint) MIN (g_ascii_strtoull (star + strlen ("★"), NULL, 10), G_MAXINT);
    *star = '\0';
    g_strchomp (label);
  }
  link->url = url;
  link->label = *label != '\0' ? label : NULL;
  link->position = op->value_position;
}

static gchar *
dup_link (const WzLink *link)
{
  g_autofree gchar *stars = link->stars > 0 ? g_strdup_printf (" ★%u", link->stars) : g_strdup ("");
  return g_strconcat (link->url, link->label != NULL ? " " : "", link->label != NULL ? link->label : "",
                      stars, NULL);
}

void
wz_overlay_set_links (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_LINKS);
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *own = NULL;
    WzLink link = {0};
    read_link (ops[i], &link, &own);
    wz_entry_add_link (setting->builder, setting->mine, link.url, link.label, &link.position);
  }
}

void
wz_overlay_get_links (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++)
    g_ptr_array_add (values, dup_link (wz_entry_get_link (entry, i)));
}

void
wz_overlay_set_code (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_CODE_LINKS);
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *own = NULL;
    WzLink link = {0};
    read_link (ops[i], &link, &own);
    wz_entry_add_code_link (setting->builder, setting->mine, &link);
  }
}

void
wz_overlay_get_code (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  for (guint i = 0; i < wz_entry_get_n_code_links (entry); i++)
    g_ptr_array_add (values, dup_link (wz_entry_get_code_link (entry, i)));
}

/* ---- Identifiers: keys are made of them ---- */

/* A link to the old paper leads to the new one. */
static void
relink (const WzOverlaySetting *setting, const gchar *old, const WzIdentity *identity)
{
  g_autofree WzLink *links = g_new0 (WzLink, MAX (wz_entry_get_n_links (setting->mine), 1));
  guint n = wz_entry_get_n_links (setting->mine);
  g_autofree gchar *version = identity->version > 0 ? g_strdup_printf ("v%u", identity->version) : NULL;
  g_autofree gchar *url = g_strconcat ("https://arxiv.org/abs/", identity->id, version, NULL);
  for (guint i = 0; i < n; i++)
    links[i] = *wz_entry_get_link (setting->mine, i);
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_LINKS);
  for (guint i = 0; i < n; i++) {
    g_auto (WzIdentity) meant = {0};
    gboolean was = old != NULL && wz_identity_of_link (links[i].url, &meant) &&
                   meant.scheme == WZ_SCHEME_ARXIV && g_str_equal (meant.id, old);
    wz_entry_add_link (setting->builder, setting->mine, was ? url : links[i].url, links[i].label,
                       &links[i].position);
  }
}

void
wz_overlay_set_arxiv (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  g_auto (WzIdentity) identity = {0};
  g_autofree gchar *old = g_strdup (wz_entry_get_arxiv_id (setting->mine));
  if (n > 0 && wz_identity_of_id (ops[n - 1]->value, &identity) &&
      (g_strcmp0 (identity.id, old) != 0 || identity.version != wz_entry_get_arxiv_version (setting->mine)))
    relink (setting, old, &identity);
  wz_entry_set_arxiv (setting->builder, setting->mine, identity.id, identity.version);
  if (g_strcmp0 (old, wz_entry_get_arxiv_id (setting->mine)) != 0)
    wz_entry_set_key (setting->builder, setting->mine, NULL);
}

void
wz_overlay_get_arxiv (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  guint version = wz_entry_get_arxiv_version (entry);
  const gchar *id = wz_entry_get_arxiv_id (entry);
  if (id != NULL)
    g_ptr_array_add (values, version > 0 ? g_strdup_printf ("%sv%u", id, version) : g_strdup (id));
}

void
wz_overlay_set_doi (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  g_auto (WzIdentity) identity = {0};
  if (n > 0)
    wz_identity_of_id (ops[n - 1]->value, &identity);
  wz_entry_set_doi (setting->builder, setting->mine, identity.id);
  if (wz_entry_get_arxiv_id (setting->mine) == NULL)
    wz_entry_set_key (setting->builder, setting->mine, NULL);
}

void
wz_overlay_get_doi (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values)
{
  if (wz_entry_get_doi (entry) != NULL)
    g_ptr_array_add (values, g_strdup (wz_entry_get_doi (entry)));
}

void
wz_overlay_set_identity (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  g_auto (WzIdentity) identity = {0};
  g_autofree gchar *name = n > 0 && wz_identity_of_link (ops[n - 1]->value, &identity)
                               ? wz_identity_dup_string (&identity)
                               : g_strdup (n > 0 ? ops[n - 1]->value : NULL);
  wz_entry_set_identity (setting->builder, setting->mine, name);
  if (wz_entry_get_arxiv_id (setting->mine) == NULL && wz_entry_get_doi (setting->mine) == NULL)
    wz_entry_set_key (setting->builder, setting->mine, NULL);
}

void
wz_overlay_get_identity (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                         GPtrArray *values)
{
  if (wz_entry_get_identity (entry) != NULL)
    g_ptr_array_add (values, g_strdup (wz_entry_get_identity (entry)));
}

/* ---- Pictures ---- */

static const WzResource *
read_picture (WzIssueBuilder *builder, const WzOverlayOp *op, WzDiagSink *sink)
{
  g_autoptr (WzPictures) pictures = wz_pictures_new (op->path);
  const gchar *id = wz_pictures_find (pictures, builder, op->value, NULL, &op->value_position);
  wz_pictures_report (pictures, sink);
  return id != NULL ? wz_issue_builder_find_resource (builder, id) : NULL;
}

void
wz_overlay_set_figures (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  wz_entry_clear (setting->builder, setting->mine, WZ_ENTRY_FIGURES);
  for (guint i = 0; i < n; i++) {
    const WzResource *picture = read_picture (setting->builder, ops[i], setting->sink);
    const WzText *caption = ops[i]->caption != NULL ? read_line (setting, ops[i], ops[i]->caption) : NULL,
                 *captions[] = {caption, NULL};
    WzString words = {ops[i]->words, setting->lang, ops[i]->value_position};
    const WzString *alts[] = {words.text != NULL ? &words : NULL, NULL};
    if (picture != NULL)
      wz_entry_add_figure (setting->builder, setting->mine, picture, captions, alts, &ops[i]->value_position);
  }
}

void
wz_overlay_set_cover (WzIssueBuilder *builder, const WzOverlayOp *op, WzDiagSink *sink)
{
  const WzResource *picture = read_picture (builder, op, sink);
  if (picture != NULL)
    wz_issue_builder_set_cover (builder, picture);
}

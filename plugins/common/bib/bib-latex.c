/* bib-latex.c: records of BibLaTeX and of BibTeX. Fields by the manual of biblatex, 2.2, and by arXiv's
 * own (https://info.arxiv.org/help/hypertex/bibstyles). SPDX-License-Identifier: MIT */
#include "bib-record.h"

#include <string.h>

/* By WzBibKind. */
static const struct {
  const gchar *type, *container;
} biblatex[WZ_BIB_N_KINDS] = {{"article", "journaltitle"},
                              {"inproceedings", "booktitle"},
                              {"online", NULL},
                              {"misc", NULL}},
  bibtex[WZ_BIB_N_KINDS] = {
      {"article", "journal"}, {"inproceedings", "booktitle"}, {"misc", NULL}, {"misc", NULL}};

typedef struct {
  GString *out;
  const WzBibOptions *options;
} Latex;

/* A field that is read as it stands. */
static void
field (const Latex *latex, const gchar *name, const gchar *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (latex->out, "  %s = {%s},\n", name, value);
}

static void
text_field (const Latex *latex, const gchar *name, const gchar *text)
{
  g_autofree gchar *tex = text != NULL ? wz_bib_tex_dup (text, latex->options->commands, FALSE) : NULL;
  field (latex, name, tex);
}

static void
rich_field (const Latex *latex, const gchar *name, const WzText *text, gboolean protect)
{
  g_autofree gchar *tex = text != NULL ? wz_bib_tex_dup_text (text, latex->options->commands, protect) : NULL;
  field (latex, name, tex);
}

/* ---- Names ---- */

/* A part of a name that BibTeX would take apart at a comma or an `and`. */
static gchar *
dup_part (const Latex *latex, const gchar *text)
{
  g_autofree gchar *tex = wz_bib_tex_dup (text, latex->options->commands, FALSE);
  g_autofree gchar *padded = g_strdup_printf (" %s ", text);
  g_autofree gchar *small = g_ascii_strdown (padded, -1);
  gboolean whole = strpbrk (text, ",{}") != NULL || strstr (small, " and ") != NULL;
  return whole ? g_strdup_printf ("{%s}", tex) : g_steal_pointer (&tex);
}

static void
append_name (const Latex *latex, GString *names, const WzBibName *name)
{
  if (name->whole != NULL) {
    g_autofree gchar *tex = wz_bib_tex_dup (name->whole, latex->options->commands, FALSE);
    g_string_append_printf (names, "{%s}", tex);
    return;
  }
  g_autofree gchar *family = dup_part (latex, name->family);
  g_string_append (names, family);
  if (name->suffix != NULL) {
    g_autofree gchar *suffix = dup_part (latex, name->suffix);
    g_string_append_printf (names, ", %s", suffix);
  }
  if (name->given != NULL || name->suffix != NULL) {
    g_autofree gchar *given = dup_part (latex, name->given != NULL ? name->given : "");
    g_string_append_printf (names, ", %s", given);
  }
}

static void
append_names (const Latex *latex, const WzBibRecord *record)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < record->names->len; i++) {
    if (i > 0)
      g_string_append (names, " and ");
    append_name (latex, names, g_ptr_array_index (record->names, i));
  }
  if (record->cut)
    g_string_append (names, " and others");
  field (latex, "author", names->str);
}

/* ---- Other fields ---- */

static void
append_date (const Latex *latex, WzDate date)
{
  static const gchar *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (date.year == 0)
    return;
  if (latex->options->format == WZ_BIB_BIBTEX) {
    g_string_append_printf (latex->out, "  year = {%u},\n", date.year);
    if (date.month > 0)
      g_string_append_printf (latex->out, "  month = %s,\n", months[date.month - 1]);
    return;
  }
  g_string_append_printf (latex->out, "  date = {%04u", date.year);
  if (date.month > 0)
    g_string_append_printf (latex->out, "-%02u", date.month);
  if (date.day > 0)
    g_string_append_printf (latex->out, "-%02u", date.day);
  g_string_append (latex->out, "},\n");
}

static void
append_eprint (const Latex *latex, const WzBibRecord *record)
{
  gboolean classic = latex->options->format == WZ_BIB_BIBTEX, arxiv = wz_bib_record_is_arxiv (record);
  if (record->eprint == NULL)
    return;
  if (record->version > 0 && record->kind != WZ_BIB_PROCEEDINGS) { /* which have none in the data model */
    g_autofree gchar *version = g_strdup_printf ("%u", record->version);
    field (latex, "version", version);
  }
  field (latex, "eprint", record->eprint);
  field (latex, classic ? "archiveprefix" : "eprinttype", classic && arxiv ? "arXiv" : record->archive);
  text_field (latex, classic ? "primaryclass" : "eprintclass", record->eprint_class);
}

/* What babel calls the language of a title; hyphens and, in English, small letters depend on it. */
static const gchar *
get_langid (const WzText *title)
{
  static const struct {
    const gchar *lang, *id;
  } names[] = {{"en", "english"}, {"zh", "chinese"}, {"de", "german"},  {"fr", "french"}, {"ja", "japanese"},
               {"ko", "korean"},  {"es", "spanish"}, {"it", "italian"}, {"ru", "russian"}};
  const gchar *lang = title != NULL ? wz_text_get_lang (title) : NULL;
  for (guint i = 0; lang != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lang, names[i].lang) && (lang[2] == '\0' || lang[2] == '-'))
      return names[i].id;
  return NULL;
}

static void
append_place (const Latex *latex, const WzBibRecord *record, const gchar *container)
{
  g_autofree gchar *pages = record->last != NULL ? g_strdup_printf ("%s--%s", record->first, record->last)
                                                 : g_strdup (record->first);
  if (container == NULL)
    return;
  text_field (latex, container, record->container);
  field (latex, "volume", record->volume);
  field (latex, "number", record->number);
  field (latex, "pages", pages);
}

void
wz_bib_latex_append (GString *out, const WzBibRecord *record, const WzBibOptions *options)
{
  Latex latex = {out, options};
  gboolean classic = options->format == WZ_BIB_BIBTEX;
  g_autofree gchar *keywords = g_strjoinv (", ", record->keywords);
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append_printf (out, "@%s{%s,\n", (classic ? bibtex : biblatex)[record->kind].type, record->key);
  append_names (&latex, record);
  rich_field (&latex, "title", record->title, TRUE);
  rich_field (&latex, "titleaddon", record->translation, FALSE);
  append_place (&latex, record, (classic ? bibtex : biblatex)[record->kind].container);
  append_date (&latex, record->date);
  append_eprint (&latex, record);
  field (&latex, "doi", record->doi);
  field (&latex, "url", record->url);
  text_field (&latex, "keywords", keywords);
  field (&latex, "langid", get_langid (record->title));
  text_field (&latex, "note", record->remark);
  text_field (&latex, classic ? "annote" : "annotation", record->comment);
  if (options->abstracts)
    rich_field (&latex, "abstract", record->abstract, FALSE);
  g_string_append (out, "}\n");
}

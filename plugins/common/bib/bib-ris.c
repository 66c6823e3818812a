/* bib-ris.c: records of RIS (Reference Manager's tagged format, as Zotero, EndNote and Mendeley read it): a
 * line a field, CR and LF behind each. SPDX-License-Identifier: MIT */
#include "bib-record.h"

static const gchar *const types[WZ_BIB_N_KINDS] = {"JOUR", "CPAPER", "UNPB", "GEN"};

static void
line (GString *out, const gchar *tag, const gchar *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s  - %s\r\n", tag, text);
}

static void
rich_line (GString *out, const gchar *tag, const WzText *text)
{
  g_autofree gchar *plain = text != NULL ? wz_bib_dup_plain (text, " ") : NULL;
  line (out, tag, plain);
}

/* `Beethoven, Ludwig van, Jr.`; a group has no comma. */
static void
append_names (GString *out, const WzBibRecord *record)
{
  for (guint i = 0; i < record->names->len; i++) {
    const WzBibName *name = g_ptr_array_index (record->names, i);
    g_autofree gchar *parts =
        name->whole == NULL
            ? g_strconcat (name->family, name->given != NULL || name->suffix != NULL ? ", " : "",
                           name->given != NULL ? name->given : "", name->suffix != NULL ? ", " : "",
                           name->suffix, NULL)
            : g_strdup (name->whole);
    line (out, "AU", parts);
  }
  if (record->cut)
    line (out, "AU", "others"); /* as Zotero has it of BibTeX's */
}

static void
append_date (GString *out, WzDate date)
{
  g_autofree gchar *day = date.day > 0 ? g_strdup_printf ("%04u/%02u/%02u/", date.year, date.month, date.day)
                          : date.month > 0 ? g_strdup_printf ("%04u/%02u//", date.year, date.month)
                                           : NULL;
  g_autofree gchar *year = g_strdup_printf ("%04u", date.year);
  if (date.year == 0)
    return;
  line (out, "PY", year);
  line (out, "DA", day);
}

void
wz_bib_ris_append (GString *out, const WzBibRecord *record, const WzBibOptions *options)
{
  line (out, "TY", types[record->kind]);
  line (out, "ID", record->key);
  append_names (out, record);
  rich_line (out, "TI", record->title);
  rich_line (out, "TT", record->translation);
  line (out, "T2", record->container);
  append_date (out, record->date);
  line (out, "VL", record->volume);
  line (out, "IS", record->number);
  line (out, "SP", record->first);
  line (out, "EP", record->last);
  if (record->kind == WZ_BIB_PREPRINT)
    line (out, "PB", "arXiv");
  if (record->eprint != NULL) {
    g_autofree gchar *number = g_strdup_printf (
        "%s:%s", wz_bib_record_is_arxiv (record) ? "arXiv" : record->archive, record->eprint);
    line (out, "AN", number);
  }
  if (options->abstracts)
    rich_line (out, "AB", record->abstract);
  for (guint i = 0; record->keywords[i] != NULL; i++)
    line (out, "KW", record->keywords[i]);
  line (out, "DO", record->doi);
  line (out, "UR", record->url);
  if (record->title != NULL)
    line (out, "LA", wz_text_get_lang (record->title));
  line (out, "N1", record->remark);
  line (out, "N1", record->comment);
  g_string_append (out, "ER  - \r\n");
}

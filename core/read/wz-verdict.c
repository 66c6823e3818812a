/* wz-verdict.c: see wz-verdict.h. SPDX-License-Identifier: MIT */
#include "read/wz-verdict.h"

#include "base/wz-diag-private.h"
#include "base/wz-identity.h"
#include "base/wz-person.h"
#include "read/common/read-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
  TITLE_CHARS = 400, /* the longest title that was met has 302 */
  NAME_CHARS = 80,   /* collaborations have 60 and more */
  NAME_WORDS = 10,
  LONG_FACTOR = 12,  /* so many times the median: abstracts of one digest differ by five */
  LONG_BYTES = 6000, /* and not below */
  FEWEST = 3,        /* entries of which one can stand out */
  NEARLY_ALL = 80,   /* percent of the entries that have a field which the others lack */
  NAMED_LINES = 4,   /* that a message names */
};

/* More than @percent of all refuses the source; each is told of where they are fewer. The case that set it is
 * the one that passed for a digest before. */
static const struct {
  const gchar *code;
  guint percent;
  const gchar *what;
} rows[WZ_N_VERDICTS] = {
    /* labels and headings of `### 1. Title` with `- **作者**: …` under it, read as a plain digest: every
       entry */
    [WZ_VERDICT_LINES] = {"verdict-lines", 20, NULL},
    /* three papers' addresses, and one entry */
    [WZ_VERDICT_HEADS] = {"verdict-heads", 50, NULL},
    /* a list's number for the id of all its papers: the titles of all but the first were lost */
    [WZ_VERDICT_RECORDS] = {"verdict-records", 50, NULL},
    /* `1. Title` of a contents list, then entries of another form: all else went into the last of them */
    [WZ_VERDICT_EMPTY] = {"verdict-empty", 49, N_ ("there is nothing under an entry's heading")},
    /* items of a list of links; a digest whose entries have Chinese titles alone has titles */
    [WZ_VERDICT_TITLE] = {"verdict-title", 40, N_ ("an entry has no title")},
    /* a page of the crawler's own between its papers: it is one entry more, and told of */
    [WZ_VERDICT_FIELDS] = {"verdict-fields", 100,
                           N_ ("this entry lacks what nearly all others have: authors, an address or an "
                               "abstract")},
    /* a picture's line above `- 作者：A One`, which became the Chinese title: each second entry */
    [WZ_VERDICT_LABEL] = {"verdict-label", 30, N_ ("a title begins with the label of a field")},
    /* mail folded at 76 columns: titles cut in three of nine entries, the rest taken for names, and names for
       titles */
    [WZ_VERDICT_SHAPE] = {"verdict-shape", 30, N_ ("this title does not look like one")},
    [WZ_VERDICT_NAMES] = {"verdict-names", 30, N_ ("one of the authors does not look like a name")},
    /* a gap in the numbers, and the second paper stood inside the first one's abstract */
    [WZ_VERDICT_LENGTH] = {"verdict-length", 100,
                           N_ ("this entry is far longer than the others: another one may be in it")},
};

gboolean
wz_verdict_refuses (WzVerdict verdict, guint n, guint of)
{
  return (guint64) n * 100 > (guint64) of * rows[verdict].percent;
}

/* ---- An entry ---- */

static gboolean
is_odd_title (const gchar *title)
{
  g_auto (WzIdentity) identity = {0};
  const gchar *comma = strchr (title, ',');

  if (g_str_has_prefix (title, "http://") || g_str_has_prefix (title, "https://") ||
      wz_identity_of_link (title, &identity) || g_utf8_strlen (title, -1) > TITLE_CHARS)
    return TRUE;
  /* `A Reed, B Marsh, C Dell` */
  if (comma == NULL || strchr (comma + 1, ',') == NULL || !wz_person_is_list (title, -1))
    return FALSE;
  g_autoptr (GPtrArray) persons = wz_person_parse_list (title, -1, NULL);
  for (guint i = 0; i < persons->len; i++)
    if (((const WzPerson *) g_ptr_array_index (persons, i))->given == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_labelled (const gchar *title)
{
  ReadLabel label;

  return read_label_match (title, strlen (title), &label) && label.colon && label.value < strlen (title) &&
         label.field >= READ_LABEL_AUTHORS && label.field <= READ_LABEL_DATE;
}

/* Whether it is true of a title of @entry. */
static gboolean
any_title (const WzEntry *entry, gboolean (*is_so) (const gchar *title))
{
  static const gchar *const langs[] = {"en", "zh-Hans", NULL};

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    const WzText *text = wz_entry_get_title (entry, langs[i]);
    g_autofree gchar *title = text != NULL ? wz_text_dup_plain (text) : NULL;

    if (title != NULL && is_so (title))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_odd_name (const WzAuthor *author)
{
  const gchar *name = author->name;
  guint words = 1;

  if (author->collaboration)
    return FALSE;
  for (const gchar *p = name; *p != '\0'; p++)
    words += *p == ' ';
  return words > NAME_WORDS || g_utf8_strlen (name, -1) > NAME_CHARS || strstr (name, "://") != NULL ||
         strstr (name, "。") != NULL || strchr (name, '?') != NULL;
}

static gboolean
has_odd_name (const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    if (is_odd_name (wz_entry_get_person (entry, i)))
      return TRUE;
  return FALSE;
}

static gboolean
has_authors (const WzEntry *entry)
{
  return wz_entry_get_n_authors (entry) > 0;
}

static gboolean
has_address (const WzEntry *entry)
{
  return wz_entry_get_arxiv_id (entry) != NULL || wz_entry_get_doi (entry) != NULL ||
         wz_entry_get_identity (entry) != NULL || wz_entry_get_n_links (entry) > 0;
}

static gboolean
has_abstract (const WzEntry *entry)
{
  return wz_entry_get_abstract (entry, NULL) != NULL || wz_entry_get_body (entry) != NULL ||
         wz_entry_get_n_points (entry) > 0;
}

static gboolean (*const fields[]) (const WzEntry *entry) = {has_authors, has_address, has_abstract};

enum { N_FIELDS = G_N_ELEMENTS (fields) };

/* What an entry is held against. */
typedef struct {
  guint limit;               /* beyond so many bytes it is too long */
  gboolean common[N_FIELDS]; /* nearly all have it */
} Measure;

/* Two of the fields are lacking: one is what digests leave out. */
static gboolean
lacks_fields (const WzEntry *entry, const Measure *measure)
{
  guint n = 0;

  for (guint i = 0; i < N_FIELDS; i++)
    n += measure->common[i] && !fields[i](entry);
  return n >= 2;
}

static gboolean
is_empty (const WzEntry *entry)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (fields[i](entry))
      return FALSE;
  return TRUE;
}

static guint
count_bytes (const WzText *text)
{
  g_autofree gchar *plain = text != NULL ? wz_text_dup_plain (text) : NULL;

  return plain != NULL ? (guint) strlen (plain) : 0;
}

static guint
weigh (const WzEntry *entry)
{
  return count_bytes (wz_entry_get_body (entry)) + count_bytes (wz_entry_get_abstract (entry, "en")) +
         count_bytes (wz_entry_get_abstract (entry, "zh-Hans"));
}

static gint
compare_lengths (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* Beyond which an entry is too long. */
static guint
find_limit (const WzIssue *issue)
{
  guint n = wz_issue_get_n_entries (issue);
  g_autofree guint *lengths = g_new (guint, n + 1);

  if (n < FEWEST)
    return G_MAXUINT;
  for (guint i = 0; i < n; i++)
    lengths[i] = weigh (wz_issue_get_entry (issue, i));
  qsort (lengths, n, sizeof *lengths, compare_lengths);
  return MAX (lengths[n / 2] * LONG_FACTOR, LONG_BYTES);
}

static Measure
take_measure (const WzIssue *issue)
{
  guint n = wz_issue_get_n_entries (issue);
  Measure measure = {.limit = find_limit (issue)};

  for (guint i = 0; i < N_FIELDS; i++) {
    guint have = 0;

    for (guint k = 0; k < n; k++)
      have += fields[i](wz_issue_get_entry (issue, k));
    measure.common[i] = n >= FEWEST && (guint64) have * 100 >= (guint64) n * NEARLY_ALL;
  }
  return measure;
}

static gboolean
is_odd (WzVerdict verdict, const WzEntry *entry, const Measure *measure)
{
  switch (verdict) {
  case WZ_VERDICT_EMPTY:
    return is_empty (entry);
  case WZ_VERDICT_FIELDS:
    return lacks_fields (entry, measure);
  case WZ_VERDICT_TITLE:
    return wz_entry_get_title (entry, NULL) == NULL && !(has_address (entry) && has_abstract (entry));
  case WZ_VERDICT_LABEL:
    return any_title (entry, is_labelled);
  case WZ_VERDICT_SHAPE:
    return any_title (entry, is_odd_title);
  case WZ_VERDICT_NAMES:
    return has_odd_name (entry);
  case WZ_VERDICT_LENGTH:
    return measure->limit < G_MAXUINT && weigh (entry) > measure->limit;
  default:
    return FALSE;
  }
}

/* ---- The whole ---- */

void
wz_verdict_set_error (GError **error, const gchar *file, const gchar *what, const GArray *lines, guint n,
                      guint of)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (lines->len, NAMED_LINES); i++)
    g_string_append_printf (list, "%s%u", i > 0 ? ", " : "", g_array_index (lines, guint, i));
  if (lines->len > NAMED_LINES)
    g_string_append (list, ", …");
  g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
               _ ("%s:%u: this does not read as a digest of the form that is known: %s (in doubt: %u of %u; "
                  "lines: %s); --reader NAME reads it nevertheless (`wenzhai reader list`)"),
               file, g_array_index (lines, guint, 0), what, n, of, list->str);
}

static void
refuse (WzVerdict verdict, const GPtrArray *odd, guint of, const gchar *file, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < odd->len; i++) {
    guint line = wz_entry_get_position (g_ptr_array_index (odd, i)).line;

    g_array_append_val (lines, line);
  }
  wz_verdict_set_error (error, file, _ (rows[verdict].what), lines, odd->len, of);
}

/* Some are told of where they are read. */
static gboolean
is_told_of (WzVerdict verdict, gboolean refused)
{
  return refused || (verdict != WZ_VERDICT_TITLE && verdict != WZ_VERDICT_EMPTY);
}

gboolean
wz_verdict_check (const WzIssue *issue, const gchar *file, gboolean insist, WzDiagSink *sink, GError **error)
{
  guint n = wz_issue_get_n_entries (issue);
  Measure measure = take_measure (issue);

  for (WzVerdict verdict = WZ_VERDICT_EMPTY; verdict < WZ_N_VERDICTS; verdict++) {
    g_autoptr (GPtrArray) odd = g_ptr_array_new ();

    for (guint i = 0; i < n; i++)
      if (is_odd (verdict, wz_issue_get_entry (issue, i), &measure))
        g_ptr_array_add (odd, (gpointer) (gsize) wz_issue_get_entry (issue, i));
    gboolean refused = odd->len > 0 && wz_verdict_refuses (verdict, odd->len, n);

    if (refused && !insist) {
      refuse (verdict, odd, n, file, error);
      return FALSE;
    }
    for (guint i = 0; i < odd->len && is_told_of (verdict, refused); i++) {
      WzPosition position = wz_entry_get_position (g_ptr_array_index (odd, i));

      wz_diag_report (sink, WZ_SEVERITY_WARNING, rows[verdict].code, &position, "%s", _ (rows[verdict].what));
    }
  }
  return TRUE;
}

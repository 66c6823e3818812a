/* In: a line of names. Out: the authors of an entry, one a name: `Jr.` belongs to the name before it, `and`,
 * `&` and `·` between spaces separate, `Family, Given` is turned where something else than commas tells the
 * names apart or all that is given are initials, and a collaboration is an author of its own.
 * SPDX-License-Identifier: MIT */
#include "read/issue/read-issue.h"
#include "read/common/read-match.h"

#include <string.h>

typedef enum {
  BEFORE_COMMA, /* or nothing: the first name */
  BEFORE_SEMICOLON,
  BEFORE_AND,
} Before;

/* A stretch between two separators. */
typedef struct {
  ReadSpan span;
  Before before;   /* what separates it from the one before */
  ReadSpan suffix; /* `Jr.`, behind a comma of its own; or empty */
} Piece;

/* ---- Cutting ---- */

/* The length of a separator at @at, 0 where there is none. */
static gsize
match_separator (const ReadDoc *doc, gsize at, ReadSpan names, Before *before)
{
  gunichar c = read_char_at (doc, at, names.end);
  gsize weak;

  *before = c == ';' || c == 0xFF1B ? BEFORE_SEMICOLON : BEFORE_COMMA;
  if (c == ',' || c == 0xFF0C || c == 0x3001 || c == '\t' || *before == BEFORE_SEMICOLON)
    return read_char_next (doc, at) - at;
  weak = read_match_and (doc, at, names);
  if (weak > 0)
    *before = BEFORE_AND;
  return weak;
}

static gboolean
is_suffix (const ReadDoc *doc, ReadSpan span)
{
  static const gchar *const suffixes[] = {"Jr.", "Jr",    "Sr.",  "Sr", "II",   "III", "IV",
                                          "PhD", "Ph.D.", "Ph.D", "MD", "M.D.", "2nd", "3rd"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (read_span_equals (doc, span, suffixes[i]))
      return TRUE;
  return FALSE;
}

static void
add_piece (const ReadDoc *doc, GArray *pieces, ReadSpan span, Before before)
{
  Piece piece = {read_span_trim (doc, span), before, READ_NO_SPAN};

  if (read_span_is_empty (piece.span))
    return;
  if (pieces->len > 0 && before == BEFORE_COMMA && is_suffix (doc, piece.span))
    g_array_index (pieces, Piece, pieces->len - 1).suffix = piece.span;
  else
    g_array_append_val (pieces, piece);
}

/* `张三 李四`: two pieces. */
static void
add_pieces (ReadDoc *doc, GArray *pieces, ReadSpan span, Before before)
{
  ReadSpan left = read_span_trim (doc, span);
  guint n = read_count_spaced_names (doc, left);

  if (n > 0)
    read_doc_remark (doc, READ_DIAG_NAMES_SPACED, left.start, NULL);
  for (; n > 1; n--, before = BEFORE_COMMA) {
    ReadSpan name = {left.start, left.start};

    while (read_is_han (read_char_at (doc, name.end, left.end)))
      name.end = read_char_next (doc, name.end);
    add_piece (doc, pieces, name, before);
    left.start = name.end;
    left = read_span_trim (doc, left);
  }
  add_piece (doc, pieces, left, before);
}

/* `, and` is one separator, and it is the stronger of the two. */
static GArray *
cut (ReadDoc *doc, ReadSpan names)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  Before before = BEFORE_COMMA, next;
  gsize start = names.start;

  for (gsize at = names.start; at < names.end;) {
    gsize n = match_separator (doc, at, names, &next);

    if (n == 0) {
      at = read_char_next (doc, at);
      continue;
    }
    if (read_span_is_empty (read_span_trim (doc, (ReadSpan){start, at})))
      before = MAX (before, next);
    else {
      add_pieces (doc, pieces, (ReadSpan){start, at}, before);
      before = next;
    }
    start = at += n;
  }
  add_pieces (doc, pieces, (ReadSpan){start, names.end}, before);
  return pieces;
}

/* ---- Family, Given ---- */

/* `Browning Jr.`, `van den Oord`: one word, but for particles before it and a suffix behind it. A name with
 * an initial is a whole one. */
static gboolean
is_family (const ReadDoc *doc, ReadSpan span)
{
  guint words = 0;

  for (gsize at = span.start; at < span.end;) {
    ReadSpan word = {at, at};

    while (word.end < span.end && !read_is_space (read_char_at (doc, word.end, span.end)))
      word.end = read_char_next (doc, word.end);
    at = read_span_trim (doc, (ReadSpan){word.end, span.end}).start;
    if (words > 0 && is_suffix (doc, word))
      continue;
    words += g_unichar_isupper (read_char_at (doc, word.start, word.end));
    if (word.end - word.start <= 2 && (word.end - word.start == 1 || doc->text[word.start + 1] == '.'))
      return FALSE;
  }
  return words == 1;
}

/* Whether commas stand inside names: names are told apart by semicolons or `and`, and each has one comma at
 * most (with `and`: one). */
static gboolean
are_inverted (const ReadDoc *doc, const GArray *pieces, Before separator)
{
  guint groups = 0, pairs = 0;

  for (guint i = 0; i < pieces->len; groups++) {
    guint n = 1;

    while (i + n < pieces->len && g_array_index (pieces, Piece, i + n).before != separator)
      n++;
    if (n > 2 || (n == 2 && !is_family (doc, g_array_index (pieces, Piece, i).span)))
      return FALSE;
    pairs += n == 2;
    i += n;
  }
  return groups > 1 && pairs > 0 && (separator == BEFORE_SEMICOLON || pairs == groups);
}

/* `J.`, `J.-P. K.`: letters that stand for given names, no name of their own. */
static gboolean
are_initials (const ReadDoc *doc, ReadSpan span)
{
  guint letters = 0, points = 0;

  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, span.end);

    letters += g_unichar_isupper (c);
    points += c == '.';
    if (!g_unichar_isupper (c) && c != '.' && c != '-' && !read_is_space (c))
      return FALSE;
  }
  return letters > 0 && points == letters;
}

/* `Smith, J., Doe, A.`: commas alone, and each second piece is initials with their points. */
static gboolean
are_inverted_initials (const ReadDoc *doc, const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (are_initials (doc, g_array_index (pieces, Piece, i).span) != (i % 2 == 1))
      return FALSE;
  return pieces->len >= 2 && pieces->len % 2 == 0;
}

/* ---- Collaborations ---- */

gboolean
read_is_collaboration (const ReadDoc *doc, ReadSpan span)
{
  static const gchar *const words[] = {
      "Collaboration", "collaboration", "Collaborations", "Consortium", "Team", "team",
      "Group",         "Initiative",    "合作组",         "团队",       "联盟"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (read_span_ends (doc, span, words[i]))
      return TRUE;
  return FALSE;
}

static void
append_author (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  ReadField field = read_take_field (doc, span);

  if (field.text != NULL)
    g_array_append_val (entry->authors, field);
}

/* `The X Collaboration: L Adleman`, `OpenAI: J Achiam` are two authors: no name has a colon in it. Returns
 * what is left of the piece. */
static ReadSpan
take_leading_collaboration (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at)) {
    guint colon = read_match_colon (doc, at, span.end);
    ReadSpan name = read_span_trim (doc, (ReadSpan){span.start, at});

    if (read_char_at (doc, at, span.end) == '(')
      break;
    if (colon == 0)
      continue;
    if (read_span_is_empty (name) ||
        read_span_is_empty (read_span_trim (doc, (ReadSpan){at + colon, span.end})))
      break;
    append_author (doc, entry, name);
    return read_span_trim (doc, (ReadSpan){at + colon, span.end});
  }
  return span;
}

/* `R Abbott for the X Collaboration`. */
static gboolean
match_represented (const ReadDoc *doc, ReadSpan span, ReadSpan *person, ReadSpan *collaboration)
{
  static const gchar *const words[] = {" for the ", " on behalf of the ", " on behalf of ",
                                       " representing the "};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize at = read_span_find (doc, span, words[i]);

    if (at >= span.end || at == span.start)
      continue;
    *person = read_span_trim (doc, (ReadSpan){span.start, at});
    *collaboration = read_span_trim (doc, (ReadSpan){at + strlen (words[i]), span.end});
    return read_is_collaboration (doc, *collaboration) && !read_span_is_empty (*person);
  }
  return FALSE;
}

/* `R Abbott (for the X Collaboration)`: the bracket, without the words before the name. */
gboolean
read_match_collaboration (const ReadDoc *doc, ReadSpan span, ReadSpan *person, ReadSpan *collaboration)
{
  static const gchar *const starts[] = {"for the ",      "on behalf of the ", "for ",
                                        "on behalf of ", "and the ",          "the "};
  gsize open = read_span_find (doc, span, "("), n = 1;

  if (open >= span.end) {
    open = read_span_find (doc, span, "（");
    n = strlen ("（");
  }
  if (open >= span.end || open == span.start ||
      (!read_span_ends (doc, span, ")") && !read_span_ends (doc, span, "）")))
    return match_represented (doc, span, person, collaboration);
  *person = read_span_trim (doc, (ReadSpan){span.start, open});
  *collaboration = read_span_trim (
      doc, (ReadSpan){open + n, span.end - (read_span_ends (doc, span, ")") ? 1 : strlen ("）"))});
  if (!read_is_collaboration (doc, *collaboration) || read_span_is_empty (*person))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (read_span_starts (doc, *collaboration, starts[i])) {
      collaboration->start += strlen (starts[i]);
      break;
    }
  return TRUE;
}

/* ---- The whole ---- */

static gboolean
has_letter (const ReadDoc *doc, ReadSpan span)
{
  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at))
    if (g_unichar_isalpha (read_char_at (doc, at, span.end)))
      return TRUE;
  return FALSE;
}

/* The name of @piece, with its suffix, and turned where @family stood before it. */
static void
take_name (ReadDoc *doc, ReadEntry *entry, const Piece *piece, const Piece *family)
{
  ReadSpan person, collaboration, span = piece->span;
  ReadField field;
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean member;

  if (!has_letter (doc, span)) { /* the marks of a footnote */
    read_doc_mark (doc, span, WZ_COVERAGE_UNKNOWN);
    return;
  }
  if (family == NULL)
    span = take_leading_collaboration (doc, entry, span);
  member = read_match_collaboration (doc, span, &person, &collaboration);
  field = read_take_field (doc, member ? person : span);
  if (field.text == NULL)
    return;
  g_string_append (name, field.text);
  if (family != NULL) {
    g_string_append_printf (name, " %s", read_doc_take (doc, family->span));
    field.offset_bytes = family->span.start;
  }
  if (!read_span_is_empty (piece->suffix))
    g_string_append_printf (name, " %s", read_doc_take (doc, piece->suffix));
  if (family != NULL && !read_span_is_empty (family->suffix))
    g_string_append_printf (name, " %s", read_doc_take (doc, family->suffix));
  field.text = g_string_chunk_insert (doc->pool, name->str);
  g_array_append_val (entry->authors, field);
  if (member)
    append_author (doc, entry, collaboration);
}

void
read_entry_take_authors (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  gboolean is_cut;
  ReadSpan names = read_strip_cut (doc, span, &is_cut);
  g_autoptr (GArray) pieces = cut (doc, names);
  Before separator = BEFORE_COMMA;
  gboolean initials;

  read_doc_mark (doc, span, WZ_COVERAGE_SEPARATOR);
  if (is_cut) {
    entry->authors_cut = TRUE;
    read_doc_mark (doc, (ReadSpan){names.end, read_span_trim (doc, span).end}, WZ_COVERAGE_FIELD);
  }
  if (are_inverted (doc, pieces, BEFORE_SEMICOLON))
    separator = BEFORE_SEMICOLON;
  else if (are_inverted (doc, pieces, BEFORE_AND))
    separator = BEFORE_AND;
  initials = separator == BEFORE_COMMA && are_inverted_initials (doc, pieces);
  for (guint i = 0; i < pieces->len; i++) {
    const Piece *piece = &g_array_index (pieces, Piece, i), *family = NULL;

    if (initials || (separator != BEFORE_COMMA && i + 1 < pieces->len && piece[1].before != separator)) {
      family = piece;
      piece = &g_array_index (pieces, Piece, ++i);
    }
    take_name (doc, entry, piece, family);
  }
}

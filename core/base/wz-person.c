/* wz-person.c: see wz-person.h. In: a printed list of names. Out: persons, one a name.
 * SPDX-License-Identifier: MIT */
#include "base/wz-person-private.h"

#include <string.h>

/* A stretch between two separators. */
typedef struct {
  WzNames names;
  WzNamesSeparator before; /* what separates it from the one before */
  WzNames suffix;          /* `Jr.`, behind a comma of its own; or empty */
  WzNames marks;           /* behind it */
} Piece;

void
wz_person_free (WzPerson *person)
{
  g_free (person->name);
  g_free (person->given);
  g_free (person->family);
  g_free (person->suffix);
  g_free (person->marks);
  g_free (person);
}

/* ---- Stretches ---- */

static gboolean
is_empty (WzNames names)
{
  return names.start >= names.end;
}

/* White space becomes one space, characters without width go. */
static gchar *
dup_clean (WzNames names)
{
  GString *out = g_string_new (NULL);

  for (gsize at = names.start; at < names.end; at = wz_names_next (names, at)) {
    gunichar c = wz_names_char (names, at);

    if (g_unichar_isspace (c) || c == 0x85) {
      if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    } else if (!wz_names_is_blank (c) && !g_unichar_iscntrl (c))
      g_string_append_unichar (out, c);
  }
  return g_strchomp (g_string_free (out, FALSE));
}

/* The first word of @names; empty where there is none. */
static WzNames
first_word (WzNames names)
{
  WzNames word = wz_names_trim (names);
  gsize end = word.start;

  while (end < word.end && !wz_names_is_blank (wz_names_char (word, end)))
    end = wz_names_next (word, end);
  return wz_names_part (word, word.start, end);
}

static WzNames
behind (WzNames names, WzNames word)
{
  return wz_names_trim (wz_names_part (names, word.end, names.end));
}

static gboolean
has_letter (WzNames names)
{
  for (gsize at = names.start; at < names.end; at = wz_names_next (names, at))
    if (g_unichar_isalpha (wz_names_char (names, at)))
      return TRUE;
  return FALSE;
}

static gboolean
is_suffix (WzNames word)
{
  static const gchar *const suffixes[] = {"Jr.", "Jr",    "Sr.",  "Sr", "II",   "III", "IV",
                                          "PhD", "Ph.D.", "Ph.D", "MD", "M.D.", "2nd", "3rd"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (word.end - word.start == strlen (suffixes[i]) && wz_names_starts (word, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* ---- Marks of affiliations ---- */

static gboolean
is_mark (gunichar c)
{
  return (c >= 0x2070 && c <= 0x2079) || c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0x2020 || c == 0x2021 ||
         c == 0xA7 || c == 0xB6 || c == '*' || c == 0x2217 || c == 0x22C6 || c == 0x2605 || c == 0x266F ||
         c == '#' || c == 0x2709;
}

/* Digits, signs, letters by themselves. */
static gboolean
says_marks (WzNames names)
{
  guint letters = 0;

  for (gsize at = names.start; at < names.end; at = wz_names_next (names, at)) {
    letters = g_unichar_isalpha (wz_names_char (names, at)) ? letters + 1 : 0;
    if (letters > 1)
      return FALSE;
  }
  return !is_empty (names);
}

/* Where a bracket of marks at the end of @names begins: `^{1,2}`, `<sup>1</sup>`, `$^{a}$`, `(1, 2)`. */
static gsize
find_raised (WzNames names)
{
  static const gchar *const pairs[][2] = {{"<sup>", "</sup>"}, {"$^", "$"}, {"^{", "}"}, {"(", ")"}};

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    const gchar *found;

    if (!wz_names_ends (names, pairs[i][1]))
      continue;
    found = g_strrstr_len (names.text + names.start, (gssize) (names.end - names.start), pairs[i][0]);
    if (found == NULL)
      continue;
    WzNames inside = wz_names_part (names, (gsize) (found - names.text) + strlen (pairs[i][0]),
                                    names.end - strlen (pairs[i][1]));
    if (says_marks (inside) && (gsize) (found - names.text) > names.start)
      return (gsize) (found - names.text);
  }
  return names.end;
}

/* `2`, `3*`: what is left of marks that a comma has in them. */
static gboolean
are_marks (WzNames names)
{
  for (gsize at = names.start; at < names.end; at = wz_names_next (names, at)) {
    gunichar c = wz_names_char (names, at);

    if (!is_mark (c) && !g_unichar_isdigit (c) && !wz_names_is_blank (c))
      return FALSE;
  }
  return TRUE;
}

/* Where the marks behind a name begin: signs and raised digits, a bracket of digits, and digits right behind
 * a small letter or a point (`Name1`). */
static gsize
find_marks (WzNames names)
{
  gsize end = find_raised (names), digits;

  for (gsize at = end; at > names.start;) {
    gsize last = at;

    while (last > names.start && ((guint8) names.text[--last] & 0xC0) == 0x80)
      ;
    if (!is_mark (wz_names_char (names, last)) && !wz_names_is_blank (wz_names_char (names, last)))
      break;
    at = last;
    if (is_mark (wz_names_char (names, last)))
      end = at;
  }
  digits = end;
  while (digits > names.start && g_ascii_isdigit (names.text[digits - 1]))
    digits--;
  if (digits < end && digits > names.start &&
      (g_ascii_islower (names.text[digits - 1]) || names.text[digits - 1] == '.' ||
       (guint8) names.text[digits - 1] >= 0x80))
    end = digits;
  return end;
}

/* ---- Cutting ---- */

static void
add_piece (GArray *pieces, WzNames names, WzNamesSeparator before)
{
  Piece piece = {wz_names_trim (names), before, {names.text, 0, 0}, {names.text, 0, 0}};
  Piece *last = pieces->len > 0 ? &g_array_index (pieces, Piece, pieces->len - 1) : NULL;
  gsize marks;

  if (is_empty (piece.names))
    return;
  if (!has_letter (piece.names)) { /* `Name1,2` */
    if (last != NULL && are_marks (piece.names))
      last->marks = wz_names_part (names, is_empty (last->marks) ? piece.names.start : last->marks.start,
                                   piece.names.end);
    return;
  }
  marks = wz_person_is_group (names.text + piece.names.start, (gssize) (piece.names.end - piece.names.start))
              ? piece.names.end
              : find_marks (piece.names);
  if (marks > piece.names.start) {
    piece.marks = wz_names_trim (wz_names_part (names, marks, piece.names.end));
    piece.names = wz_names_trim (wz_names_part (names, piece.names.start, marks));
  }
  if (last != NULL && before == WZ_NAMES_COMMA && is_suffix (piece.names)) {
    last->suffix = piece.names;
    last->marks = is_empty (piece.marks) ? last->marks : piece.marks;
  } else
    g_array_append_val (pieces, piece);
}

/* `张三 李四`: two pieces. */
static void
add_pieces (GArray *pieces, WzNames names, WzNamesSeparator before)
{
  guint n = wz_person_count_spaced (names.text + names.start, (gssize) (names.end - names.start));

  for (; n > 1; n--, before = WZ_NAMES_COMMA) {
    WzNames name = first_word (names);

    add_piece (pieces, name, before);
    names = behind (names, name);
  }
  add_piece (pieces, names, before);
}

/* `, and` is one separator, and it is the stronger of the two. */
static GArray *
cut_pieces (WzNames names)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  WzNamesSeparator before = WZ_NAMES_COMMA, next;
  gsize n;

  for (gsize start = names.start; start < names.end; start += MAX (n, 1)) {
    gsize at = wz_names_next_separator (names, start, &next, &n);

    if (is_empty (wz_names_trim (wz_names_part (names, start, at))))
      before = MAX (before, next);
    else {
      add_pieces (pieces, wz_names_part (names, start, at), before);
      before = next;
    }
    start = at;
  }
  return pieces;
}

/* ---- Family, Given ---- */

/* `Browning Jr.`, `van den Oord`: one word, but for particles before it and a suffix behind it. A name with
 * an initial is a whole one. */
static gboolean
is_family (WzNames names)
{
  guint words = 0;

  for (WzNames word = first_word (names); !is_empty (word);
       names = behind (names, word), word = first_word (names)) {
    if (words > 0 && is_suffix (word))
      continue;
    words += g_unichar_isupper (wz_names_char (word, word.start));
    if (word.end - word.start <= 2 && (word.end - word.start == 1 || names.text[word.start + 1] == '.'))
      return FALSE;
  }
  return words == 1;
}

/* Whether commas stand inside names: names are told apart by semicolons or `and`, and each has one comma at
 * most (with `and`: one). */
static gboolean
are_inverted (const GArray *pieces, WzNamesSeparator separator)
{
  guint groups = 0, pairs = 0;

  for (guint i = 0; i < pieces->len; groups++) {
    guint n = 1;

    while (i + n < pieces->len && g_array_index (pieces, Piece, i + n).before != separator)
      n++;
    if (n > 2 || (n == 2 && !is_family (g_array_index (pieces, Piece, i).names)))
      return FALSE;
    pairs += n == 2;
    i += n;
  }
  return groups > 1 && pairs > 0 && (separator == WZ_NAMES_SEMICOLON || pairs == groups);
}

/* `J.`, `J.-P. K.`: letters that stand for given names; with @points, each with its own. */
static gboolean
are_initials (WzNames names, gboolean pointed)
{
  guint letters = 0, points = 0;

  for (gsize at = names.start; at < names.end; at = wz_names_next (names, at)) {
    gunichar c = wz_names_char (names, at);

    letters += g_unichar_isupper (c);
    points += c == '.';
    if (!g_unichar_isupper (c) && c != '.' && c != '-' && !wz_names_is_blank (c))
      return FALSE;
  }
  return letters > 0 && (pointed ? points == letters : letters == 1 || points == letters);
}

/* `Smith, J., Doe, A.`: commas alone, and each second piece is initials with their points. */
static gboolean
are_inverted_initials (const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (are_initials (g_array_index (pieces, Piece, i).names, TRUE) != (i % 2 == 1))
      return FALSE;
  return pieces->len >= 2 && pieces->len % 2 == 0;
}

/* ---- A name's parts ---- */

/* `van den Oord`: a word of a family name that comes before its capital. `y` and `e` join two family names.
 */
static gboolean
opens_family (WzNames word)
{
  return g_unichar_islower (wz_names_char (word, word.start)) && wz_names_is_particle (word) &&
         !(word.end - word.start == 1 && (word.text[word.start] == 'y' || word.text[word.start] == 'e')) &&
         !wz_names_starts (word, "bin") && !wz_names_starts (word, "ibn") && !wz_names_starts (word, "al");
}

/* Given and family name where initials, a particle or a Chinese surname tell them apart. */
static void
split_parts (WzPerson *person, WzNames names)
{
  WzNames rest = names, word = first_word (names), given;
  gsize surname = wz_names_surname (names);
  glong chars = g_utf8_strlen (names.text + names.start, (gssize) (names.end - names.start));
  gboolean initials = FALSE;

  if (surname > 0) {
    if (word.end < names.end || chars < 2 || chars > 4 ||
        wz_names_char (names, names.start + surname) < 0x2E80)
      return;
    person->family = dup_clean (wz_names_part (names, names.start, names.start + surname));
    person->given = dup_clean (wz_names_part (names, names.start + surname, names.end));
    return;
  }
  for (; !is_empty (word) && are_initials (word, FALSE); word = first_word (rest)) {
    initials = TRUE;
    rest = behind (rest, word);
  }
  if (!initials && !is_empty (word)) /* `Ludwig van der Something` */
    for (rest = behind (rest, word), word = first_word (rest); !is_empty (word) && !opens_family (word);
         word = first_word (rest))
      rest = behind (rest, word);
  if (is_empty (word) || (word.end < rest.end && !opens_family (word)) || (!initials && !opens_family (word)))
    return;
  given = wz_names_trim (wz_names_part (names, names.start, rest.start));
  person->given = dup_clean (given);
  person->family = dup_clean (rest);
}

/* `J Browning Jr.` without its suffix, which is the last word. */
static WzNames
cut_suffix (WzNames names, WzNames *suffix)
{
  WzNames rest = names, last = first_word (names);

  while (!is_empty (behind (rest, last))) {
    rest = behind (rest, last);
    last = first_word (rest);
  }
  if (last.start == names.start || !is_suffix (last))
    return names;
  *suffix = last;
  return wz_names_trim (wz_names_part (names, names.start, last.start));
}

/* @given, @family and @suffix, those that there are, with spaces between them. */
static gchar *
join (const gchar *given, const gchar *family, const gchar *suffix)
{
  const gchar *const parts[] = {given, family, suffix};
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);
  return g_string_free (name, FALSE);
}

static WzPerson *
person_new (WzNames names, gboolean group)
{
  WzPerson *person = g_new0 (WzPerson, 1);

  person->start = names.start;
  person->length = names.end - names.start;
  person->collaboration = group;
  return person;
}

static WzPerson *
group_new (WzNames names)
{
  WzPerson *person = person_new (names, TRUE);

  person->name = dup_clean (names);
  return person;
}

/* The person of @piece; @family (nullable): the piece before it, where that is the family name. */
static WzPerson *
piece_to_person (const Piece *piece, WzNames names, const Piece *family)
{
  WzNames suffix = piece->suffix, last = names;
  WzPerson *person = person_new (names, FALSE);

  if (family != NULL) {
    WzNames own = cut_suffix (family->names, &suffix);

    suffix = is_empty (family->suffix) ? suffix : family->suffix;
    person->family = dup_clean (own);
    person->given = dup_clean (names);
    person->start = family->names.start;
    person->length = names.end - person->start;
  } else {
    names = cut_suffix (names, &suffix);
    split_parts (person, names);
  }
  last.end = MAX (last.end, suffix.end);
  person->length = MAX (person->start + person->length, last.end) - person->start;
  if (!is_empty (suffix))
    person->suffix = dup_clean (suffix);
  if (!is_empty (piece->marks))
    person->marks = dup_clean (piece->marks);
  if (family != NULL)
    person->name = join (person->given, person->family, person->suffix);
  else {
    g_autofree gchar *plain = dup_clean (names);

    person->name = join (plain, NULL, person->suffix);
  }
  return person;
}

/* ---- The whole ---- */

/* `The X Collaboration: L Adleman`, `OpenAI: J Achiam` are two authors: no name has a colon in it. Returns
 * what is left of the piece. */
static WzNames
take_leading_group (GPtrArray *persons, WzNames names)
{
  for (gsize at = names.start; at < names.end; at = wz_names_next (names, at)) {
    gunichar c = wz_names_char (names, at);
    WzNames group = wz_names_trim (wz_names_part (names, names.start, at)), rest;

    if (c == '(')
      break;
    if (c != ':' && c != 0xFF1A)
      continue;
    rest = wz_names_trim (wz_names_part (names, wz_names_next (names, at), names.end));
    if (is_empty (group) || is_empty (rest))
      break;
    g_ptr_array_add (persons, group_new (group));
    return rest;
  }
  return names;
}

static void
take_piece (GPtrArray *persons, const Piece *piece, const Piece *family)
{
  WzNames names = piece->names, person, group;
  gboolean member;

  if (family == NULL)
    names = take_leading_group (persons, names);
  member = wz_names_split_group (names, &person, &group);
  if (!member && family == NULL &&
      wz_person_is_group (names.text + names.start, (gssize) (names.end - names.start)))
    g_ptr_array_add (persons, group_new (names));
  else
    g_ptr_array_add (persons, piece_to_person (piece, member ? person : names, family));
  if (member)
    g_ptr_array_add (persons, group_new (group));
}

GPtrArray *
wz_person_parse_list (const gchar *text, gssize length, gboolean *cut)
{
  GPtrArray *persons = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_person_free);
  WzNames names = wz_names_of (text, length);
  WzNamesSeparator separator = WZ_NAMES_COMMA;
  gboolean initials, is_cut;

  names.end = wz_person_strip_cut (text, length, &is_cut);
  if (cut != NULL)
    *cut = is_cut;
  g_autoptr (GArray) pieces = cut_pieces (names);
  if (are_inverted (pieces, WZ_NAMES_SEMICOLON))
    separator = WZ_NAMES_SEMICOLON;
  else if (are_inverted (pieces, WZ_NAMES_AND))
    separator = WZ_NAMES_AND;
  initials = separator == WZ_NAMES_COMMA && are_inverted_initials (pieces);
  for (guint i = 0; i < pieces->len; i++) {
    const Piece *piece = &g_array_index (pieces, Piece, i), *family = NULL;

    if (initials || (separator != WZ_NAMES_COMMA && i + 1 < pieces->len && piece[1].before != separator)) {
      family = piece;
      piece = &g_array_index (pieces, Piece, ++i);
    }
    take_piece (persons, piece, family);
  }
  return persons;
}

WzPerson *
wz_person_new_inverted (const gchar *text)
{
  g_autoptr (GArray) pieces = cut_pieces (wz_names_of (text, -1));
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_person_free);

  if (pieces->len == 0)
    return NULL;
  if (pieces->len >= 2)
    return piece_to_person (&g_array_index (pieces, Piece, 1), g_array_index (pieces, Piece, 1).names,
                            &g_array_index (pieces, Piece, 0));
  take_piece (persons, &g_array_index (pieces, Piece, 0), NULL);
  return g_ptr_array_steal_index (persons, 0);
}

WzPerson *
wz_person_new_parts (const gchar *family, const gchar *given, const gchar *suffix)
{
  WzPerson *person = g_new0 (WzPerson, 1);

  person->family = dup_clean (wz_names_trim (wz_names_of (family, -1)));
  person->given = given != NULL ? dup_clean (wz_names_trim (wz_names_of (given, -1))) : NULL;
  person->suffix = suffix != NULL ? dup_clean (wz_names_trim (wz_names_of (suffix, -1))) : NULL;
  person->collaboration = (given == NULL || *given == '\0') && wz_person_is_group (family, -1);
  person->name = join (person->given, person->family, person->suffix);
  if (person->collaboration)
    g_clear_pointer (&person->family, g_free);
  return person;
}

/* wz-person-private.h: what the parser of names and the look at their shape share. SPDX-License-Identifier:
 * MIT */
#pragma once

#include "base/wz-person.h"

G_BEGIN_DECLS

/* A stretch of a list of names. */
typedef struct {
  const gchar *text;
  gsize start;
  gsize end; /* exclusive */
} WzNames;

typedef enum {
  WZ_NAMES_NONE,
  WZ_NAMES_COMMA, /* of any width, or a tabulator */
  WZ_NAMES_SEMICOLON,
  WZ_NAMES_AND, /* `and`, `&`, a point, slash or bar: between spaces */
} WzNamesSeparator;

WzNames wz_names_of (const gchar *text, gssize length);
WzNames wz_names_part (WzNames names, gsize start, gsize end);
/** wz_names_trim: without white space, and characters that have no width, at both ends. */
WzNames wz_names_trim (WzNames names);
gboolean wz_names_starts (WzNames names, const gchar *prefix);
gboolean wz_names_ends (WzNames names, const gchar *suffix);

static inline gunichar
wz_names_char (WzNames names, gsize at)
{
  return at < names.end ? g_utf8_get_char (names.text + at) : 0;
}

static inline gsize
wz_names_next (WzNames names, gsize at)
{
  return (gsize) (g_utf8_next_char (names.text + at) - names.text);
}

/** wz_names_is_blank: white space, and what has neither width nor meaning in a name. */
gboolean wz_names_is_blank (gunichar c);

/**
 * wz_names_next_separator:
 * @at: where to begin
 * @length: (out): its bytes
 *
 * What stands in brackets, braces, formulae and entities separates nothing: `M&uuml;ller`, `A^{1,2}`, `B (1,
 * 2)`.
 *
 * Returns: where the next separator begins, or the end of @names
 */
gsize wz_names_next_separator (WzNames names, gsize at, WzNamesSeparator *separator, gsize *length);

/** wz_names_split_group: `R Abbott (for the X Collaboration)`, `R Abbott on behalf of the X Collaboration`:
 * the two, the second without the words before it. */
gboolean wz_names_split_group (WzNames names, WzNames *person, WzNames *group);

/** wz_names_is_particle: a word in lower case that stands inside names. */
gboolean wz_names_is_particle (WzNames word);

/** wz_names_surname: the bytes of the Chinese surname that @name begins with; 0: none that is known. */
gsize wz_names_surname (WzNames name);

G_END_DECLS

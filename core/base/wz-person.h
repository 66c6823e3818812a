/* wz-person.h: printed lists of authors as persons: the one parser of names. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WzPerson:
 * @start: where it stands in the list, in bytes, without the marks behind it; and @length
 * @name: as a book prints it: given name first, suffix last; of a collaboration without `for the`
 * @given: (nullable): what the form of the name says to be the given name: initials, the part behind a comma,
 * the rest of a Chinese name; `Kaiming He` says nothing of the kind
 * @family: (nullable): with its particles
 * @suffix: (nullable): `Jr.`, `III`
 * @marks: (nullable): of affiliations and footnotes: `1,2`, `†`
 * @collaboration: it is the name of a group
 */
typedef struct {
  gsize start;
  gsize length;
  gchar *name;
  gchar *given;
  gchar *family;
  gchar *suffix;
  gchar *marks;
  gboolean collaboration;
} WzPerson;

void wz_person_free (WzPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzPerson, wz_person_free)

/**
 * wz_person_parse_list:
 * @text: `B Ibarz, V Kurin...`; names are told apart by commas of all widths, semicolons, `and`, `&`, points,
 * slashes and bars between spaces, and Chinese names also by spaces alone where each begins with a surname
 * @length: in bytes, or -1
 * @cut: (out) (optional): whether the list says that it is not whole: `...`, `et al.`, `等`
 *
 * `Jr.` belongs to the name before it. `Family, Given` is turned where semicolons or `and` tell the names
 * apart, or where all that is given are initials. `The X Collaboration: L Adleman`, `R Abbott (for the X
 * Collaboration)` and `R Abbott for the X Collaboration` are two. Characters are as they stand but for white
 * space: TeX's accents are the desk's to resolve.
 *
 * Returns: (transfer full) (element-type WzPerson): in their order
 */
GPtrArray *wz_person_parse_list (const gchar *text, gssize length, gboolean *cut);

/** wz_person_new_inverted: one `Family, Given` or `Family, Given, Suffix`, as OAI has it; without a comma,
 * the name as a list would have it. NULL where no letter is in it. */
WzPerson *wz_person_new_inverted (const gchar *text);

/** wz_person_new_parts: `keyname`, `forenames`, `suffix` of arXiv's records; all but @family are nullable. */
WzPerson *wz_person_new_parts (const gchar *family, const gchar *given, const gchar *suffix);

/** wz_person_is_list: whether a line looks like names and nothing else: short pieces, few words in lower
 * case. */
gboolean wz_person_is_list (const gchar *text, gssize length);

/** wz_person_is_group: `X Collaboration`, `Y Team`. */
gboolean wz_person_is_group (const gchar *text, gssize length);

/** wz_person_strip_cut: the length of @text without the marks at its end that say that a list is cut. */
gsize wz_person_strip_cut (const gchar *text, gssize length, gboolean *cut);

/** wz_person_count_spaced: how many Chinese names, each with a surname, nothing but spaces tells apart (`张三
 * 李四`); 0 where it is anything else, one name included. */
guint wz_person_count_spaced (const gchar *text, gssize length);

G_END_DECLS

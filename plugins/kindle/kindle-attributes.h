/* kindle-attributes.h: of the tags of a document that kindle-markup.c scans. SPDX-License-Identifier: MIT */
#pragma once

#include "kindle-markup.h"

#include <string.h>

G_BEGIN_DECLS

typedef struct {
  const gchar *name;
  gsize name_length;
  const gchar *value;
  gsize value_length;
} KindleAttribute;

typedef struct {
  const KindleFile *document;
  const KindleNames *names;
  guint file_number;
  const gchar *cursor, *end;
  KindleMarkup *markup;
  GString *text;      /* markup->text */
  GArray *open;       /* elements, for kindle-markup.c */
  GArray *attributes; /* of KindleAttribute: the last tag's */
  guint next_aid;
  gint in_table; /* depth of open tables */
  gint in_heading;
  gboolean seen_body;
} KindleScanner;

static inline gboolean
kindle_equals (const gchar *name, gsize length, const gchar *literal)
{
  return strlen (literal) == length && memcmp (name, literal, length) == 0;
}

/** kindle_scanner_fail: FALSE with KINDLE_ERROR_MARKUP, which names the document; @detail: of @length bytes.
 */
gboolean kindle_scanner_fail (const KindleScanner *s, GError **error, const gchar *what, const gchar *detail,
                              gsize length);

void kindle_scanner_skip_space (KindleScanner *s);
gboolean kindle_scanner_take_name (KindleScanner *s, const gchar **name, gsize *length);
/** kindle_scanner_take_attributes: those of a start tag, up to and with its `>`. */
gboolean kindle_scanner_take_attributes (KindleScanner *s, gboolean *self_closed, GError **error);
/** kindle_scanner_find: (nullable): of the last tag. */
const KindleAttribute *kindle_scanner_find (const KindleScanner *s, const gchar *name);
/** kindle_scanner_put_attributes: those of the last tag, an element @name, as a Kindle takes them. FALSE:
 * there is no such picture. */
gboolean kindle_scanner_put_attributes (KindleScanner *s, const gchar *name, gsize length, GError **error);

/** kindle_decode_value: (transfer full): the five entities of XML are resolved, as they may stand in a path.
 */
gchar *kindle_decode_value (const gchar *value, gsize length);

/**
 * kindle_resolve_path:
 * @base: path of the document that refers, `/` between its parts
 * @reference: a relative path without fragment; empty for @base itself
 *
 * Returns: (transfer full): the path meant
 */
gchar *kindle_resolve_path (const gchar *base, const gchar *reference);

/* kindle:pos:fid:FFFF:off:OOOOOOOOOO */
#define KINDLE_POS_LENGTH 34

/**
 * kindle_format_pos:
 * @out: (out caller-allocates): the reference
 * @fragment: number of the fragment
 * @offset: bytes from where the fragment is inserted
 */
void kindle_format_pos (gchar out[KINDLE_POS_LENGTH + 1], guint fragment, guint32 offset);

G_END_DECLS

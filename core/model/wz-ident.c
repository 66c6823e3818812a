/* wz-ident.c: keys and identifiers that stay the same when an issue is made again. SPDX-License-Identifier:
 * MIT */
#include "base/wz-unicode.h"
#include "model/wz-model-private.h"

#include <string.h>

/* The project's namespace for UUIDv5; never to change. */
static const guint8 uuid_namespace[16] = {0x65, 0x41, 0xbf, 0xca, 0x56, 0x8d, 0x5a, 0x1e,
                                          0x9e, 0xd6, 0x5b, 0x1c, 0x81, 0x38, 0x82, 0x84};

#define MAX_KEY 48 /* keeps file names made of it below 64 bytes (epub-quality C3) */

gchar *
wz_model_uuid_v5 (const gchar *name)
{
  g_autoptr (GChecksum) sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  g_checksum_update (sha1, uuid_namespace, sizeof uuid_namespace);
  g_checksum_update (sha1, (const guchar *) name, (gssize) strlen (name));
  guint8 b[20];
  gsize length = sizeof b;
  g_checksum_get_digest (sha1, b, &length);
  b[6] = (b[6] & 0x0f) | 0x50; /* version 5 */
  b[8] = (b[8] & 0x3f) | 0x80; /* variant 1 */
  return g_strdup_printf ("urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12],
                          b[13], b[14], b[15]);
}

gchar *
wz_model_fold_title (const gchar *title)
{
  g_autofree gchar *folded = g_utf8_casefold (title, -1);
  g_autofree gchar *normal = wz_unicode_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *letters = g_string_new (NULL);
  for (const gchar *p = normal != NULL ? normal : folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_isalnum (c))
      g_string_append_unichar (letters, c);
  }
  return g_string_free (letters, FALSE);
}

gchar *
wz_model_fold_entry_title (const WzEntry *entry)
{
  const WzText *title = wz_entry_get_title (entry, "en");
  if (title == NULL)
    title = wz_entry_get_title (entry, NULL);
  g_autofree gchar *plain = wz_text_dup_plain (title);
  return wz_model_fold_title (plain);
}

static gchar *
hash_key (const gchar *prefix, const gchar *text)
{
  g_autofree gchar *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strdup_printf ("%s%.10s", prefix, digest);
}

static gchar *
clean_key (const gchar *prefix, const gchar *text)
{
  g_autofree gchar *lower = g_ascii_strdown (text, -1);
  for (gchar *p = lower; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '.')
      *p = '-';
  if (strlen (prefix) + strlen (lower) > MAX_KEY)
    return hash_key (prefix, text);
  return g_strconcat (prefix, lower, NULL);
}

/* Places that tell large letters from small ones have ids that only a hash can keep apart. */
static gchar *
identity_key (const gchar *identity)
{
  const gchar *colon = strchr (identity, ':');
  gsize scheme = colon != NULL ? (gsize) (colon - identity) : 0;
  g_autofree gchar *prefix = scheme > 0 ? g_strndup (identity, scheme) : g_strdup ("id");
  g_autofree gchar *start = g_strconcat (prefix, "-", NULL), *lower = g_ascii_strdown (identity, -1);
  g_autofree gchar *head = clean_key ("", start);
  return g_str_equal (lower, identity) ? clean_key (head, identity + (scheme > 0 ? scheme + 1 : 0))
                                       : hash_key (head, identity);
}

gchar *
wz_model_derive_key (const WzEntry *entry)
{
  if (entry->arxiv_id != NULL)
    return clean_key ("", entry->arxiv_id);
  if (entry->doi != NULL)
    return clean_key ("doi-", entry->doi);
  if (entry->identity != NULL)
    return identity_key (entry->identity);

  g_autofree gchar *letters = wz_model_fold_entry_title (entry);
  return hash_key ("t-", letters);
}

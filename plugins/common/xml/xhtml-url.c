/* xhtml-url.c: addresses that readers and checkers take. In: an address as a source has it. Out: RFC 3986.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "xhtml-content.h"

/* What may stand in path, query and fragment besides letters and digits (RFC 3986, 3.3–3.5). */
#define PLAIN "-._~!$&'()*+,;=:@/?"

static void
append_encoded (GString *out, const gchar *text)
{
  gboolean fragment = FALSE;

  for (const gchar *p = text; *p != '\0'; p++) {
    gboolean keep = g_ascii_isalnum (*p) || strchr (PLAIN, *p) != NULL ||
                    (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]));

    if (*p == '#' && !fragment) {
      fragment = TRUE;
      keep = TRUE;
    }
    if (keep)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *p);
  }
}

/* Letters, digits, hyphens and points, and a port: nothing else is a host that a book should name. */
static gboolean
host_is_sane (const gchar *host)
{
  const gchar *colon = strchr (host, ':');
  gsize length = colon != NULL ? (gsize) (colon - host) : strlen (host);

  if (length == 0 || host[0] == '.' || host[0] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (host[i]) && host[i] != '-' && host[i] != '.' && host[i] != '_')
      return FALSE;
  if (colon == NULL)
    return TRUE;
  for (const gchar *p = colon + 1; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) || p - colon > 5)
      return FALSE;
  return colon[1] != '\0';
}

gchar *
xhtml_dup_url (const gchar *url)
{
  g_autofree gchar *clean = xml_dup_clean (url);
  g_autofree gchar *host = NULL;
  g_autofree gchar *ascii = NULL;
  const gchar *rest, *end;
  GString *out;

  if (g_ascii_strncasecmp (clean, "https://", 8) == 0)
    rest = clean + 8;
  else if (g_ascii_strncasecmp (clean, "http://", 7) == 0)
    rest = clean + 7;
  else
    return NULL;
  end = rest + strcspn (rest, "/?#");
  host = g_strndup (rest, (gsize) (end - rest));
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || !host_is_sane (ascii))
    return NULL;
  out = g_string_new ("https://");
  g_string_append (out, ascii);
  append_encoded (out, end);
  return g_string_free (out, FALSE);
}

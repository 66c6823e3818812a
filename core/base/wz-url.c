/* wz-url.c: see wz-url.h. SPDX-License-Identifier: MIT */
#include "base/wz-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What may stand in path, query and fragment besides letters and digits (RFC 3986, 3.3–3.5). */
#define PLAIN "-._~!$&'()*+,;=:@/?"
/* RFC 1035, 2.3.4 */
#define MAX_HOST_BYTES 253
#define MAX_SCHEME_BYTES 32

/* Hosts, with all below them, that answer `https`: what papers and those who write of them link to. */
static const gchar *const https_hosts[] = {
    "aaai.org",
    "acm.org",
    "aclanthology.org",
    "aclweb.org",
    "alphaxiv.org",
    "apache.org",
    "ar5iv.org",
    "arxiv.org",
    "bilibili.com",
    "biorxiv.org",
    "bitbucket.org",
    "deepmind.com",
    "deepmind.google",
    "doi.org",
    "figshare.com",
    "github.com",
    "github.io",
    "gitlab.com",
    "gitlab.io",
    "google.com",
    "googleblog.com",
    "hf.co",
    "huggingface.co",
    "iclr.cc",
    "icml.cc",
    "ieee.org",
    "jmlr.org",
    "jmlr.csail.mit.edu",
    "kaggle.com",
    "medium.com",
    "medrxiv.org",
    "microsoft.com",
    "mlr.press",
    "nature.com",
    "neurips.cc",
    "nips.cc",
    "openai.com",
    "openreview.net",
    "papers.cool",
    "paperswithcode.com",
    "pnas.org",
    "pypi.org",
    "pytorch.org",
    "readthedocs.io",
    "science.org",
    "sciencedirect.com",
    "semanticscholar.org",
    "springer.com",
    "stanford.edu",
    "tensorflow.org",
    "thecvf.com",
    "twitter.com",
    "usenix.org",
    "weibo.com",
    "weixin.qq.com",
    "wikipedia.org",
    "wiley.com",
    "x.com",
    "youtu.be",
    "youtube.com",
    "zenodo.org",
    "zhihu.com",
};

/* ---- Finding the scheme -------------------------------------------------------------------------------- */

static gboolean
is_edge (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_iszerowidth (c) || c == 0xFEFF ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F);
}

/* Without what stands around it, and without tabs and line ends anywhere. */
static gchar *
dup_stripped (const gchar *url)
{
  g_autofree gchar *valid = g_utf8_make_valid (url, -1);
  const gchar *start = valid, *end = valid + strlen (valid);
  GString *out = g_string_new (NULL);

  while (*start != '\0' && is_edge (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_edge (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  for (const gchar *p = start; p < end; p++)
    if (*p != '\t' && *p != '\n' && *p != '\r')
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* Bytes of a scheme at the beginning of @text (RFC 3986, 3.1), without its colon; 0: none. */
static gsize
scheme_length (const gchar *text)
{
  gsize n = 0;

  if (!g_ascii_isalpha (*text))
    return 0;
  while (g_ascii_isalnum (text[n]) || (text[n] != '\0' && strchr ("+-.", text[n]) != NULL))
    n++;
  return text[n] == ':' && n <= MAX_SCHEME_BYTES ? n : 0;
}

/* ---- Judging what is behind it ------------------------------------------------------------------------- */

static gchar *
refuse (gchar **why, const gchar *reason)
{
  if (why != NULL)
    *why = g_strdup (reason);
  return NULL;
}

/* Names of letters, digits, hyphens and points, and a port: nothing else is a host that a book should name.
 */
static gboolean
host_is_sane (const gchar *host)
{
  const gchar *colon = strchr (host, ':');
  gsize length = colon != NULL ? (gsize) (colon - host) : strlen (host);

  if (length == 0 || length > MAX_HOST_BYTES || host[0] == '.' || host[0] == '-')
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

static gboolean
answers_https (const gchar *host)
{
  gsize length = strlen (host);

  if (strchr (host, ':') != NULL) /* another port speaks what it spoke */
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (https_hosts); i++) {
    gsize n = strlen (https_hosts[i]);

    if (length >= n && g_ascii_strcasecmp (host + length - n, https_hosts[i]) == 0 &&
        (length == n || host[length - n - 1] == '.'))
      return TRUE;
  }
  return FALSE;
}

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

/* @rest: behind `http:` or `https:`. */
static gchar *
clean_http (const gchar *rest, gboolean secure, gchar **why)
{
  g_autofree gchar *host = NULL, *ascii = NULL;
  const gchar *end;
  GString *out;

  if (rest[0] != '/' || rest[1] != '/')
    return refuse (why, _ ("it has no host"));
  rest += 2;
  end = rest + strcspn (rest, "/?#");
  host = g_strndup (rest, (gsize) (end - rest));
  if (strchr (host, '@') != NULL || strchr (host, '\\') != NULL)
    return refuse (why, _ ("it may lead to another host than it shows"));
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || !host_is_sane (ascii))
    return refuse (why, *host == '\0' ? _ ("it has no host") : _ ("its host is no name"));
  out = g_string_new (secure || answers_https (ascii) ? "https://" : "http://");
  g_string_append (out, ascii);
  append_encoded (out, end);
  return g_string_free (out, FALSE);
}

/* One plain address: no fields, which would write a reader's letter for him. */
static gchar *
clean_mailto (const gchar *rest, gchar **why)
{
  const gchar *at = strchr (rest, '@');
  gboolean good = at != NULL && at > rest && at - rest <= 64 && host_is_sane (at + 1) &&
                  strchr (at, ':') == NULL && strchr (at, '.') != NULL;

  for (const gchar *p = rest; good && p < at; p++)
    good = g_ascii_isalnum (*p) || strchr ("._+-", *p) != NULL;
  return good ? g_strconcat ("mailto:", rest, NULL) : refuse (why, _ ("it is no plain mail address"));
}

/* @rest: an identifier, which @resolver knows. */
static gchar *
clean_identifier (const gchar *rest, const gchar *resolver, gchar **why)
{
  GString *out = g_string_new (resolver);

  while (*rest == ' ' || *rest == '/')
    rest++;
  if (!g_ascii_isalnum (*rest)) {
    g_string_free (out, TRUE);
    return refuse (why, _ ("it names nothing"));
  }
  append_encoded (out, rest);
  return g_string_free (out, FALSE);
}

static gchar *
clean_by_scheme (const gchar *text, gsize n, gchar **why)
{
  g_autofree gchar *scheme = g_ascii_strdown (text, (gssize) n);
  const gchar *rest = text + n + 1;

  if (g_str_equal (scheme, "https") || g_str_equal (scheme, "http"))
    return clean_http (rest, g_str_equal (scheme, "https"), why);
  if (g_str_equal (scheme, "mailto"))
    return clean_mailto (rest, why);
  if (g_str_equal (scheme, "doi"))
    return clean_identifier (rest, "https://doi.org/", why);
  if (g_str_equal (scheme, "arxiv"))
    return clean_identifier (rest, "https://arxiv.org/abs/", why);
  if (why != NULL)
    *why = g_strdup_printf (_ ("a book doesn't link to the scheme “%s”"), scheme);
  return NULL;
}

gchar *
wz_url_dup_clean (const gchar *url, gchar **why)
{
  g_autofree gchar *stripped = dup_stripped (url);
  g_autofree gchar *clean = NULL;
  gsize n = scheme_length (stripped);

  if (why != NULL)
    *why = NULL;
  if (*stripped == '\0')
    return refuse (why, _ ("it is empty"));
  if (n == 0)
    return refuse (why, _ ("it has no scheme (such as “https:”), and a book has no place that it could be "
                           "relative to"));
  clean = clean_by_scheme (stripped, n, why);
  if (clean != NULL && strlen (clean) > WZ_URL_MAX_BYTES) {
    if (why != NULL)
      *why = g_strdup_printf (_ ("it is longer than %d bytes"), WZ_URL_MAX_BYTES);
    return NULL;
  }
  return g_steal_pointer (&clean);
}

gchar *
wz_url_dup_resolved (const gchar *url, const gchar *base)
{
  const GUriFlags flags = G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED;
  gchar *resolved = NULL;

  if (base != NULL && *url != '\0' && g_uri_peek_scheme (url) == NULL)
    resolved = g_uri_resolve_relative (base, url, flags, NULL);
  return resolved != NULL ? resolved : g_strdup (url);
}

/* wz-identity.c: see wz-identity.h. Where papers are found stands in one table of hosts and folders; what an
 * identifier of a scheme looks like, in a function a scheme. SPDX-License-Identifier: MIT */
#include "base/wz-identity.h"
#include "base/wz-words.h"

#include <string.h>

#include "base/wz-digits.h"

typedef gchar *(*TakeId) (const gchar *at, guint *version);

static gchar *take_arxiv (const gchar *at, guint *version);
static gchar *take_doi (const gchar *at, guint *version);
static gchar *take_openreview (const gchar *at, guint *version);
static gchar *take_acl (const gchar *at, guint *version);
static gchar *take_pmlr (const gchar *at, guint *version);
static gchar *take_cvf (const gchar *at, guint *version);

static const TakeId take_id[] = {
    [WZ_SCHEME_ARXIV] = take_arxiv, [WZ_SCHEME_DOI] = take_doi,   [WZ_SCHEME_OPENREVIEW] = take_openreview,
    [WZ_SCHEME_ACL] = take_acl,     [WZ_SCHEME_PMLR] = take_pmlr, [WZ_SCHEME_CVF] = take_cvf,
};

typedef struct {
  const gchar
      *start; /* of the address behind its scheme and `www.`: host, and the folder that an id follows */
  WzScheme scheme;
  const gchar *form;
} Site;

/* Longer starts of the same host come before shorter ones. */
static const Site sites[] = {
    {"arxiv.org/abs/", WZ_SCHEME_ARXIV, "arxiv.org/abs"},
    {"arxiv.org/pdf/", WZ_SCHEME_ARXIV, "arxiv.org/pdf"},
    {"arxiv.org/html/", WZ_SCHEME_ARXIV, "arxiv.org/html"},
    {"arxiv.org/e-print/", WZ_SCHEME_ARXIV, "arxiv.org/e-print"},
    {"arxiv.org/format/", WZ_SCHEME_ARXIV, "arxiv.org/format"},
    {"arxiv.org/src/", WZ_SCHEME_ARXIV, "arxiv.org/src"},
    {"arxiv.org/ps/", WZ_SCHEME_ARXIV, "arxiv.org/ps"},
    {"arxiv.org/tb/", WZ_SCHEME_ARXIV, "arxiv.org/tb"},
    {"arxiv.org/", WZ_SCHEME_ARXIV, "arxiv.org"},
    {"ar5iv.labs.arxiv.org/html/", WZ_SCHEME_ARXIV, "ar5iv.labs.arxiv.org/html"},
    {"ar5iv.labs.arxiv.org/abs/", WZ_SCHEME_ARXIV, "ar5iv.labs.arxiv.org/abs"},
    {"ar5iv.org/abs/", WZ_SCHEME_ARXIV, "ar5iv.org/abs"},
    {"ar5iv.org/html/", WZ_SCHEME_ARXIV, "ar5iv.org/html"},
    {"alphaxiv.org/abs/", WZ_SCHEME_ARXIV, "alphaxiv.org/abs"},
    {"alphaxiv.org/pdf/", WZ_SCHEME_ARXIV, "alphaxiv.org/pdf"},
    {"alphaxiv.org/overview/", WZ_SCHEME_ARXIV, "alphaxiv.org/overview"},
    {"xxx.lanl.gov/abs/", WZ_SCHEME_ARXIV, "xxx.lanl.gov/abs"},
    {"huggingface.co/papers/", WZ_SCHEME_ARXIV, "huggingface.co/papers"},
    {"hf.co/papers/", WZ_SCHEME_ARXIV, "hf.co/papers"},
    {"hf-mirror.com/papers/", WZ_SCHEME_ARXIV, "hf-mirror.com/papers"},
    {"papers.cool/arxiv/", WZ_SCHEME_ARXIV, "papers.cool/arxiv"},
    {"scirate.com/arxiv/", WZ_SCHEME_ARXIV, "scirate.com/arxiv"},
    {"arxiv-vanity.com/papers/", WZ_SCHEME_ARXIV, "arxiv-vanity.com/papers"},
    {"api.semanticscholar.org/graph/v1/paper/arxiv:", WZ_SCHEME_ARXIV, "semanticscholar.org arXiv:"},
    {"api.semanticscholar.org/v1/paper/arxiv:", WZ_SCHEME_ARXIV, "semanticscholar.org arXiv:"},
    {"api.semanticscholar.org/arxiv:", WZ_SCHEME_ARXIV, "semanticscholar.org arXiv:"},
    {"semanticscholar.org/arxiv/", WZ_SCHEME_ARXIV, "semanticscholar.org arXiv:"},
    {"semanticscholar.org/arxiv:", WZ_SCHEME_ARXIV, "semanticscholar.org arXiv:"},
    {"semanticscholar.org/paper/arxiv:", WZ_SCHEME_ARXIV, "semanticscholar.org arXiv:"},
    {"ui.adsabs.harvard.edu/abs/arxiv:", WZ_SCHEME_ARXIV, "adsabs.harvard.edu arXiv:"},
    {"doi.org/10.48550/arxiv.", WZ_SCHEME_ARXIV, "doi.org/10.48550"},
    {"dx.doi.org/10.48550/arxiv.", WZ_SCHEME_ARXIV, "doi.org/10.48550"},
    {"doi.org/", WZ_SCHEME_DOI, "doi.org"},
    {"dx.doi.org/", WZ_SCHEME_DOI, "doi.org"},
    {"dl.acm.org/doi/pdf/", WZ_SCHEME_DOI, "dl.acm.org/doi"},
    {"dl.acm.org/doi/abs/", WZ_SCHEME_DOI, "dl.acm.org/doi"},
    {"dl.acm.org/doi/", WZ_SCHEME_DOI, "dl.acm.org/doi"},
    {"doi.acm.org/", WZ_SCHEME_DOI, "doi.acm.org"},
    {"link.springer.com/article/", WZ_SCHEME_DOI, "link.springer.com"},
    {"link.springer.com/chapter/", WZ_SCHEME_DOI, "link.springer.com"},
    {"onlinelibrary.wiley.com/doi/", WZ_SCHEME_DOI, "onlinelibrary.wiley.com/doi"},
    {"science.org/doi/", WZ_SCHEME_DOI, "science.org/doi"},
    {"pnas.org/doi/", WZ_SCHEME_DOI, "pnas.org/doi"},
    {"openreview.net/forum?id=", WZ_SCHEME_OPENREVIEW, "openreview.net/forum"},
    {"openreview.net/pdf?id=", WZ_SCHEME_OPENREVIEW, "openreview.net/pdf"},
    {"openreview.net/references/pdf?id=", WZ_SCHEME_OPENREVIEW, "openreview.net/pdf"},
    {"aclanthology.org/", WZ_SCHEME_ACL, "aclanthology.org"},
    {"aclanthology.info/papers/", WZ_SCHEME_ACL, "aclanthology.info"},
    {"aclweb.org/anthology/", WZ_SCHEME_ACL, "aclweb.org/anthology"},
    {"proceedings.mlr.press/", WZ_SCHEME_PMLR, "proceedings.mlr.press"},
    {"openaccess.thecvf.com/", WZ_SCHEME_CVF, "openaccess.thecvf.com"},
};

/* How an identifier says what it is, where it is no address. */
static const Site marks[] = {
    {"arxiv id", WZ_SCHEME_ARXIV, "arXiv:"}, {"arxiv preprint arxiv", WZ_SCHEME_ARXIV, "arXiv:"},
    {"arxiv", WZ_SCHEME_ARXIV, "arXiv:"},    {"oai:arxiv.org", WZ_SCHEME_ARXIV, "oai:arXiv.org"},
    {"doi", WZ_SCHEME_DOI, "doi:"},
};

/* What arXiv calls its archives, those of the past included (https://arxiv.org/archive). */
static const gchar *const archives[] = {
    "acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph", "atom-ph",  "bayes-an", "chao-dyn",
    "chem-ph",  "cmp-lg",   "comp-gas", "cond-mat", "cs",       "dg-ga",    "econ",     "eess",
    "funct-an", "gr-qc",    "hep-ex",   "hep-lat",  "hep-ph",   "hep-th",   "math",     "math-ph",
    "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol", "physics",  "plasm-ph", "q-alg",
    "q-bio",    "q-fin",    "quant-ph", "solv-int", "stat",     "supr-con", NULL,
};

/* ---- The identifiers of each scheme ------------------------------------------------------------------- */

/* Whether the two digits at @p are a month. */
static gboolean
is_month (const gchar *p)
{
  guint month = (guint) (p[0] - '0') * 10 + (guint) (p[1] - '0');

  return month >= 1 && month <= 12;
}

gsize
wz_identity_match_arxiv (const gchar *text)
{
  gsize n = wz_digits_count (text);

  if (n == 4 && text[4] == '.' && is_month (text + 2)) {
    gsize serial = wz_digits_count (text + 5);

    return serial == 4 || serial == 5 ? 5 + serial : 0;
  }
  for (n = 0; g_ascii_islower (text[n]) || text[n] == '-'; n++)
    ;
  if (n < 2 || n > 10)
    return 0;
  g_autofree gchar *archive = g_strndup (text, n);
  if (!g_strv_contains (archives, archive))
    return 0;
  if (text[n] == '.' && g_ascii_isupper (text[n + 1]) && g_ascii_isupper (text[n + 2]))
    n += 3;
  else if (text[n] == '.' && g_ascii_islower (text[n + 1])) { /* cond-mat.mtrl-sci */
    gsize class = strspn (text + n + 1, "abcdefghijklmnopqrstuvwxyz-");

    n += class <= 10 ? 1 + class : 0;
  }
  return text[n] == '/' && wz_digits_count (text + n + 1) == 7 && is_month (text + n + 3) ? n + 8 : 0;
}

gchar *
wz_identity_dup_arxiv (const gchar *id)
{
  const gchar *slash = strchr (id, '/'), *dot = strchr (id, '.');

  return slash != NULL && dot != NULL && dot < slash
             ? g_strdup_printf ("%.*s%s", (gint) (dot - id), id, slash)
             : g_strdup (id);
}

/* What may stand behind an id. More than that leads to a part of the paper: a picture of its HTML edition,
 * `…/2606.00009v2/x1.png`. */
static gboolean
ends_arxiv (const gchar *p)
{
  if (wz_starts_with (p, ".pdf"))
    p += 4;
  else if (wz_starts_with (p, ".ps"))
    p += 3;
  if (*p == '/')
    p++;
  return *p == 0 || (guint8) *p >= 0x80 || strchr ("?#& ]),;\"'", *p) != NULL;
}

/* DOIs, and with them archives, have no case. */
static gchar *
take_arxiv (const gchar *at, guint *version)
{
  enum { MAX_BYTES = 64 };
  g_autofree gchar *lower = g_ascii_strdown (at, (gssize) strnlen (at, MAX_BYTES));
  const gchar *id = lower, *after;
  gsize n;

  if (g_str_has_prefix (id, "arxiv:") || g_str_has_prefix (id, "arxiv."))
    id += 6;
  n = wz_identity_match_arxiv (id);
  after = id + n;
  if (n == 0)
    return NULL;
  if (*after == 'v' && wz_digits_count (after + 1) >= 1 && wz_digits_count (after + 1) <= 3) {
    *version = (guint) g_ascii_strtoull (after + 1, NULL, 10);
    after += 1 + wz_digits_count (after + 1);
  }
  if (!ends_arxiv (after))
    return NULL;
  g_autofree gchar *written = g_strndup (id, n);
  return wz_identity_dup_arxiv (written);
}

/* `10.` registrant `/` suffix (ISO 26324), in lower case; the slash may be encoded. */
static gchar *
take_doi (const gchar *at, guint *version)
{
  g_autofree gchar *cut = g_strndup (at, strcspn (at, " \t\r\n\"<>#?"));
  g_autofree gchar *plain = g_uri_unescape_string (cut, NULL);
  gsize registrant, n;

  if (plain == NULL || !g_str_has_prefix (plain, "10.") ||
      g_ascii_strncasecmp (plain, "10.48550/arxiv.", 15) == 0 || !g_utf8_validate (plain, -1, NULL))
    return NULL;
  registrant = strspn (plain + 3, "0123456789.");
  if (registrant < 4 || plain[3 + registrant] != '/')
    return NULL;
  for (n = strlen (plain); n > 0 && strchr (".,;:)]}'", plain[n - 1]) != NULL; n--)
    if (plain[n - 1] == ')' && memchr (plain, '(', n) != NULL) /* 10.1016/S0140-6736(20)30183-5 */
      break;
  if (n <= 3 + registrant + 1)
    return NULL;
  return g_ascii_strdown (plain, (gssize) n);
}

static gchar *
take_openreview (const gchar *at, guint *version)
{
  gsize n = strspn (at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

  return n >= 6 && (at[n] == 0 || strchr ("&# ", at[n]) != NULL) ? g_strndup (at, n) : NULL;
}

/* `2023.acl-long.1`, `P19-1001`; a volume (`2023.acl-long`, `events/…`) is no paper. */
static gchar *
take_acl (const gchar *at, guint *version)
{
  gsize n = strcspn (at, "/?# ");
  gboolean old, new;

  if (n > 4 && strncmp (at + n - 4, ".pdf", 4) == 0)
    n -= 4;
  g_autofree gchar *id = g_strndup (at, n);
  old = n == 8 && g_ascii_isupper (id[0]) && wz_digits_count (id + 1) == 2 && id[3] == '-' &&
        wz_digits_count (id + 4) == 4;
  new = wz_digits_count (id) == 4 && id[4] == '.' &&
        strchr (id + 5, '.') != NULL &&wz_digits_count (strrchr (id, '.') + 1) ==
            strlen (strrchr (id, '.') + 1) &&
        g_ascii_isdigit (strrchr (id, '.')[1]);
  return old || new ? g_steal_pointer (&id) : NULL;
}

/* `v202/name23a.html`, `v202/name23a/name23a.pdf` */
static gchar *
take_pmlr (const gchar *at, guint *version)
{
  gsize volume = *at == 'v' ? wz_digits_count (at + 1) : 0, n;

  if (volume == 0 || at[1 + volume] != '/')
    return NULL;
  n = strspn (at + volume + 2, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
  return n > 3 ? g_strndup (at, volume + 2 + n) : NULL;
}

/* `content/CVPR2023/html/NAME_paper.html`, `…/papers/NAME_paper.pdf`; not the supplement beside it. */
static gchar *
take_cvf (const gchar *at, guint *version)
{
  g_autofree gchar *path = g_strndup (at, strcspn (at, "?# "));
  const gchar *name = strrchr (path, '/'), *end = NULL;

  if (!g_str_has_prefix (path, "content") || name == NULL)
    return NULL;
  name++;
  end = g_strrstr (name, "_paper.");
  return end != NULL && end > name ? g_strndup (name, (gsize) (end - name)) : NULL;
}

/* ---- The forms ---------------------------------------------------------------------------------------- */

static const gchar *
skip_scheme (const gchar *url)
{
  if (g_ascii_strncasecmp (url, "http://", 7) == 0)
    url += 7;
  else if (g_ascii_strncasecmp (url, "https://", 8) == 0)
    url += 8;
  else if (g_str_has_prefix (url, "//"))
    url += 2;
  return g_ascii_strncasecmp (url, "www.", 4) == 0 ? url + 4 : url;
}

/* Another name of arXiv in front of its domain: `export.`, `cn.`, `rss.`, `browse.`, `de.`. */
static const gchar *
skip_mirror (const gchar *host)
{
  gsize n = strspn (host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  if (n > 0 && n <= 8 && host[n] == '.' && g_ascii_strncasecmp (host + n + 1, "arxiv.org/", 10) == 0)
    return host + n + 1;
  return host;
}

static gboolean
take (const Site *site, const gchar *at, WzIdentity *identity)
{
  guint version = 0;
  gchar *id = take_id[site->scheme](at, &version);

  if (id == NULL)
    return FALSE;
  *identity = (WzIdentity){site->scheme, id, version, site->form};
  return TRUE;
}

static gboolean
take_address (const gchar *text, WzIdentity *identity)
{
  const gchar *host = skip_mirror (skip_scheme (text));

  for (guint i = 0; i < G_N_ELEMENTS (sites); i++) {
    gsize n = strlen (sites[i].start);

    if (g_ascii_strncasecmp (host, sites[i].start, n) == 0 && take (&sites[i], host + n, identity))
      return TRUE;
  }
  return FALSE;
}

/* `arXiv:`, `arXiv ID：`, `doi: `: the mark, a colon of either width, perhaps a space. */
static gboolean
take_marked (const gchar *text, WzIdentity *identity)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    gsize n = strlen (marks[i].start);
    const gchar *at = text + n;

    if (g_ascii_strncasecmp (text, marks[i].start, n) != 0)
      continue;
    while (*at == ' ')
      at++;
    if (*at == ':')
      at++;
    else if (wz_starts_with (at, "："))
      at += strlen ("：");
    else
      continue;
    while (*at == ' ')
      at++;
    return (marks[i].scheme == WZ_SCHEME_DOI && g_ascii_strncasecmp (at, "10.48550/arxiv.", 15) == 0 &&
            take (&(Site){NULL, WZ_SCHEME_ARXIV, "doi:10.48550"}, at + 15, identity)) ||
           take (&marks[i], at, identity) || take_address (at, identity);
  }
  return FALSE;
}

/* `[2209.11142]`, `data-arxiv-id="2209.11142"` */
static gboolean
take_framed (const gchar *text, WzIdentity *identity)
{
  static const struct {
    const gchar *open;
    gchar shut;
    Site site;
  } frames[] = {
      {"[", ']', {NULL, WZ_SCHEME_ARXIV, "[ID]"}},
      {"data-arxiv-id=\"", '"', {NULL, WZ_SCHEME_ARXIV, "data-arxiv-id"}},
      {"data-arxiv-id='", '\'', {NULL, WZ_SCHEME_ARXIV, "data-arxiv-id"}},
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++) {
    const gchar *at = text + strlen (frames[i].open);
    const gchar *shut;

    if (!wz_starts_with (text, frames[i].open))
      continue;
    shut = strchr (at, frames[i].shut);
    if (shut == NULL || shut[1] != 0)
      return FALSE;
    g_autofree gchar *inside = g_strndup (at, (gsize) (shut - at));
    return take_marked (inside, identity) || take (&frames[i].site, inside, identity);
  }
  return FALSE;
}

gboolean
wz_identity_of_link (const gchar *text, WzIdentity *identity)
{
  g_autofree gchar *plain = g_strstrip (g_strdup (text));

  *identity = (WzIdentity){0};
  return take_address (plain, identity) || take_marked (plain, identity) || take_framed (plain, identity);
}

gboolean
wz_identity_of_id (const gchar *text, WzIdentity *identity)
{
  static const Site bare[] = {{NULL, WZ_SCHEME_ARXIV, "ID"}, {NULL, WZ_SCHEME_DOI, "DOI"}};

  if (wz_identity_of_link (text, identity))
    return TRUE;
  g_autofree gchar *plain = g_strstrip (g_strdup (text));
  if (g_ascii_strncasecmp (plain, "10.48550/arxiv.", 15) == 0 && take (&bare[0], plain + 15, identity))
    return TRUE;
  return take (&bare[0], plain, identity) || take (&bare[1], plain, identity);
}

/* ---- What else is asked ------------------------------------------------------------------------------- */

void
wz_identity_clear (WzIdentity *identity)
{
  g_free (identity->id);
  *identity = (WzIdentity){0};
}

gboolean
wz_identity_is_paper_site (const gchar *url)
{
  static const gchar *const own[] = {"arxiv.org/", "ar5iv.org/", "ar5iv.labs.arxiv.org/", "alphaxiv.org/"};
  const gchar *host = skip_mirror (skip_scheme (url));

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_ascii_strncasecmp (host, own[i], strlen (own[i])) == 0)
      return TRUE;
  return FALSE;
}

gboolean
wz_identity_is_picture (const gchar *url)
{
  static const gchar *const ends[] = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp"};
  gsize length = strcspn (url, "?#");

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    gsize n = strlen (ends[i]);

    if (length > n && g_ascii_strncasecmp (url + length - n, ends[i], n) == 0)
      return TRUE;
  }
  return FALSE;
}

guint
wz_identity_arxiv_month (const gchar *id)
{
  const gchar *digits = strchr (id, '/') != NULL ? strchr (id, '/') + 1 : id;
  guint year;

  if (wz_digits_count (digits) < 4 || !is_month (digits + 2))
    return 0;
  year = (guint) (digits[0] - '0') * 10 + (guint) (digits[1] - '0');
  year +=
      digits != id && year >= 91 ? 1900 : 2000; /* ids with a slash were given out from 1991 to March 2007 */
  return year * 12 + (guint) (digits[2] - '0') * 10 + (guint) (digits[3] - '0') - 1;
}

const gchar *
wz_scheme_get_name (WzScheme scheme)
{
  static const gchar *const names[] = {"none", "arxiv", "doi", "openreview", "acl", "pmlr", "cvf"};

  g_return_val_if_fail ((guint) scheme < G_N_ELEMENTS (names), "none");
  return names[scheme];
}

gchar *
wz_identity_dup_string (const WzIdentity *identity)
{
  return identity->scheme != WZ_SCHEME_NONE
             ? g_strconcat (wz_scheme_get_name (identity->scheme), ":", identity->id, NULL)
             : NULL;
}

/* In: the characters of one paragraph or title. Out: inlines: formulae between dollars, strong text between
 * double asterisks, URLs as links; with @markdown, links, code, emphasis and pictures too. Each byte is
 * looked at a bounded number of times. SPDX-License-Identifier: MIT */
#include "read/read-issue.h"

#include <string.h>

enum {
  MAX_FORMULA_BYTES = 4096, /* a longer one was never closed */
  MAX_MARK_BYTES = 8192,    /* the same for Markdown's marks */
  MAX_DEPTH = 8,
};

typedef struct {
  ReadDoc *doc;
  WzTextBuilder *text;
  gboolean markdown;
  WzPosition position;
  gsize offset_bytes;
} Inliner;

static void add_inlines (Inliner *inliner, const gchar *p, const gchar *end, guint depth);

static void
add_characters (Inliner *inliner, const gchar *start, const gchar *end)
{
  if (end > start)
    wz_text_builder_add (inliner->text, start, end - start, &inliner->position);
}

static gboolean
is_blank (gchar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == 0;
}

/* ---- Formulae ---- */

/* `$5 to 10$`: begins with a digit, has words, and nothing that only TeX has. */
static gboolean
looks_like_price (const gchar *start, const gchar *end)
{
  if (!g_ascii_isdigit (*start) || memchr (start, ' ', (gsize) (end - start)) == NULL)
    return FALSE;
  for (const gchar *p = start; p < end; p++)
    if (strchr ("\\^_={}<>+", *p) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
has_stray_han (const gchar *start, const gchar *end)
{
  gboolean han = FALSE;

  for (const gchar *p = start; p < end; p = g_utf8_next_char (p))
    han |= read_is_han (g_utf8_get_char (p));
  return han && memmem (start, (gsize) (end - start), "\\text", 5) == NULL &&
         memmem (start, (gsize) (end - start), "\\mbox", 5) == NULL &&
         memmem (start, (gsize) (end - start), "\\mathrm", 7) == NULL;
}

/* `$tex$` at @p: opening sign before a non-space, closing one behind a non-space and not before a digit (the
 * rule of Pandoc's tex_math_dollars), so that `$5 and $10` is money. Returns the end behind the closing sign.
 */
static const gchar *
match_dollars (const gchar *p, const gchar *end, const gchar **tex, const gchar **tex_end)
{
  guint n = p + 1 < end && p[1] == '$' ? 2 : 1;
  const gchar *stop = end - p > MAX_FORMULA_BYTES ? p + MAX_FORMULA_BYTES : end;

  *tex = p + n;
  if (*tex >= end || (n == 1 && is_blank (**tex)))
    return NULL;
  for (const gchar *q = *tex; q < stop; q++) {
    if (*q == '\\') {
      q++;
      continue;
    }
    if (*q != '$')
      continue;
    if (n == 2 && (q + 1 >= end || q[1] != '$'))
      return NULL;
    if (q == *tex || (n == 1 && (is_blank (q[-1]) || (q + 1 < end && g_ascii_isdigit (q[1])))))
      return NULL;
    if (n == 1 && (looks_like_price (*tex, q) || has_stray_han (*tex, q)))
      return NULL;
    *tex_end = q;
    return q + n;
  }
  return NULL;
}

/* `\( tex \)` and `\[ tex \]`. */
static const gchar *
match_tex_parens (const gchar *p, const gchar *end, const gchar **tex, const gchar **tex_end)
{
  gchar close = p[1] == '(' ? ')' : ']';
  const gchar *stop = end - p > MAX_FORMULA_BYTES ? p + MAX_FORMULA_BYTES : end;

  *tex = p + 2;
  for (const gchar *q = *tex; q + 1 < stop; q++)
    if (q[0] == '\\' && q[1] == close) {
      *tex_end = q;
      return q > *tex ? q + 2 : NULL;
    } else if (q[0] == '\\')
      q++;
  return NULL;
}

static void
add_formula (Inliner *inliner, const gchar *tex, const gchar *tex_end)
{
  g_autofree gchar *source = g_strstrip (g_strndup (tex, (gsize) (tex_end - tex)));

  wz_text_builder_leaf (inliner->text, WZ_TEXT_FORMULA, NULL, source, &inliner->position);
}

static const gchar *
try_formula (Inliner *inliner, const gchar *p, const gchar *end)
{
  const gchar *tex, *tex_end, *after = NULL;

  if (*p == '$')
    after = match_dollars (p, end, &tex, &tex_end);
  else if (p + 1 < end && (p[1] == '(' || p[1] == '['))
    after = match_tex_parens (p, end, &tex, &tex_end);
  if (after != NULL)
    add_formula (inliner, tex, tex_end);
  else if (*p == '$' && p + 1 < end && p[1] == '\\')
    read_doc_remark (inliner->doc, READ_DIAG_FORMULA_UNCLOSED, inliner->offset_bytes, NULL);
  return after;
}

/* ---- Marks ---- */

/* The next @mark from @p on, or NULL. */
static const gchar *
find_mark (const gchar *p, const gchar *end, const gchar *mark)
{
  gsize left = MIN ((gsize) (end - p), (gsize) MAX_MARK_BYTES);

  return memmem (p, left, mark, strlen (mark));
}

static const gchar *
try_delimited (Inliner *inliner, const gchar *p, const gchar *end, const gchar *mark, WzTextKind kind,
               guint depth)
{
  gsize n = strlen (mark);
  const gchar *inner = p + n, *close;

  if (depth >= MAX_DEPTH || inner >= end || is_blank (*inner))
    return NULL;
  close = find_mark (inner, end, mark);
  if (close == NULL || close == inner || is_blank (close[-1]))
    return NULL;
  wz_text_builder_enter (inliner->text, kind, 0, NULL, NULL, NULL, &inliner->position);
  add_inlines (inliner, inner, close, depth + 1);
  wz_text_builder_leave (inliner->text);
  return close + n;
}

static const gchar *
try_code (Inliner *inliner, const gchar *p, const gchar *end)
{
  const gchar *close = find_mark (p + 1, end, "`");
  g_autofree gchar *code = NULL;

  if (close == NULL || close == p + 1)
    return NULL;
  code = g_strndup (p + 1, (gsize) (close - p - 1));
  wz_text_builder_leaf (inliner->text, WZ_TEXT_CODE, NULL, code, &inliner->position);
  return close + 1;
}

static gboolean
is_web_url (const gchar *url)
{
  return g_str_has_prefix (url, "http://") || g_str_has_prefix (url, "https://");
}

/* `[label](url)` and `![alt](url)`. What is no web address keeps its label alone; a picture elsewhere becomes
 * a link to it. */
static const gchar *
try_link (Inliner *inliner, const gchar *p, const gchar *end, guint depth)
{
  gboolean picture = *p == '!';
  const gchar *label = p + (picture ? 2 : 1);
  const gchar *close = find_mark (label, end, "](");
  const gchar *shut;
  g_autofree gchar *url = NULL;

  if (close == NULL || depth >= MAX_DEPTH ||
      (!picture && memchr (label, '[', (gsize) (close - label)) != NULL))
    return NULL;
  shut = find_mark (close + 2, end, ")");
  if (shut == NULL)
    return NULL;
  url = g_strstrip (g_strndup (close + 2, (gsize) (shut - close - 2)));
  if (picture)
    read_doc_remark (inliner->doc, READ_DIAG_PICTURE_NOT_EMBEDDED, inliner->offset_bytes, "%s", url);
  if (is_web_url (url))
    wz_text_builder_enter (inliner->text, WZ_TEXT_LINK, 0, url, NULL, NULL, &inliner->position);
  if (close > label)
    add_inlines (inliner, label, close, depth + 1);
  else
    wz_text_builder_add (inliner->text, picture ? "〔图〕" : url, -1, &inliner->position);
  if (is_web_url (url))
    wz_text_builder_leave (inliner->text);
  return shut + 1;
}

/* A bare URL in running text. */
static const gchar *
try_url (Inliner *inliner, const gchar *start, const gchar *p, const gchar *end)
{
  const gchar *q = p;
  gint parens = 0;
  g_autofree gchar *url = NULL;

  if ((p > start && g_ascii_isalnum (p[-1])) ||
      !(g_str_has_prefix (p, "http://") || g_str_has_prefix (p, "https://")))
    return NULL;
  for (; q < end && (g_ascii_isalnum (*q) || (*q != 0 && strchr ("-._~:/?#@!$&'()*+,;=%", *q) != NULL)); q++)
    parens += (*q == '(') - (*q == ')');
  for (; q > p && (strchr (".,;:!?'", q[-1]) != NULL || (q[-1] == ')' && parens < 0)); q--)
    parens += q[-1] == ')';
  if (q - p < 10)
    return NULL;
  url = g_strndup (p, (gsize) (q - p));
  wz_text_builder_enter (inliner->text, WZ_TEXT_LINK, 0, url, NULL, NULL, &inliner->position);
  add_characters (inliner, p, q);
  wz_text_builder_leave (inliner->text);
  return q;
}

/* Tags of the sites that these texts come from: `<u>`, `<b>`, `<br>`. Others stay as text. */
static const gchar *
try_tag (Inliner *inliner, const gchar *p, const gchar *end)
{
  static const struct {
    const gchar *tag;
    gboolean is_break;
  } tags[] = {{"<u>", FALSE}, {"</u>", FALSE}, {"<b>", FALSE},  {"</b>", FALSE},
              {"<br>", TRUE}, {"<br/>", TRUE}, {"<br />", TRUE}};

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    gsize n = strlen (tags[i].tag);

    if ((gsize) (end - p) < n || memcmp (p, tags[i].tag, n) != 0)
      continue;
    if (tags[i].is_break)
      wz_text_builder_leaf (inliner->text, WZ_TEXT_LINE_BREAK, NULL, NULL, &inliner->position);
    return p + n;
  }
  return NULL;
}

static const gchar *
try_markdown (Inliner *inliner, const gchar *start, const gchar *p, const gchar *end, guint depth)
{
  switch (*p) {
  case '`':
    return try_code (inliner, p, end);
  case '[':
    return try_link (inliner, p, end, depth);
  case '!':
    return p + 1 < end && p[1] == '[' ? try_link (inliner, p, end, depth) : NULL;
  case '<':
    return try_tag (inliner, p, end);
  case '*':
    return p > start && g_ascii_isalnum (p[-1])
               ? NULL
               : try_delimited (inliner, p, end, "*", WZ_TEXT_EMPHASIS, depth);
  default:
    return NULL;
  }
}

static const gchar *
try_mark (Inliner *inliner, const gchar *start, const gchar *p, const gchar *end, guint depth)
{
  const gchar *after = NULL;

  if (*p == '$' || *p == '\\')
    return try_formula (inliner, p, end);
  if (*p == 'h')
    return try_url (inliner, start, p, end);
  if (*p == '*' && p + 1 < end && p[1] == '*')
    return try_delimited (inliner, p, end, "**", WZ_TEXT_STRONG, depth);
  if (inliner->markdown)
    after = try_markdown (inliner, start, p, end, depth);
  return after;
}

/* Marks emit their nodes at once, so what stands before them must be out by then: the builder's order is the
 * order of calls. A failed try emits nothing. */
static void
add_inlines (Inliner *inliner, const gchar *p, const gchar *end, guint depth)
{
  const gchar *start = p, *run = p;

  while (p < end) {
    const gchar *after;

    if (strchr ("$\\h*`[!<", *p) == NULL) {
      p++;
      continue;
    }
    if (*p == '\\' && p + 1 < end && (p[1] == '$' || (inliner->markdown && strchr ("*_`[]", p[1]) != NULL))) {
      add_characters (inliner, run, p);
      run = p + 1;
      p += 2;
      continue;
    }
    add_characters (inliner, run, p);
    run = p;
    after = try_mark (inliner, start, p, end, depth);
    if (after != NULL)
      run = p = after;
    else
      p += *p == '*' && p + 1 < end && p[1] == '*' ? 2 : 1;
  }
  add_characters (inliner, run, end);
}

/**
 * read_add_inlines:
 * @characters: one paragraph, cleaned
 * @offset_bytes: where it begins in the source
 */
void
read_add_inlines (ReadDoc *doc, WzTextBuilder *text, const gchar *characters, gboolean markdown,
                  gsize offset_bytes)
{
  Inliner inliner = {doc, text, markdown, read_doc_position (doc, offset_bytes), offset_bytes};

  add_inlines (&inliner, characters, characters + strlen (characters), 0);
}

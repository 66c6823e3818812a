/* In: the characters of one paragraph or title. Out: inlines: formulae between dollars, strong text between
 * double asterisks, URLs as links; with @markdown, links, code, emphasis and pictures too. Each byte is
 * looked at a bounded number of times. SPDX-License-Identifier: MIT */
#include "base/wz-math.h"
#include "read/read-issue.h"

#include <string.h>

enum {
  MAX_MARK_BYTES = 8192, /* a longer one was never closed */
  MAX_DEPTH = 8,
};

/* Marks that end something. */
typedef enum { MARK_STRONG, MARK_EMPHASIS, MARK_CODE, MARK_LINK, MARK_PAREN, N_MARKS } Mark;

static const gchar *const marks[N_MARKS] = {
    [MARK_STRONG] = "**", [MARK_EMPHASIS] = "*", [MARK_CODE] = "`", [MARK_LINK] = "](", [MARK_PAREN] = ")",
};

typedef struct {
  ReadDoc *doc;
  WzTextBuilder *text;
  gboolean markdown;
  WzPosition position;
  gsize offset_bytes;
  const gchar *characters;
  gboolean exact;   /* @characters stand in the source as they are: every node has a place of its own */
  GString *pending; /* characters that no node has interrupted yet */
  WzPosition pending_position;
  GArray *formulae;           /* of WzMathSpan: those of the whole paragraph */
  guint n_passed;             /* of them; see find_formula() */
  const gchar *next[N_MARKS]; /* where each mark comes next, as far as known: see find_mark() */
} Inliner;

static void add_inlines (Inliner *inliner, const gchar *p, const gchar *end, guint depth);

static WzPosition
position_of (Inliner *inliner, const gchar *p)
{
  if (!inliner->exact)
    return inliner->position;
  return read_doc_position (inliner->doc, inliner->offset_bytes + (gsize) (p - inliner->characters));
}

static void
add_characters (Inliner *inliner, const gchar *start, const gchar *end)
{
  if (start >= end)
    return;
  if (inliner->pending->len == 0)
    inliner->pending_position = position_of (inliner, start);
  g_string_append_len (inliner->pending, start, end - start);
}

/* Before a node begins or ends. */
static void
flush (Inliner *inliner)
{
  wz_text_builder_add (inliner->text, inliner->pending->str, (gssize) inliner->pending->len,
                       &inliner->pending_position);
  g_string_truncate (inliner->pending, 0);
}

static void
enter (Inliner *inliner, WzTextKind kind, const gchar *target, const gchar *p)
{
  WzPosition position = position_of (inliner, p);

  flush (inliner);
  wz_text_builder_enter (inliner->text, kind, 0, target, NULL, NULL, &position);
}

static void
leave (Inliner *inliner)
{
  flush (inliner);
  wz_text_builder_leave (inliner->text);
}

static void
add_leaf (Inliner *inliner, WzTextKind kind, const gchar *content, const gchar *p)
{
  WzPosition position = position_of (inliner, p);

  flush (inliner);
  wz_text_builder_leaf (inliner->text, kind, NULL, content, &position);
}

/* Where the formula ends that @p stands inside of; @p itself outside of all. */
static const gchar *
skip_formula (const Inliner *inliner, const gchar *p)
{
  gsize at = (gsize) (p - inliner->characters);
  guint low = 0, high = inliner->formulae->len;

  while (low < high) { /* the first that ends behind @p */
    guint middle = low + (high - low) / 2;

    if (g_array_index (inliner->formulae, WzMathSpan, middle).end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < inliner->formulae->len && g_array_index (inliner->formulae, WzMathSpan, low).start < at)
    return inliner->characters + g_array_index (inliner->formulae, WzMathSpan, low).end;
  return p;
}

/* The next @mark from @p on, or NULL where it is not near or not before @end. Answers are remembered: calls
 * come in the order of the text, so that a paragraph full of openings without an end costs one search. */
static const gchar *
find_mark (Inliner *inliner, const gchar *p, const gchar *end, Mark mark)
{
  const gchar *next = inliner->next[mark];

  if (next == NULL || next < p) {
    next = strstr (p, marks[mark]);
    while (next != NULL && skip_formula (inliner, next) > next)
      next = strstr (skip_formula (inliner, next), marks[mark]);
    if (next == NULL)
      next = p + strlen (p);
    inliner->next[mark] = next;
  }
  return *next != 0 && next + strlen (marks[mark]) <= end && next - p <= MAX_MARK_BYTES ? next : NULL;
}

static gboolean
is_blank (gchar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == 0;
}

/* ---- Formulae ---- */

/* The formula or unsure sign at @p: those before it are passed by, since the calls come in the order of the
 * text. */
static const WzMathSpan *
find_formula (Inliner *inliner, const gchar *p)
{
  gsize at = (gsize) (p - inliner->characters);
  const WzMathSpan *spans = (const WzMathSpan *) (gpointer) inliner->formulae->data;

  while (inliner->n_passed < inliner->formulae->len && spans[inliner->n_passed].start < at)
    inliner->n_passed++;
  return inliner->n_passed < inliner->formulae->len && spans[inliner->n_passed].start == at
             ? &spans[inliner->n_passed]
             : NULL;
}

static const gchar *
try_formula (Inliner *inliner, const gchar *p, const gchar *end)
{
  const WzMathSpan *span = find_formula (inliner, p);
  g_autofree gchar *tex = NULL;

  if (span == NULL || inliner->characters + span->end > end)
    return NULL;
  if (span->kind == WZ_MATH_UNSURE) {
    read_doc_remark (inliner->doc, READ_DIAG_FORMULA_UNSURE,
                     inliner->offset_bytes + (inliner->exact ? span->start : 0), NULL);
    return NULL;
  }
  tex = g_strndup (inliner->characters + span->tex_start, span->tex_end - span->tex_start);
  add_leaf (inliner, WZ_TEXT_FORMULA, tex, p);
  return inliner->characters + span->end;
}

/* ---- Marks ---- */

static const gchar *
try_delimited (Inliner *inliner, const gchar *p, const gchar *end, Mark mark, WzTextKind kind, guint depth)
{
  gsize n = strlen (marks[mark]);
  const gchar *inner = p + n, *close;

  if (depth >= MAX_DEPTH || inner >= end || is_blank (*inner))
    return NULL;
  close = find_mark (inliner, inner, end, mark);
  if (close == NULL || close == inner || is_blank (close[-1]))
    return NULL;
  enter (inliner, kind, NULL, p);
  add_inlines (inliner, inner, close, depth + 1);
  leave (inliner);
  return close + n;
}

static const gchar *
try_code (Inliner *inliner, const gchar *p, const gchar *end)
{
  const gchar *close = find_mark (inliner, p + 1, end, MARK_CODE);
  g_autofree gchar *code = NULL;

  if (close == NULL || close == p + 1)
    return NULL;
  code = g_strndup (p + 1, (gsize) (close - p - 1));
  add_leaf (inliner, WZ_TEXT_CODE, code, p);
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
  const gchar *close = find_mark (inliner, label, end, MARK_LINK);
  const gchar *shut;
  g_autofree gchar *url = NULL;

  if (close == NULL || depth >= MAX_DEPTH ||
      (!picture && memchr (label, '[', (gsize) (close - label)) != NULL))
    return NULL;
  shut = find_mark (inliner, close + 2, end, MARK_PAREN);
  if (shut == NULL)
    return NULL;
  url = g_strstrip (g_strndup (close + 2, (gsize) (shut - close - 2)));
  if (picture)
    read_doc_remark (inliner->doc, READ_DIAG_PICTURE_NOT_EMBEDDED, inliner->offset_bytes, "%s", url);
  if (is_web_url (url))
    enter (inliner, WZ_TEXT_LINK, url, p);
  if (close > label)
    add_inlines (inliner, label, close, depth + 1);
  else
    g_string_append (inliner->pending, picture ? "〔图〕" : url);
  if (is_web_url (url))
    leave (inliner);
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
  enter (inliner, WZ_TEXT_LINK, url, p);
  add_characters (inliner, p, q);
  leave (inliner);
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
      add_leaf (inliner, WZ_TEXT_LINE_BREAK, NULL, p);
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
               : try_delimited (inliner, p, end, MARK_EMPHASIS, WZ_TEXT_EMPHASIS, depth);
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
    return try_delimited (inliner, p, end, MARK_STRONG, WZ_TEXT_STRONG, depth);
  if (inliner->markdown)
    after = try_markdown (inliner, start, p, end, depth);
  return after;
}

static inline gboolean
may_be_mark (gchar c)
{
  switch (c) {
  case '$':
  case '\\':
  case 'h':
  case '*':
  case '`':
  case '[':
  case '!':
  case '<':
    return TRUE;
  default:
    return FALSE;
  }
}

/* Marks emit their nodes at once, so what stands before them must be out by then: the builder's order is the
 * order of calls. A failed try emits nothing. */
static void
add_inlines (Inliner *inliner, const gchar *p, const gchar *end, guint depth)
{
  const gchar *start = p, *run = p;

  while (p < end) {
    const gchar *after;

    if (!may_be_mark (*p)) {
      p++;
      continue;
    }
    if (*p == '\\' && p + 1 < end && (p[1] == '$' || (inliner->markdown && strchr ("*_`[]", p[1]) != NULL))) {
      add_characters (inliner, run, p);
      run = p + 1;
      p += 2;
      continue;
    }
    if (*p == 'h' && (end - p < 8 || memcmp (p, "http", 4) != 0)) {
      p++;
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

/* Whether @characters stand at @offset_bytes, but for line ends, which became spaces. */
static gboolean
is_exact (const ReadDoc *doc, const gchar *characters, gsize offset_bytes)
{
  const gchar *source = doc->text + offset_bytes;

  for (gsize i = 0; characters[i] != 0; i++)
    if (offset_bytes + i >= doc->length ||
        (characters[i] != source[i] && !(characters[i] == ' ' && (source[i] == '\n' || source[i] == '\r'))))
      return FALSE;
  return TRUE;
}

/**
 * read_add_inlines:
 * @characters: one paragraph, cleaned
 * @offset_bytes: where it begins in the source
 *
 * Nodes get places of their own where cleaning changed nothing, else that of the paragraph.
 */
void
read_add_inlines (ReadDoc *doc, WzTextBuilder *text, const gchar *characters, gboolean markdown,
                  gsize offset_bytes)
{
  g_autoptr (GString) pending = g_string_new (NULL);
  g_autoptr (GArray) formulae = wz_math_find (characters, -1);
  WzPosition position = read_doc_position (doc, offset_bytes);
  Inliner inliner = {.doc = doc,
                     .text = text,
                     .markdown = markdown,
                     .position = position,
                     .offset_bytes = offset_bytes,
                     .characters = characters,
                     .exact = is_exact (doc, characters, offset_bytes),
                     .formulae = formulae,
                     .pending = pending,
                     .pending_position = position};

  add_inlines (&inliner, characters, characters + strlen (characters), 0);
  flush (&inliner);
}

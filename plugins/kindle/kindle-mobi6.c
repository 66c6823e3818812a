/* kindle-mobi6: the text of the old half of a joint file.
 *
 * In: a text model, whose documents, links and places are final. Out: the same words as one HTML document of
 * the kind that Kindles without KF8 read: no style sheets, links by file position, pictures by number.
 * Follows the KF8 reference, section 9.2.
 *
 * Every link and place of the model names the `<` of an element in assembled flow 0. While that text is
 * rewritten, each element's old and new position is noted, so that old positions can be looked up. */
#include "kindle-mobi6.h"

#include "kindle-bytes.h"

#include <string.h>

/* Ten decimal digits of a file position. */
#define POSITION_DIGITS 10
#define POSITION_PLACEHOLDER "0000000000"

typedef enum {
  TAG_KEEP,   /* without attributes */
  TAG_RENAME, /* to the name in the row */
  TAG_DROP,   /* its content stays */
  TAG_BODY,
  TAG_PARAGRAPH,
  TAG_LINK,
  TAG_IMAGE,
} TagKind;

/* Sorted by name. What is not named is dropped, its content stays. */
static const struct {
  const gchar *name;
  TagKind kind;
  const gchar *to;
} tags[] = {
    {"a", TAG_LINK, NULL},           {"article", TAG_RENAME, "div"},
    {"aside", TAG_RENAME, "div"},    {"b", TAG_KEEP, NULL},
    {"blockquote", TAG_KEEP, NULL},  {"body", TAG_BODY, NULL},
    {"br", TAG_KEEP, NULL},          {"caption", TAG_RENAME, "p"},
    {"code", TAG_RENAME, "tt"},      {"dd", TAG_RENAME, "blockquote"},
    {"div", TAG_KEEP, NULL},         {"dl", TAG_RENAME, "div"},
    {"dt", TAG_RENAME, "p"},         {"em", TAG_RENAME, "i"},
    {"figcaption", TAG_RENAME, "p"}, {"figure", TAG_RENAME, "div"},
    {"footer", TAG_RENAME, "div"},   {"h1", TAG_KEEP, NULL},
    {"h2", TAG_KEEP, NULL},          {"h3", TAG_KEEP, NULL},
    {"h4", TAG_KEEP, NULL},          {"h5", TAG_KEEP, NULL},
    {"h6", TAG_KEEP, NULL},          {"header", TAG_RENAME, "div"},
    {"hr", TAG_KEEP, NULL},          {"i", TAG_KEEP, NULL},
    {"img", TAG_IMAGE, NULL},        {"kbd", TAG_RENAME, "tt"},
    {"li", TAG_KEEP, NULL},          {"nav", TAG_RENAME, "div"},
    {"ol", TAG_KEEP, NULL},          {"p", TAG_PARAGRAPH, NULL},
    {"pre", TAG_KEEP, NULL},         {"s", TAG_KEEP, NULL},
    {"samp", TAG_RENAME, "tt"},      {"section", TAG_RENAME, "div"},
    {"strong", TAG_RENAME, "b"},     {"sub", TAG_KEEP, NULL},
    {"sup", TAG_KEEP, NULL},         {"table", TAG_KEEP, NULL},
    {"td", TAG_KEEP, NULL},          {"th", TAG_KEEP, NULL},
    {"tr", TAG_KEEP, NULL},          {"u", TAG_KEEP, NULL},
    {"ul", TAG_KEEP, NULL},
};

/* Where an element stood in assembled flow 0 and where it stands now. */
typedef struct {
  guint32 from, to;
} Move;

/* A link to be filled in: a placeholder at @at, meant for @target in assembled flow 0. */
typedef struct {
  guint32 at, target;
} Pending;

typedef struct {
  const KindleKf8 *kf8;
  GByteArray *out;
  GArray *moves;   /* of Move, ascending */
  GArray *pending; /* of Pending */
  guint32 base;    /* of the document in assembled flow 0 */
  gint open_links; /* of those that were written */
  gboolean first;  /* no body yet */
} Rewriter;

static gint
find_tag (const gchar *name, gsize length)
{
  gint low = 0, high = (gint) G_N_ELEMENTS (tags) - 1;
  while (low <= high) {
    gint middle = (low + high) / 2;
    gint order = strncmp (name, tags[middle].name, length);
    if (order == 0 && tags[middle].name[length] != '\0')
      order = -1;
    if (order == 0)
      return middle;
    if (order < 0)
      high = middle - 1;
    else
      low = middle + 1;
  }
  return -1;
}

/* The value of an attribute within a tag that kindle-markup wrote: ` name="value"`. */
static const gchar *
find_value (const gchar *tag, gsize length, const gchar *name, gsize *value_length)
{
  g_autofree gchar *mark = g_strdup_printf (" %s=\"", name);
  const gchar *found = g_strstr_len (tag, (gssize) length, mark);
  if (!found)
    return NULL;
  found += strlen (mark);
  const gchar *quote = memchr (found, '"', length - (gsize) (found - tag));
  *value_length = quote ? (gsize) (quote - found) : 0;
  return quote ? found : NULL;
}

static gboolean
find_pos (const KindleKf8 *kf8, const gchar *value, gsize length, guint32 *target)
{
  guint64 fragment = 0, offset = 0;
  if (length != 34 || memcmp (value, "kindle:pos:fid:", 15) != 0 ||
      !kindle_parse_base32 (value + 15, 4, &fragment) || !kindle_parse_base32 (value + 24, 10, &offset) ||
      fragment >= kf8->fragments->len)
    return FALSE;
  *target = g_array_index (kf8->fragments, KindleFragment, fragment).insert_pos + (guint32) offset;
  return TRUE;
}

static void
put_position (Rewriter *r, guint32 target)
{
  Pending pending = {r->out->len, target};
  g_array_append_val (r->pending, pending);
  kindle_put_string (r->out, POSITION_PLACEHOLDER);
}

static void
put_link (Rewriter *r, const gchar *tag, gsize length)
{
  gsize n = 0;
  guint32 target = 0;
  const gchar *href = find_value (tag, length, "href", &n);
  if (!href) /* a place to link to: positions need none */
    return;
  r->open_links++;
  if (find_pos (r->kf8, href, n, &target)) {
    kindle_put_string (r->out, "<a filepos=");
    put_position (r, target);
    kindle_put_string (r->out, ">");
    return;
  }
  kindle_put_string (r->out, "<a href=\"");
  kindle_put_bytes (r->out, href, n);
  kindle_put_string (r->out, "\">");
}

static void
put_image (Rewriter *r, const gchar *tag, gsize length)
{
  gsize n = 0;
  guint64 number = 0;
  const gchar *source = find_value (tag, length, "src", &n);
  if (!source || n < 17 || memcmp (source, "kindle:embed:", 13) != 0 ||
      !kindle_parse_base32 (source + 13, 4, &number))
    return;
  g_autofree gchar *image = g_strdup_printf ("<img recindex=\"%05" G_GUINT64_FORMAT "\" alt=\"", number);
  kindle_put_string (r->out, image);
  const gchar *alt = find_value (tag, length, "alt", &n);
  if (alt)
    kindle_put_bytes (r->out, alt, n);
  kindle_put_string (r->out, "\"/>");
}

static void
put_tag (Rewriter *r, const gchar *name, gboolean closing, gboolean empty)
{
  kindle_put_string (r->out, closing ? "</" : "<");
  kindle_put_string (r->out, name);
  kindle_put_string (r->out, empty ? "/>" : ">");
}

/* Old readers know no style sheet: `width` is the indent of the first line. Class `z` is a Chinese paragraph
 * (plugins/common), which is indented by two characters; all others by nothing. */
static void
put_paragraph (Rewriter *r, const gchar *tag, gsize length, gboolean closing)
{
  gsize n = 0;
  const gchar *class = closing ? NULL : find_value (tag, length, "class", &n);
  if (closing)
    kindle_put_string (r->out, "</p>");
  else
    kindle_put_string (r->out, class && n == 1 && *class == 'z' ? "<p width=\"2em\">" : "<p width=\"0\">");
}

static void
put_body (Rewriter *r)
{
  if (!r->first)
    kindle_put_string (r->out, "<mbp:pagebreak/>");
  r->first = FALSE;
}

/* The tag from its `<` to its `>`, both in; @position is where it stands in assembled flow 0. */
static void
rewrite_tag (Rewriter *r, const gchar *tag, gsize length, guint32 position)
{
  gboolean closing = tag[1] == '/';
  gboolean empty = tag[length - 2] == '/';
  const gchar *name = tag + 1 + closing;
  gint row = find_tag (name, strcspn (name, " />"));
  TagKind kind = row >= 0 ? tags[row].kind : TAG_DROP;
  if (kind == TAG_BODY && !closing)
    put_body (r);
  if (!closing) {
    Move move = {position, r->out->len};
    g_array_append_val (r->moves, move);
  }
  if (kind == TAG_KEEP || kind == TAG_RENAME)
    put_tag (r, kind == TAG_KEEP ? tags[row].name : tags[row].to, closing, empty);
  else if (kind == TAG_PARAGRAPH)
    put_paragraph (r, tag, length, closing);
  else if (kind == TAG_LINK && !closing)
    put_link (r, tag, length);
  else if (kind == TAG_LINK && r->open_links > 0) {
    r->open_links--;
    kindle_put_string (r->out, "</a>");
  } else if (kind == TAG_IMAGE)
    put_image (r, tag, length);
}

/* Behind the end of the tag at @tag; a `>` inside a value does not end it. */
static const gchar *
tag_end (const gchar *tag, const gchar *end)
{
  gchar quote = '\0';
  for (const gchar *p = tag; p < end; p++) {
    if (quote ? *p == quote : *p == '"')
      quote = quote ? '\0' : '"';
    else if (!quote && *p == '>')
      return p + 1;
  }
  return end;
}

static void
rewrite_document (Rewriter *r, const gchar *text, gsize length)
{
  const gchar *end = text + length;
  const gchar *body = g_strstr_len (text, (gssize) length, "<body");
  const gchar *stop = g_strrstr_len (text, (gssize) length, "</body>");
  for (const gchar *p = body; p && stop && p < stop;) {
    if (*p == '<') {
      const gchar *behind = tag_end (p, end);
      rewrite_tag (r, p, (gsize) (behind - p), r->base + (guint32) (p - text));
      p = behind;
    } else {
      const gchar *next = memchr (p, '<', (gsize) (stop - p));
      gsize n = next ? (gsize) (next - p) : (gsize) (stop - p);
      kindle_put_bytes (r->out, p, n);
      p += n;
    }
  }
}

/* A document as its author wrote it: skeleton and fragments put together. */
static GString *
assemble (const KindleKf8 *kf8, guint number, guint *next)
{
  const KindleSkeleton *skeleton = &g_array_index (kf8->skeletons, KindleSkeleton, number);
  const gchar *text = (const gchar *) kf8->text->data;
  GString *out = g_string_new (NULL);
  guint32 base = skeleton->start + skeleton->length, taken = 0;
  for (guint i = 0; i < skeleton->n_fragments; i++, (*next)++) {
    const KindleFragment *fragment = &g_array_index (kf8->fragments, KindleFragment, *next);
    guint32 more = fragment->insert_pos - skeleton->start - (guint32) out->len;
    g_string_append_len (out, text + skeleton->start + taken, more);
    taken += more;
    g_string_append_len (out, text + base + fragment->start, fragment->length);
  }
  g_string_append_len (out, text + skeleton->start + taken, skeleton->length - taken);
  return out;
}

static void
put_guide (Rewriter *r)
{
  kindle_put_string (r->out, "<html><head><guide>");
  for (guint i = 0; i < r->kf8->landmark_places->len; i++) {
    const KindleLandmark *landmark = g_ptr_array_index (r->kf8->book->landmarks, i);
    const KindlePlace *place = &g_array_index (r->kf8->landmark_places, KindlePlace, i);
    g_autofree gchar *reference = g_markup_printf_escaped (
        "<reference type=\"%s\" title=\"%s\" filepos=", landmark->type, landmark->title);
    kindle_put_string (r->out, reference);
    put_position (r, place->offset);
    kindle_put_string (r->out, " />"); /* the space is needed (KF8 reference 9.2) */
  }
  kindle_put_string (r->out, "</guide></head><body>");
}

/* The new position of the element that stood at @target, or of the first one behind it. */
static guint32
look_up (const Rewriter *r, guint32 target)
{
  guint low = 0, high = r->moves->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index (r->moves, Move, middle).from < target)
      low = middle + 1;
    else
      high = middle;
  }
  return low < r->moves->len ? g_array_index (r->moves, Move, low).to : 0;
}

static void
fill_in (const Rewriter *r)
{
  for (guint i = 0; i < r->pending->len; i++) {
    const Pending *pending = &g_array_index (r->pending, Pending, i);
    gchar digits[16];
    g_snprintf (digits, sizeof digits, "%010u", look_up (r, pending->target));
    memcpy (r->out->data + pending->at, digits, POSITION_DIGITS);
  }
}

/* Where the contents items stand; the model holds them level by level. */
static void
find_toc (const Rewriter *r, KindleMobi6 *mobi6)
{
  g_array_set_size (mobi6->toc_offsets, r->kf8->ncx_items->len);
  for (guint k = 0; k < r->kf8->ncx_items->len; k++) {
    guint item = g_array_index (r->kf8->ncx_items, guint, k);
    const KindlePlace *place = &g_array_index (r->kf8->ncx_places, KindlePlace, k);
    g_array_index (mobi6->toc_offsets, guint32, item) = look_up (r, place->offset);
  }
}

KindleMobi6 *
kindle_mobi6_new (const KindleKf8 *kf8)
{
  KindleMobi6 *mobi6 = g_new0 (KindleMobi6, 1);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  guint next = 0;
  mobi6->text = g_byte_array_new ();
  mobi6->toc_offsets = g_array_new (FALSE, TRUE, sizeof (guint32));
  Rewriter r = {.kf8 = kf8, .out = mobi6->text, .moves = moves, .pending = pending, .first = TRUE};
  put_guide (&r);
  for (guint i = 0; i < kf8->skeletons->len; i++) {
    GString *document = assemble (kf8, i, &next);
    r.base = g_array_index (kf8->skeletons, KindleSkeleton, i).start;
    rewrite_document (&r, document->str, document->len);
    g_string_free (document, TRUE);
  }
  kindle_put_string (mobi6->text, "</body></html>");
  fill_in (&r);
  find_toc (&r, mobi6);
  mobi6->start_offset = look_up (&r, kf8->start_offset);
  return mobi6;
}

void
kindle_mobi6_free (KindleMobi6 *mobi6)
{
  if (!mobi6)
    return;
  g_byte_array_unref (mobi6->text);
  g_array_unref (mobi6->toc_offsets);
  g_free (mobi6);
}

/* kindle-kf8: the text model.
 *
 * In: a book. Out: its text in raw order with all links filled in, the tables of skeletons, fragments and
 * flows, and the places of contents entries and landmarks. Follows the KF8 reference, sections 4 and 7.
 *
 * A document's new text is its assembled form; a fragment's insert position is simply where it stands there.
 * Links have a fixed width, so they are filled in when all positions are known. */
#include "kindle-kf8.h"

#include "kindle-bytes.h"
#include "kindle-fragments.h"
#include "kindle-index.h"
#include "kindle-attributes.h"
#include "kindle-palmdb.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
  KindleKf8 *kf8;
  GPtrArray *markups;    /* of KindleMarkup */
  GHashTable *documents; /* path → number + 1 */
  GPtrArray *warnings;
} Layout;

static void
fragment_clear (gpointer data)
{
  g_free (((KindleFragment *) data)->selector);
}

static KindleKf8 *
kf8_alloc (const KindleBook *book)
{
  KindleKf8 *kf8 = g_new0 (KindleKf8, 1);
  kf8->book = book;
  kf8->text = g_byte_array_new ();
  kf8->flow_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  kf8->skeletons = g_array_new (FALSE, FALSE, sizeof (KindleSkeleton));
  kf8->fragments = g_array_new (FALSE, FALSE, sizeof (KindleFragment));
  g_array_set_clear_func (kf8->fragments, fragment_clear);
  kf8->ncx_items = g_array_new (FALSE, FALSE, sizeof (guint));
  kf8->ncx_spans = g_array_new (FALSE, FALSE, sizeof (KindleSpan));
  kf8->ncx_places = g_array_new (FALSE, FALSE, sizeof (KindlePlace));
  kf8->landmark_places = g_array_new (FALSE, FALSE, sizeof (KindlePlace));
  return kf8;
}

void
kindle_kf8_free (KindleKf8 *kf8)
{
  if (!kf8)
    return;
  g_byte_array_unref (kf8->text);
  g_array_unref (kf8->flow_ends);
  g_array_unref (kf8->skeletons);
  g_array_unref (kf8->fragments);
  g_array_unref (kf8->ncx_items);
  g_array_unref (kf8->ncx_spans);
  g_array_unref (kf8->ncx_places);
  g_array_unref (kf8->landmark_places);
  g_free (kf8);
}

static gboolean
read_documents (Layout *layout, GError **error)
{
  const KindleBook *book = layout->kf8->book;
  g_autoptr (GHashTable) flows = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) resources = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < book->flows->len; i++)
    g_hash_table_insert (flows, (gpointer) ((KindleFile *) g_ptr_array_index (book->flows, i))->name,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < book->resources->len; i++)
    g_hash_table_insert (resources, (gpointer) ((KindleFile *) g_ptr_array_index (book->resources, i))->name,
                         GUINT_TO_POINTER (i + 1));
  KindleNames names = {flows, resources, book, layout->warnings};
  for (guint i = 0; i < book->documents->len; i++) {
    KindleFile *document = g_ptr_array_index (book->documents, i);
    KindleMarkup *markup = kindle_markup_new (document, i, &names, error);
    if (!markup)
      return FALSE;
    g_ptr_array_add (layout->markups, markup);
    g_hash_table_insert (layout->documents, (gpointer) document->name, GUINT_TO_POINTER (i + 1));
  }
  return TRUE;
}

static gchar *
make_selector (const KindleMarkup *markup, const KindleCut *cut)
{
  gchar aid[14];
  kindle_format_base32 (aid, g_array_index (markup->nodes, KindleNode, cut->anchor).aid, 0);
  return g_strdup_printf ("%c-//*[@aid='%s']", cut->behind ? 'S' : 'P', aid);
}

/* Cuts document @number and fills in its rows of the two tables. */
static void
lay_out_document (Layout *layout, guint number, guint32 *position)
{
  KindleMarkup *markup = g_ptr_array_index (layout->markups, number);
  g_autoptr (GArray) cuts = kindle_fragments_cut (markup);
  KindleSkeleton skeleton = {*position, (guint32) markup->text->len, cuts->len};
  guint32 start = 0;
  for (guint i = 0; i < cuts->len; i++) {
    const KindleCut *cut = &g_array_index (cuts, KindleCut, i);
    KindleFragment fragment = {.insert_pos = *position + cut->from,
                               .start = start,
                               .length = cut->to - cut->from,
                               .document = number,
                               .selector = make_selector (markup, cut)};
    start += fragment.length;
    skeleton.length -= fragment.length;
    g_array_append_val (layout->kf8->fragments, fragment);
  }
  g_array_append_val (layout->kf8->skeletons, skeleton);
  *position += (guint32) markup->text->len;
}

/* KF8 reference, section 12: posfid(). */
static KindlePlace
place_of (const KindleKf8 *kf8, guint32 offset)
{
  guint low = 0, high = kf8->fragments->len; /* the first fragment that ends beyond the offset */
  while (low < high) {
    guint middle = (low + high) / 2;
    const KindleFragment *fragment = &g_array_index (kf8->fragments, KindleFragment, middle);
    if (fragment->insert_pos + fragment->length <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == kf8->fragments->len) /* behind everything: no proper target lies there */
    return (KindlePlace){offset, low - 1, 0};
  const KindleFragment *fragment = &g_array_index (kf8->fragments, KindleFragment, low);
  if (offset < fragment->insert_pos)
    offset = fragment->insert_pos;
  return (KindlePlace){offset, low, offset - fragment->insert_pos};
}

/* The place of a node's `<`. A wrapper's tag lies in a skeleton, which links can't reach: the first element
 * inside it that lies in a fragment stands for it. */
static KindlePlace
place_of_node (const Layout *layout, guint document, gint node)
{
  const KindleMarkup *markup = g_ptr_array_index (layout->markups, document);
  guint32 start = g_array_index (layout->kf8->skeletons, KindleSkeleton, document).start;
  while ((guint) node + 1 < markup->nodes->len &&
         g_array_index (markup->nodes, KindleNode, node).flags & KINDLE_NODE_WRAPPER)
    node++;
  return place_of (layout->kf8, start + g_array_index (markup->nodes, KindleNode, node).start);
}

static gboolean
find_place (const Layout *layout, const gchar *path, const gchar *id, KindlePlace *place)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (layout->documents, path));
  if (number == 0)
    return FALSE;
  gint node = 0; /* the body: its first element */
  if (id) {
    const KindleMarkup *markup = g_ptr_array_index (layout->markups, number - 1);
    node = GPOINTER_TO_INT (g_hash_table_lookup (markup->ids, id)) - 1;
    if (node < 0)
      return FALSE;
  }
  *place = place_of_node (layout, number - 1, node);
  return TRUE;
}

/* @target is path#id or path. */
static gboolean
find_target (const Layout *layout, const gchar *target, KindlePlace *place)
{
  const gchar *hash = strchr (target, '#');
  g_autofree gchar *path = hash ? g_strndup (target, (gsize) (hash - target)) : g_strdup (target);
  return find_place (layout, path, hash ? hash + 1 : NULL, place);
}

/* Fills in the links of one document. One that leads nowhere loses its attribute, not its text. */
static void
fill_in_links (const Layout *layout, guint document)
{
  const KindleMarkup *markup = g_ptr_array_index (layout->markups, document);
  for (guint i = 0; i < markup->links->len; i++) {
    const KindleLink *link = &g_array_index (markup->links, KindleLink, i);
    KindlePlace place;
    if (find_place (layout, link->document, link->id, &place)) {
      gchar value[KINDLE_POS_LENGTH + 1];
      kindle_format_pos (value, place.fragment, place.fragment_offset);
      memcpy (markup->text->str + link->value_start, value, KINDLE_POS_LENGTH);
    } else {
      memset (markup->text->str + link->attribute_start, ' ', link->attribute_end - link->attribute_start);
      kindle_warn (layout->warnings, "a link leads nowhere: %s%s%s", link->document, link->id ? "#" : "",
                   link->id ? link->id : "");
    }
  }
}

/* Raw order: each skeleton, then its fragments (KF8 reference 4.1). */
static void
put_documents (const Layout *layout)
{
  KindleKf8 *kf8 = layout->kf8;
  guint next = 0;
  for (guint i = 0; i < layout->markups->len; i++) {
    const KindleMarkup *markup = g_ptr_array_index (layout->markups, i);
    const KindleSkeleton *skeleton = &g_array_index (kf8->skeletons, KindleSkeleton, i);
    const KindleFragment *fragments = &g_array_index (kf8->fragments, KindleFragment, next);
    guint32 from = 0;
    for (guint k = 0; k < skeleton->n_fragments; k++) {
      guint32 to = fragments[k].insert_pos - skeleton->start;
      kindle_put_bytes (kf8->text, markup->text->str + from, to - from);
      from = to + fragments[k].length;
    }
    kindle_put_bytes (kf8->text, markup->text->str + from, markup->text->len - from);
    for (guint k = 0; k < skeleton->n_fragments; k++)
      kindle_put_bytes (kf8->text, markup->text->str + (fragments[k].insert_pos - skeleton->start),
                        fragments[k].length);
    next += skeleton->n_fragments;
  }
}

/* `url(path)` of a style sheet becomes `url(kindle:embed:NNNN)` (KF8 reference 6.3). */
static void
put_css (KindleKf8 *kf8, const KindleFile *flow)
{
  gsize length = 0;
  const gchar *css = g_bytes_get_data (flow->bytes, &length);
  const gchar *end = css + length;
  while (css < end) {
    const gchar *url = g_strstr_len (css, end - css, "url(");
    const gchar *close = url ? memchr (url, ')', (gsize) (end - url)) : NULL;
    if (!close)
      break;
    g_autofree gchar *inside = g_strndup (url + 4, (gsize) (close - url - 4));
    gchar *value = g_strstrip (inside);
    gsize n = strlen (value);
    if (n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n - 1] == value[0]) {
      value[n - 1] = '\0';
      value++;
    }
    g_autofree gchar *path = kindle_resolve_path (flow->name, value);
    kindle_put_bytes (kf8->text, css, (gsize) (url + 4 - css));
    guint number = 0;
    for (guint i = 0; i < kf8->book->resources->len && number == 0; i++)
      if (strcmp (((KindleFile *) g_ptr_array_index (kf8->book->resources, i))->name, path) == 0)
        number = i + 1;
    if (number > 0) {
      gchar digits[14];
      kindle_format_base32 (digits, number, 4);
      kindle_put_string (kf8->text, "kindle:embed:");
      kindle_put_string (kf8->text, digits);
    } else {
      kindle_put_string (kf8->text, value);
    }
    css = close;
  }
  kindle_put_bytes (kf8->text, css, (gsize) (end - css));
}

static void
put_flows (KindleKf8 *kf8)
{
  guint32 end = kf8->text->len;
  g_array_append_val (kf8->flow_ends, end);
  for (guint i = 0; i < kf8->book->flows->len; i++) {
    put_css (kf8, g_ptr_array_index (kf8->book->flows, i));
    end = kf8->text->len;
    g_array_append_val (kf8->flow_ends, end);
  }
}

static guint
item_depth (const KindleBook *book, guint index)
{
  guint depth = 0;
  for (const KindleTocItem *item = g_ptr_array_index (book->toc, index); item->parent >= 0; depth++)
    item = g_ptr_array_index (book->toc, item->parent);
  return depth;
}

/* In the order of the index: all of depth 0, then all of depth 1 … (KF8 reference 7.1). */
static void
order_ncx (KindleKf8 *kf8, const guint *depths, gint *index_of)
{
  guint n = kf8->book->toc->len, deepest = 0;
  for (guint i = 0; i < n; i++)
    deepest = MAX (deepest, depths[i]);
  for (guint depth = 0; depth <= deepest; depth++)
    for (guint i = 0; i < n; i++)
      if (depths[i] == depth) {
        index_of[i] = (gint) kf8->ncx_items->len;
        g_array_append_val (kf8->ncx_items, i);
      }
}

/* A contents entry reaches to the next one of the same or a shallower depth. */
static guint32
end_of_item (const KindlePlace *places, const guint *depths, guint n, guint item, guint32 text_end)
{
  for (guint i = item + 1; i < n; i++)
    if (depths[i] <= depths[item])
      return places[i].offset;
  return text_end;
}

static gboolean
find_toc_places (const Layout *layout, KindlePlace *places, GError **error)
{
  const KindleBook *book = layout->kf8->book;
  for (guint i = 0; i < book->toc->len; i++) {
    const KindleTocItem *item = g_ptr_array_index (book->toc, i);
    if (!find_target (layout, item->target, &places[i])) {
      g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_MARKUP, _ ("contents: there is no %s"), item->target);
      return FALSE;
    }
    if (i > 0 && places[i].offset < places[i - 1].offset) {
      g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_MARKUP,
                   _ ("contents: %s stands before the entry in front of it"), item->target);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
lay_out_toc (const Layout *layout, guint32 text_end, GError **error)
{
  KindleKf8 *kf8 = layout->kf8;
  guint n = kf8->book->toc->len;
  g_autofree KindlePlace *places = g_new0 (KindlePlace, n + 1);
  g_autofree guint *depths = g_new0 (guint, n + 1);
  g_autofree gint *index_of = g_new0 (gint, n + 1);
  if (n == 0)
    return TRUE;
  if (!find_toc_places (layout, places, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    depths[i] = item_depth (kf8->book, i);
  order_ncx (kf8, depths, index_of);
  for (guint k = 0; k < n; k++) {
    guint i = g_array_index (kf8->ncx_items, guint, k);
    const KindleTocItem *item = g_ptr_array_index (kf8->book->toc, i);
    KindleSpan span = {.offset = places[i].offset,
                       .length = end_of_item (places, depths, n, i, text_end) - places[i].offset,
                       .depth = (gint) depths[i],
                       .parent = item->parent < 0 ? -1 : index_of[item->parent],
                       .first_child = -1,
                       .last_child = -1};
    g_array_append_val (kf8->ncx_spans, span);
    g_array_append_val (kf8->ncx_places, places[i]);
    if (span.parent >= 0) {
      KindleSpan *parent = &g_array_index (kf8->ncx_spans, KindleSpan, span.parent);
      if (parent->first_child < 0)
        parent->first_child = (gint) k;
      parent->last_child = (gint) k;
    }
  }
  return TRUE;
}

static gboolean
lay_out_landmarks (const Layout *layout, GError **error)
{
  KindleKf8 *kf8 = layout->kf8;
  for (guint i = 0; i < kf8->book->landmarks->len; i++) {
    const KindleLandmark *landmark = g_ptr_array_index (kf8->book->landmarks, i);
    KindlePlace place;
    if (!find_target (layout, landmark->target, &place)) {
      g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_MARKUP, _ ("guide: there is no %s"), landmark->target);
      return FALSE;
    }
    g_array_append_val (kf8->landmark_places, place);
  }
  guint number =
      kf8->book->start ? GPOINTER_TO_UINT (g_hash_table_lookup (layout->documents, kf8->book->start)) : 1;
  guint document = MAX (number, 1) - 1;
  const KindleMarkup *markup = g_ptr_array_index (layout->markups, document);
  kf8->start_offset = g_array_index (kf8->skeletons, KindleSkeleton, document).start +
                      g_array_index (markup->nodes, KindleNode, 0).start;
  return TRUE;
}

static gboolean
lay_out (Layout *layout, GError **error)
{
  guint32 position = 0;
  guint64 total = 0;
  if (!read_documents (layout, error))
    return FALSE;
  for (guint i = 0; i < layout->markups->len; i++)
    total += ((KindleMarkup *) g_ptr_array_index (layout->markups, i))->text->len;
  if (layout->markups->len == 0 || total > 200 * 1024 * 1024) { /* far below the 28 bits of an index value */
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT, _ ("the book has %u documents, %" PRIu64 " bytes"),
                 layout->markups->len, total);
    return FALSE;
  }
  for (guint i = 0; i < layout->markups->len; i++)
    lay_out_document (layout, i, &position);
  for (guint i = 0; i < layout->markups->len; i++)
    fill_in_links (layout, i);
  if (!lay_out_toc (layout, position, error) || !lay_out_landmarks (layout, error))
    return FALSE;
  put_documents (layout);
  put_flows (layout->kf8);
  return TRUE;
}

KindleKf8 *
kindle_kf8_new (const KindleBook *book, GPtrArray *warnings, GError **error)
{
  g_autoptr (KindleKf8) kf8 = kf8_alloc (book);
  g_autoptr (GPtrArray) markups = g_ptr_array_new_with_free_func ((GDestroyNotify) kindle_markup_free);
  g_autoptr (GHashTable) documents = g_hash_table_new (g_str_hash, g_str_equal);
  Layout layout = {kf8, markups, documents, warnings};
  if (!lay_out (&layout, error))
    return NULL;
  return g_steal_pointer (&kf8);
}

/* kindle-tbs: which contents entries touch which text record.
 *
 * In: the entries of the contents index with their ranges. Out: for each text record the bytes of its
 * indexing entry. Follows the KF8 reference, section 3.6, whose words are used here: a *strand* is a run of
 * entries that goes down from parent to child, a *layer* its entries of one depth, and each layer gives one
 * *sequence*. */
#include "kindle-tbs.h"

#include "kindle-bytes.h"
#include "kindle-text.h"

#define FLAG_SPANS 1
#define FLAG_TYPE 2
#define FLAG_COUNT 4
#define FLAG_NEW_STRAND 8
#define TYPE_NORMAL 8
#define TYPE_5 5

typedef struct {
  gint first; /* index of the layer's first entry */
  gint last;
  guint count;
  gboolean new_strand; /* first layer of a second or later strand */
  gint strand;         /* number of the strand */
} Layer;

typedef struct {
  const KindleSpan *spans;
  guint32 from, to; /* the record's range in the text */
  GArray *touching; /* of gint: entries that touch the record, by start */
  GArray *layers;   /* of Layer */
} Record;

static gboolean
spans_record (const Record *record, gint index)
{
  const KindleSpan *span = &record->spans[index];
  return span->offset < record->from && span->offset + span->length > record->to;
}

/* Position in touching[] of the first child of @index, or -1. */
static gint
find_child (const Record *record, gint index)
{
  for (guint i = 0; i < record->touching->len; i++) {
    gint candidate = g_array_index (record->touching, gint, i);
    if (candidate >= 0 && record->spans[candidate].parent == index)
      return (gint) i;
  }
  return -1;
}

static gint
find_index (const Record *record, gint index)
{
  for (guint i = 0; i < record->touching->len; i++)
    if (g_array_index (record->touching, gint, i) == index)
      return (gint) i;
  return -1;
}

/* Takes one strand out of touching[], from position @at on, and appends its layers. */
static void
take_strand (Record *record, guint at, gint strand)
{
  gboolean first = TRUE;
  for (gint position = (gint) at; position >= 0;) {
    gint *slot = &g_array_index (record->touching, gint, position);
    Layer layer = {*slot, *slot, 1, first && strand > 0, strand};
    *slot = -1;
    first = FALSE;
    position = find_child (record, layer.last);
    while (position < 0) {
      const KindleSpan *span = &record->spans[layer.last];
      gint next = find_index (record, layer.last + 1);
      if (next < 0 || record->spans[layer.last + 1].parent != span->parent ||
          record->spans[layer.last + 1].depth != span->depth)
        break;
      g_array_index (record->touching, gint, next) = -1;
      layer.last++;
      layer.count++;
      position = find_child (record, layer.last);
    }
    g_array_append_val (record->layers, layer);
  }
}

static void
make_layers (Record *record)
{
  gint strand = 0;
  g_array_set_size (record->layers, 0);
  for (guint i = 0; i < record->touching->len; i++)
    if (g_array_index (record->touching, gint, i) >= 0)
      take_strand (record, i, strand++);
}

/* The number of sequence @n; negative means that the whole book needs the other form. */
static gint64
layer_value (const Record *record, guint n, gboolean type_5)
{
  const Layer *layer = &g_array_index (record->layers, Layer, n);
  if (layer->new_strand && !type_5)
    return (gint64) g_array_index (record->layers, Layer, n - 1).last - layer->first;
  return layer->first - MAX (record->spans[layer->first].parent, 0);
}

static gboolean
keeps_span_flag (const Record *record, guint n)
{
  const Layer *layer = &g_array_index (record->layers, Layer, n);
  const Layer *next = n + 1 < record->layers->len ? layer + 1 : NULL;
  if (!spans_record (record, layer->last))
    return FALSE;
  return !(next && next->strand == layer->strand && spans_record (record, next->last));
}

/* Returns FALSE if a value is negative. */
static gboolean
encode (const Record *record, gboolean type_5, GByteArray *out)
{
  for (guint n = 0; n < record->layers->len; n++) {
    const Layer *layer = &g_array_index (record->layers, Layer, n);
    gboolean zero = keeps_span_flag (record, n);
    gint64 value = layer_value (record, n, type_5);
    guint flags = (n == 0 ? FLAG_TYPE : 0) | (layer->count > 1 ? FLAG_COUNT : 0) | (zero ? FLAG_SPANS : 0);
    if (value < 0)
      return FALSE;
    if (layer->new_strand && !type_5)
      flags |= FLAG_NEW_STRAND;
    kindle_put_vwi (out, (guint32) value << (n == 0 ? 3 : 4) | flags);
    if (n == 0)
      kindle_put_vwi (out, type_5 ? TYPE_5 : TYPE_NORMAL);
    if (layer->count > 1)
      kindle_put_u8 (out, MIN (layer->count, 255));
    if (zero)
      kindle_put_u8 (out, 0x80);
  }
  return TRUE;
}

static gint
compare_by_start (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KindleSpan *spans = user_data;
  gint i = *(const gint *) a, k = *(const gint *) b;
  if (spans[i].offset != spans[k].offset)
    return spans[i].offset < spans[k].offset ? -1 : 1;
  return i - k;
}

static GArray *
sort_by_start (const KindleSpan *spans, guint n_spans)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (gint), n_spans);
  for (gint i = 0; i < (gint) n_spans; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_by_start, (gpointer) spans);
  return order;
}

/* Leaves in @active what reaches beyond @from and adds from @order what begins before @to. */
static void
advance (GArray *active, const GArray *order, guint *next, const KindleSpan *spans, guint32 from, guint32 to)
{
  guint kept = 0;
  for (guint i = 0; i < active->len; i++) {
    gint index = g_array_index (active, gint, i);
    if (spans[index].offset + spans[index].length > from)
      g_array_index (active, gint, kept++) = index;
  }
  g_array_set_size (active, kept);
  for (; *next < order->len; (*next)++) {
    gint index = g_array_index (order, gint, *next);
    if (spans[index].offset >= to)
      break;
    if (spans[index].offset + spans[index].length > from)
      g_array_append_val (active, index);
  }
}

/* Returns NULL if some value is negative. */
static GPtrArray *
make (const KindleSpan *spans, guint n_spans, guint32 text_length, guint n_records, gboolean type_5)
{
  g_autoptr (GArray) order = sort_by_start (spans, n_spans);
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GArray) touching = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  g_autoptr (GPtrArray) result = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint next = 0;
  for (guint n = 0; n < n_records; n++) {
    guint32 from = n * KINDLE_TEXT_RECORD_SIZE;
    Record record = {spans, from, MIN (from + KINDLE_TEXT_RECORD_SIZE, text_length), touching, layers};
    g_autoptr (GByteArray) out = g_byte_array_new ();
    advance (active, order, &next, spans, record.from, record.to);
    g_array_set_size (touching, 0);
    g_array_append_vals (touching, active->data, active->len);
    make_layers (&record);
    if (!encode (&record, type_5, out))
      return NULL;
    g_ptr_array_add (result, kindle_bytes_from_array (g_steal_pointer (&out)));
  }
  return g_steal_pointer (&result);
}

GPtrArray *
kindle_tbs_make (const KindleSpan *spans, guint n_spans, guint32 text_length, guint n_records)
{
  GPtrArray *result = make (spans, n_spans, text_length, n_records, FALSE);
  return result ? result : make (spans, n_spans, text_length, n_records, TRUE);
}

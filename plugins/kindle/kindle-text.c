/* kindle-text: text records.
 *
 * In: a piece of the text, at most 4096 bytes. Out: its PalmDOC compressed form and the trailing entries that
 * follow it in the record. Follows the KF8 reference, sections 3.1 to 3.4. */
#include "kindle-text.h"

#include "kindle-bytes.h"

#include <string.h>

#define MIN_MATCH 3
#define MAX_MATCH 10
#define MAX_DISTANCE 2047
#define MAX_LITERALS 8
#define HASH_BITS 12
/* Earlier places looked at for one position. Deeper searches gain under 0.1 %. */
#define MAX_CHAIN 12

/* How the piece that starts at a position is best coded. */
typedef enum {
  STEP_BYTE,     /* one byte that stands for itself */
  STEP_SPACE,    /* a space and a character 40-7F in one byte */
  STEP_LITERALS, /* a count and that many bytes */
  STEP_MATCH,    /* two bytes: length and distance */
} StepKind;

typedef struct {
  guint8 kind;
  guint8 length; /* bytes of input it covers */
} Step;

struct _KindleCompressor {
  guint8 window[KINDLE_TEXT_RECORD_SIZE + MAX_MATCH]; /* the piece, and zeros that may be looked at */
  guint16 head[1 << HASH_BITS];                       /* newest position + 1 with that hash, 0 for none */
  guint16 previous[KINDLE_TEXT_RECORD_SIZE];          /* the one before it */
  guint16 distance[KINDLE_TEXT_RECORD_SIZE];          /* of the longest match at that position */
  guint8 match[KINDLE_TEXT_RECORD_SIZE];              /* its length, 0 for none */
  guint16 cost[KINDLE_TEXT_RECORD_SIZE + 1];          /* coded bytes from that position to the end */
  Step step[KINDLE_TEXT_RECORD_SIZE];
};

KindleCompressor *
kindle_compressor_new (void)
{
  return g_new0 (KindleCompressor, 1);
}

void
kindle_compressor_free (KindleCompressor *compressor)
{
  g_free (compressor);
}

static inline guint
hash3 (const guint8 *p)
{
  guint32 value = (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];
  return (value * 2654435761u) >> (32 - HASH_BITS);
}

static inline guint64
load8 (const guint8 *p)
{
  guint64 value;
  memcpy (&value, p, sizeof value);
  return GUINT64_FROM_LE (value);
}

/* How many of the first MAX_MATCH bytes agree; both places have that many behind them (the window is padded).
 */
static inline guint
common_length (const guint8 *a, const guint8 *b)
{
  guint64 difference = load8 (a) ^ load8 (b);
  if (difference != 0)
    return (guint) __builtin_ctzll (difference) / 8;
  return a[8] != b[8] ? 8 : a[9] != b[9] ? 9 : 10;
}

/* For every position the longest match, the nearest among equals: that makes the result independent of how
 * the search is organised. Inside a match of full length no other is looked for: its rest is good enough. */
static void
find_matches (KindleCompressor *c, guint length)
{
  const guint8 *in = c->window;
  memset (c->head, 0, sizeof c->head);
  memset (c->match, 0, length);
  for (guint i = 0; i + MIN_MATCH <= length; i++) {
    guint most = MIN (MAX_MATCH, length - i);
    guint slot = hash3 (in + i);
    guint candidate = c->head[slot];
    guint best = MIN_MATCH - 1;
    if (i > 0 && c->match[i - 1] > MIN_MATCH) {
      best = c->match[i - 1] - 1;
      c->match[i] = (guint8) best;
      c->distance[i] = c->distance[i - 1];
    }
    for (guint tries = best >= MIN (most, MAX_MATCH - 1) ? MAX_CHAIN : 0; candidate > 0 && tries < MAX_CHAIN;
         tries++) {
      guint at = candidate - 1;
      if (i - at > MAX_DISTANCE)
        break;
      guint n = in[at + best] == in[i + best] ? common_length (in + at, in + i) : 0;
      n = MIN (n, most);
      if (n > best) {
        best = n;
        c->match[i] = (guint8) n;
        c->distance[i] = (guint16) (i - at);
        if (n == most)
          break;
      }
      candidate = c->previous[at];
    }
    c->previous[i] = c->head[slot];
    c->head[slot] = (guint16) (i + 1);
  }
}

static gboolean
stands_for_itself (guint8 byte)
{
  return byte == 0 || (byte >= 0x09 && byte <= 0x7f);
}

/* @next: what is coded from the position that follows each; @cost: (inout): of the best step so far */
static inline void
consider (const guint16 *next, StepKind kind, guint covers, guint coded, guint *cost, Step *step)
{
  if (coded + next[covers] < *cost) {
    *cost = coded + next[covers];
    *step = (Step){(guint8) kind, (guint8) covers};
  }
}

/* Chooses the cheapest coding of the whole piece, from the end backwards. Chinese text is mostly literal runs
 * with their count bytes, where a greedy coder wastes much: it opens a new run behind every ASCII byte and
 * breaks runs for matches that save nothing. */
static void
choose_steps (KindleCompressor *c, const guint8 *in, guint length)
{
  c->cost[length] = 0;
  for (guint i = length; i-- > 0;) {
    const guint16 *next = c->cost + i;
    guint cost = G_MAXUINT16;
    Step step = {0};
    for (guint n = c->match[i]; n >= MIN_MATCH; n--)
      consider (next, STEP_MATCH, n, 2, &cost, &step);
    if (in[i] == ' ' && i + 1 < length && in[i + 1] >= 0x40 && in[i + 1] <= 0x7f)
      consider (next, STEP_SPACE, 2, 1, &cost, &step);
    if (stands_for_itself (in[i])) /* a run never gains by beginning with such a byte */
      consider (next, STEP_BYTE, 1, 1, &cost, &step);
    else
      for (guint n = MIN (MAX_LITERALS, length - i); n >= 1; n--)
        consider (next, STEP_LITERALS, n, 1 + n, &cost, &step);
    c->cost[i] = (guint16) cost;
    c->step[i] = step;
  }
}

void
kindle_palmdoc_compress (KindleCompressor *compressor, const guint8 *in, gsize length, GByteArray *out)
{
  guint8 coded[KINDLE_TEXT_MAX_COMPRESSED];
  guint n = 0;
  g_assert (length <= KINDLE_TEXT_RECORD_SIZE);
  memcpy (compressor->window, in, length);
  memset (compressor->window + length, 0, MAX_MATCH);
  find_matches (compressor, (guint) length);
  choose_steps (compressor, in, (guint) length);
  for (guint i = 0; i < length;) {
    Step step = compressor->step[i];
    guint pair;
    switch ((StepKind) step.kind) {
    case STEP_BYTE:
      coded[n++] = in[i];
      break;
    case STEP_SPACE:
      coded[n++] = in[i + 1] ^ 0x80;
      break;
    case STEP_LITERALS:
      coded[n++] = step.length;
      memcpy (coded + n, in + i, step.length);
      n += step.length;
      break;
    case STEP_MATCH:
      pair = 0x8000u | (guint) compressor->distance[i] << 3 | (guint) (step.length - MIN_MATCH);
      coded[n++] = (guint8) (pair >> 8);
      coded[n++] = (guint8) pair;
      break;
    }
    i += step.length;
  }
  g_assert (n <= sizeof coded);
  kindle_put_bytes (out, coded, n);
}

static gboolean
copy_match (guint pair, guint8 *out, gsize room, gsize *n)
{
  gsize distance = (pair & 0x3fff) >> 3;
  gsize count = (pair & 7) + MIN_MATCH;
  if (distance == 0 || distance > *n || count > room - *n)
    return FALSE;
  for (; count > 0; count--, (*n)++)
    out[*n] = out[*n - distance]; /* may overlap its own output */
  return TRUE;
}

gboolean
kindle_palmdoc_decompress (const guint8 *in, gsize length, guint8 *out, gsize room, gsize *n_out)
{
  gsize n = 0;
  for (gsize i = 0; i < length;) {
    guint8 code = in[i++];
    if (stands_for_itself (code)) {
      if (n >= room)
        return FALSE;
      out[n++] = code;
    } else if (code <= MAX_LITERALS) {
      if (code > length - i || code > room - n)
        return FALSE;
      memcpy (out + n, in + i, code);
      n += code;
      i += code;
    } else if (code >= 0xc0) {
      if (room - n < 2)
        return FALSE;
      out[n++] = ' ';
      out[n++] = code ^ 0x80;
    } else {
      if (i >= length || !copy_match ((guint) code << 8 | in[i], out, room, &n))
        return FALSE;
      i++;
    }
  }
  *n_out = n;
  return TRUE;
}

guint
kindle_text_overlap (const guint8 *text, gsize length, gsize end)
{
  guint n = 0;
  while (n < 3 && end + n < length && (text[end + n] & 0xc0) == 0x80)
    n++;
  return n;
}

void
kindle_text_put_overlap (GByteArray *out, const guint8 *text, gsize length, gsize end)
{
  guint n = kindle_text_overlap (text, length, end);
  kindle_put_bytes (out, text + end, n);
  kindle_put_u8 (out, n);
}

void
kindle_text_put_trailer (GByteArray *out, gconstpointer data, gsize length)
{
  guint size_bytes = 1;
  while (kindle_vwi_length ((guint32) length + size_bytes) != size_bytes)
    size_bytes++;
  kindle_put_bytes (out, data, length);
  kindle_put_vwi_backward (out, (guint32) length + size_bytes);
}

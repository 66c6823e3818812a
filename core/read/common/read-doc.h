/* read-doc.h: the decoded text of one source, its lines, what became of each byte, and what was odd.
 * Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/common/read-diag.h"
#include "read/wz-coverage.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/* Byte offsets in the text of a document, @end exclusive. Empty when both are equal. */
typedef struct {
  gsize start;
  gsize end;
} ReadSpan;

#define READ_NO_SPAN ((ReadSpan){0, 0})
#define READ_ANY_FORM G_MAXUINT

/* A cleaned string (owned by the document's pool) and where it begins. @text NULL: there is none. */
typedef struct {
  const gchar *text;
  gsize offset_bytes;
} ReadField;

/* One line, which U+2028 or U+2029 ends too. Counts are of code points in @body. */
typedef struct {
  ReadSpan whole; /* without its line end */
  ReadSpan body;  /* @whole without white space and invisible characters at both ends */
  gsize next;     /* where the next line starts */
  guint number;   /* of the physical line that it is, or begins with, or is a part of, from 0 */
  guint n_han;
  guint n_latin; /* ASCII letters and letters of other alphabets */
  guint n_chars;
  gboolean has_nbsp; /* a no-break space stands in it: such a blank line separates entries */
} ReadLine;

/* Something odd, kept until the end so that diagnostics come out in the order of the text. */
typedef struct {
  ReadDiagCode code;
  gsize offset_bytes;
  gboolean has_place; /* FALSE: it is about the file as a whole */
  const gchar *detail;
} ReadRemark;

/* A stretch of lines that were made of another text: see read-html.h. */
typedef struct {
  gsize at; /* in the lines */
  gsize length;
  gsize start; /* in the other text */
  gsize end;
  gboolean exact; /* each byte has its place */
} ReadOriginPiece;

typedef struct _ReadOrigin ReadOrigin;

typedef struct _ReadDoc {
  const gchar *file; /* display name */
  const gchar *text; /* UTF-8, NUL-terminated, no NUL inside */
  gsize length;
  GArray *lines;   /* of ReadLine */
  gboolean folded; /* some of them are several physical lines: see read-mail.c */
  guint form;      /* of headings, learnt from the file: ReadHeading's shape; 0: none; or READ_ANY_FORM */
  gboolean
      form_closes;    /* other lines look so, too: a heading comes where the entry before has had its link */
  guint8 *classes;    /* of WzCoverageClass, one a byte */
  GArray *remarks;    /* of ReadRemark */
  GStringChunk *pool; /* owns cleaned strings and details */
  struct _ReadDoc *source; /* what the lines were made of, in whose places people think; or NULL */
  const GArray *pieces;    /* of ReadOriginPiece */
  /* The place asked for last: places are asked for in the order of the text, and lines can be long. */
  guint last_line;
  gsize last_offset_bytes;
  guint32 last_column;
} ReadDoc;

/* @text must outlive @doc. */
void read_doc_init (ReadDoc *doc, const gchar *file, const gchar *text, gsize length);
void read_doc_clear (ReadDoc *doc);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReadDoc, read_doc_clear)

static inline const ReadLine *
read_doc_line (const ReadDoc *doc, guint i)
{
  return &g_array_index (doc->lines, ReadLine, i);
}

static inline gboolean
read_span_is_empty (ReadSpan span)
{
  return span.start >= span.end;
}

static inline gboolean
read_line_is_blank (const ReadLine *line)
{
  return read_span_is_empty (line->body);
}

WzPosition read_doc_position (ReadDoc *doc, gsize offset_bytes);
/* Index of the line that holds the byte. */
guint read_doc_line_at (const ReadDoc *doc, gsize offset_bytes);

void read_doc_mark (ReadDoc *doc, ReadSpan span, WzCoverageClass class);
void read_doc_remark (ReadDoc *doc, ReadDiagCode code, gsize offset_bytes, const gchar *format, ...)
    G_GNUC_PRINTF (4, 5);
void read_doc_remark_file (ReadDoc *doc, ReadDiagCode code, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
/* Hands all remarks to @sink, in the order of the text. */
void read_doc_flush (ReadDoc *doc, WzDiagSink *sink);

/* Whether @characters stand at @offset_bytes, but for line ends, which became spaces. */
gboolean read_is_exact (const ReadDoc *doc, const gchar *characters, gsize offset_bytes);

/**
 * read_doc_take:
 *
 * Makes a field's string of @span and accounts for its bytes: runs of white space become one space
 * (separator), zero-width characters (separator) and control characters (unknown) are left out and remarked,
 * all else is kept (field). An ideographic space stays.
 */
const gchar *read_doc_take (ReadDoc *doc, ReadSpan span);
/* The same without accounting for it: to look at, not to keep. */
const gchar *read_doc_peek (ReadDoc *doc, ReadSpan span);

/* The field at @span, its white space cut off; none where nothing is left. */
ReadField read_take_field (ReadDoc *doc, ReadSpan span);

/* Characters */
gboolean read_is_space (gunichar c);

/* Without width and without meaning in these texts. The joiners U+200C and U+200D are not among them: emoji
 * and some scripts need them. */
gboolean read_is_invisible (gunichar c);
gboolean read_is_han (gunichar c);
/* A letter, digit or ideograph. */
gboolean read_is_word (gunichar c);

/* g_utf8_get_char() of valid UTF-8, without the call: most of the time of a reader goes here. */
static inline gunichar
read_utf8 (const gchar *p)
{
  const guint8 *b = (const guint8 *) p;

  if (b[0] < 0x80)
    return b[0];
  if (b[0] < 0xE0)
    return (gunichar) (b[0] & 0x1F) << 6 | (b[1] & 0x3F);
  if (b[0] < 0xF0)
    return (gunichar) (b[0] & 0x0F) << 12 | (gunichar) (b[1] & 0x3F) << 6 | (b[2] & 0x3F);
  return (gunichar) (b[0] & 0x07) << 18 | (gunichar) (b[1] & 0x3F) << 12 | (gunichar) (b[2] & 0x3F) << 6 |
         (b[3] & 0x3F);
}

static inline gunichar
read_char_at (const ReadDoc *doc, gsize at, gsize end)
{
  return at < end ? read_utf8 (doc->text + at) : 0;
}

static inline gsize
read_char_next (const ReadDoc *doc, gsize at)
{
  guint8 byte = (guint8) doc->text[at];

  return at + (byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4);
}

gsize read_char_previous (const ReadDoc *doc, gsize at, gsize start);

/**
 * read_mail_unquote:
 *
 * Returns: (transfer full) (nullable): @text with a space for each quote mark, where nine lines in ten are
 * quoted; else %NULL
 */
gchar *read_mail_unquote (const gchar *text, gsize length);

/**
 * read_mail_unfold:
 *
 * Joins the lines of @doc that a mail program folded.
 * @quoted: its lines had marks of a quotation, which are part of their width
 *
 * Returns: the column at which they were, or 0 where they were not
 */
guint read_mail_unfold (ReadDoc *doc, gboolean quoted);

/* Spans */
ReadSpan read_span_trim (const ReadDoc *doc, ReadSpan span);
gboolean read_span_starts (const ReadDoc *doc, ReadSpan span, const gchar *prefix);
gboolean read_span_ends (const ReadDoc *doc, ReadSpan span, const gchar *suffix);
gboolean read_span_equals (const ReadDoc *doc, ReadSpan span, const gchar *text);
/* Offset of @needle in @span, or @span.end. */
gsize read_span_find (const ReadDoc *doc, ReadSpan span, const gchar *needle);
void read_span_count (const ReadDoc *doc, ReadSpan span, guint *n_han, guint *n_latin, guint *n_chars);
/* Chinese rather than Latin: papers' Chinese text is full of Latin names, so one Han character in eleven is
 * enough. */
gboolean read_span_is_chinese (const ReadDoc *doc, ReadSpan span);

G_END_DECLS

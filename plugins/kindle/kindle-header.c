/* kindle-header: record 0 and the small fixed records.
 *
 * In: record numbers, sizes, metadata. Out: the bytes of record 0, FLIS, FCIS, FDST, EOF, BOUNDARY. Follows
 * the KF8 reference, sections 2, 4.6 and 9.1. The order of the code is the order of the fields. */
#include "kindle-header.h"

#include "kindle-bytes.h"
#include "kindle-exth.h"
#include "kindle-text.h"

#include <string.h>

#define COMPRESSION_PALMDOC 2
#define TYPE_BOOK 2
#define ENCODING_UTF8 65001
/* Room that Amazon's services may use to edit the EXTH block. */
#define SPARE_ROOM 8192
/* Trailing entries of text records: multibyte overlap and TBS. */
#define EXTRA_DATA_FLAGS 3

#define EXTH_FLAG_PRESENT 0x50
#define EXTH_FLAG_SHARED_RESOURCES 0x0800
#define EXTH_FLAG_FONTS 0x1000

/* Offsets 0 to 15. */
static void
put_palmdoc (GByteArray *out, const KindleHeader *header)
{
  kindle_put_u16 (out, COMPRESSION_PALMDOC);     /* 0: compression */
  kindle_put_u16 (out, 0);                       /* 2 */
  kindle_put_u32 (out, header->text_length);     /* 4: text length */
  kindle_put_u16 (out, header->n_text_records);  /* 8: text records */
  kindle_put_u16 (out, KINDLE_TEXT_RECORD_SIZE); /* 10: bytes in a text record */
  kindle_put_u16 (out, 0);                       /* 12: encryption */
  kindle_put_u16 (out, 0);                       /* 14 */
}

/* Offsets 16 to 127. */
static void
put_mobi_first (GByteArray *out, const KindleHeader *header, const KindleMetadata *meta)
{
  guint version = header->half == KINDLE_HALF_JOINT_MOBI6 ? 6 : 8;
  kindle_put_string (out, "MOBI");                 /* 16 */
  kindle_put_u32 (out, KINDLE_MOBI_HEADER_LENGTH); /* 20 */
  kindle_put_u32 (out, TYPE_BOOK);                 /* 24 */
  kindle_put_u32 (out, ENCODING_UTF8);             /* 28 */
  kindle_put_u32 (out, header->unique_id);         /* 32 */
  kindle_put_u32 (out, version);                   /* 36: file version */
  for (guint i = 0; i < 10; i++)                   /* 40: orthographic, inflection, names, keys, extra 0-5 */
    kindle_put_u32 (out, KINDLE_NULL);
  kindle_put_u32 (out, header->first_non_text);         /* 80 */
  kindle_put_u32 (out, 0);                              /* 84: full-name offset, see kindle_header_make() */
  kindle_put_u32 (out, (guint32) strlen (meta->title)); /* 88: full-name length */
  kindle_put_u32 (out, meta->locale);                   /* 92 */
  kindle_put_u32 (out, 0);                              /* 96: dictionary input language */
  kindle_put_u32 (out, 0);                              /* 100: dictionary output language */
  kindle_put_u32 (out, version);                        /* 104: minimum version */
  kindle_put_u32 (out,
                  header->half == KINDLE_HALF_JOINT_KF8 ? header->fdst : header->first_resource); /* 108 */
  kindle_put_zeros (out, 16); /* 112: HUFF and CDIC records and table */
}

static guint32
exth_flags (const KindleHeader *header)
{
  guint32 flags = EXTH_FLAG_PRESENT;
  if (header->has_fonts)
    flags |= EXTH_FLAG_FONTS;
  if (header->half == KINDLE_HALF_JOINT_MOBI6)
    flags |= EXTH_FLAG_SHARED_RESOURCES;
  return flags;
}

/* Offsets 128 to 279. */
static void
put_mobi_second (GByteArray *out, const KindleHeader *header)
{
  kindle_put_u32 (out, exth_flags (header)); /* 128 */
  kindle_put_zeros (out, 32);                /* 132 */
  kindle_put_u32 (out, KINDLE_NULL);         /* 164 */
  kindle_put_u32 (out, KINDLE_NULL);         /* 168: DRM offset */
  kindle_put_zeros (out, 20);                /* 172: DRM count, size, flags; 184 */
  if (header->half == KINDLE_HALF_JOINT_MOBI6) {
    kindle_put_u16 (out, 1);                    /* 192: first content record */
    kindle_put_u16 (out, header->last_content); /* 194: last content record */
    kindle_put_u32 (out, 1);                    /* 196 */
  } else {
    kindle_put_u32 (out, header->fdst);    /* 192: FDST record */
    kindle_put_u32 (out, header->n_flows); /* 196: its flows */
  }
  kindle_put_u32 (out, header->fcis);      /* 200 */
  kindle_put_u32 (out, 1);                 /* 204 */
  kindle_put_u32 (out, header->flis);      /* 208 */
  kindle_put_u32 (out, 1);                 /* 212 */
  kindle_put_zeros (out, 8);               /* 216 */
  kindle_put_u32 (out, KINDLE_NULL);       /* 224: SRCS record */
  kindle_put_u32 (out, 0);                 /* 228: SRCS count */
  kindle_put_u32 (out, KINDLE_NULL);       /* 232 */
  kindle_put_u32 (out, KINDLE_NULL);       /* 236 */
  kindle_put_u32 (out, EXTRA_DATA_FLAGS);  /* 240 */
  kindle_put_u32 (out, header->ncx);       /* 244: NCX index */
  kindle_put_u32 (out, header->fragments); /* 248: fragment index */
  kindle_put_u32 (out, header->skeletons); /* 252: skeleton index */
  kindle_put_u32 (out, KINDLE_NULL);       /* 256: DATP */
  kindle_put_u32 (out, header->guide);     /* 260: guide index */
  kindle_put_u32 (out, KINDLE_NULL);       /* 264 */
  kindle_put_u32 (out, 0);                 /* 268 */
  kindle_put_u32 (out, KINDLE_NULL);       /* 272 */
  kindle_put_u32 (out, 0);                 /* 276 */
}

GBytes *
kindle_header_make (const KindleHeader *header, const KindleMetadata *meta)
{
  GByteArray *out = g_byte_array_new ();
  put_palmdoc (out, header);
  put_mobi_first (out, header, meta);
  put_mobi_second (out, header);
  g_assert (out->len == 16 + KINDLE_MOBI_HEADER_LENGTH);
  kindle_exth_put (out, header, meta);
  kindle_set_u32 (out, 84, out->len);
  kindle_put_string (out, meta->title);
  kindle_put_zeros (out, 2 + SPARE_ROOM);
  kindle_pad_to_4 (out);
  return kindle_bytes_from_array (out);
}

GBytes *
kindle_make_flis (void)
{
  static const guint8 flis[36] = {'F', 'L', 'I', 'S', 0,    0,    0,    8,    0,    0x41, 0,    0,
                                  0,   0,   0,   0,   0xff, 0xff, 0xff, 0xff, 0,    1,    0,    3,
                                  0,   0,   0,   3,   0,    0,    0,    1,    0xff, 0xff, 0xff, 0xff};
  return g_bytes_new_static (flis, sizeof flis);
}

GBytes *
kindle_make_fcis (guint32 text_length)
{
  const guint32 fields[] = {0x14, 0x10, 2, 0, text_length, 0, 0x28, 0, 0x28, 8, 0x00010001, 0};
  GByteArray *out = g_byte_array_new ();
  kindle_put_string (out, "FCIS");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    kindle_put_u32 (out, fields[i]);
  return kindle_bytes_from_array (out);
}

GBytes *
kindle_make_fdst (const guint32 *flow_ends, guint n_flows)
{
  GByteArray *out = g_byte_array_new ();
  kindle_put_string (out, "FDST");
  kindle_put_u32 (out, 12); /* 4: where the table begins */
  kindle_put_u32 (out, n_flows);
  for (guint i = 0; i < n_flows; i++) {
    kindle_put_u32 (out, i > 0 ? flow_ends[i - 1] : 0);
    kindle_put_u32 (out, flow_ends[i]);
  }
  return kindle_bytes_from_array (out);
}

GBytes *
kindle_make_eof (void)
{
  return g_bytes_new_static ("\351\216\r\n", 4);
}

GBytes *
kindle_make_boundary (void)
{
  return g_bytes_new_static ("BOUNDARY", 8);
}

/* kindle-exth: the metadata block of record 0.
 *
 * In: metadata and record numbers. Out: the EXTH block, padded to 4. Follows the KF8 reference, sections 2.3
 * to 2.6. */
#include "kindle-exth.h"

#include "kindle-bytes.h"

#include <string.h>

/* All that the reader names; `number` tells how it prints the value. */
static const struct {
  guint32 type;
  gboolean number;
  const gchar *name;
} exth_types[] = {
    {KINDLE_EXTH_AUTHOR, FALSE, "author"},
    {KINDLE_EXTH_PUBLISHER, FALSE, "publisher"},
    {KINDLE_EXTH_DESCRIPTION, FALSE, "description"},
    {104, FALSE, "ISBN"},
    {KINDLE_EXTH_SUBJECT, FALSE, "subject"},
    {KINDLE_EXTH_DATE, FALSE, "date"},
    {KINDLE_EXTH_CONTRIBUTOR, FALSE, "contributor"},
    {KINDLE_EXTH_RIGHTS, FALSE, "rights"},
    {KINDLE_EXTH_SOURCE, FALSE, "source"},
    {KINDLE_EXTH_IDENTIFIER, FALSE, "identifier"},
    {KINDLE_EXTH_VERSION, FALSE, "version"},
    {KINDLE_EXTH_START, TRUE, "start position"},
    {KINDLE_EXTH_KF8_START, TRUE, "KF8 starts at record"},
    {KINDLE_EXTH_N_RESOURCES, TRUE, "resources"},
    {KINDLE_EXTH_RESOURCE_URI, FALSE, "cover URI"},
    {KINDLE_EXTH_RESC_OFFSET, TRUE, "RESC offset"},
    {KINDLE_EXTH_COVER, TRUE, "cover"},
    {KINDLE_EXTH_THUMBNAIL, TRUE, "thumbnail"},
    {KINDLE_EXTH_FAKE_COVER, TRUE, "fake cover"},
    {KINDLE_EXTH_CREATOR_PLATFORM, TRUE, "creator platform"},
    {KINDLE_EXTH_CREATOR_MAJOR, TRUE, "creator major version"},
    {KINDLE_EXTH_CREATOR_MINOR, TRUE, "creator minor version"},
    {KINDLE_EXTH_CREATOR_BUILD, TRUE, "creator build"},
    {KINDLE_EXTH_CONTENT_CLASS, FALSE, "content class"},
    {KINDLE_EXTH_TITLE, FALSE, "title"},
    {KINDLE_EXTH_IDENTIFIER_AGAIN, FALSE, "identifier again"},
    {KINDLE_EXTH_LANGUAGE, FALSE, "language"},
    {KINDLE_EXTH_WRITING_MODE, FALSE, "writing mode"},
    {527, FALSE, "page progression"},
    {KINDLE_EXTH_OVERRIDE_FONTS, FALSE, "publisher fonts"},
    {KINDLE_EXTH_CREATOR_STRING, FALSE, "creator build string"},
};

const gchar *
kindle_exth_get_name (guint32 type)
{
  for (guint i = 0; i < G_N_ELEMENTS (exth_types); i++)
    if (exth_types[i].type == type)
      return exth_types[i].name;
  return NULL;
}

gboolean
kindle_exth_is_number (guint32 type)
{
  for (guint i = 0; i < G_N_ELEMENTS (exth_types); i++)
    if (exth_types[i].type == type)
      return exth_types[i].number;
  return FALSE;
}

typedef struct {
  GByteArray *bytes;
  guint count;
} Records;

static void
put_string (Records *records, guint32 type, const gchar *text)
{
  if (!text || *text == '\0') /* readers skip empty records; Kindles have been seen to stumble over them */
    return;
  kindle_put_u32 (records->bytes, type);
  kindle_put_u32 (records->bytes, 8 + (guint32) strlen (text));
  kindle_put_string (records->bytes, text);
  records->count++;
}

static void
put_number (Records *records, guint32 type, guint32 value)
{
  kindle_put_u32 (records->bytes, type);
  kindle_put_u32 (records->bytes, 12);
  kindle_put_u32 (records->bytes, value);
  records->count++;
}

static void
put_description (Records *records, const KindleMetadata *meta)
{
  put_string (records, KINDLE_EXTH_LANGUAGE, meta->language);
  put_string (records, KINDLE_EXTH_TITLE, meta->title);
  for (guint i = 0; i < meta->authors->len; i++)
    put_string (records, KINDLE_EXTH_AUTHOR, g_ptr_array_index (meta->authors, i));
  put_string (records, KINDLE_EXTH_CONTRIBUTOR, meta->contributor);
  put_string (records, KINDLE_EXTH_DESCRIPTION, meta->description);
  put_string (records, KINDLE_EXTH_PUBLISHER, meta->publisher);
  for (guint i = 0; i < meta->subjects->len; i++)
    put_string (records, KINDLE_EXTH_SUBJECT, g_ptr_array_index (meta->subjects, i));
  put_string (records, KINDLE_EXTH_IDENTIFIER, meta->identifier);
  put_string (records, KINDLE_EXTH_SOURCE, meta->source);
  put_string (records, KINDLE_EXTH_VERSION, meta->version);
  put_string (records, KINDLE_EXTH_CONTENT_CLASS, meta->content_class);
  put_string (records, KINDLE_EXTH_DATE, meta->date);
  put_string (records, KINDLE_EXTH_RIGHTS, meta->rights);
  put_string (records, KINDLE_EXTH_WRITING_MODE, "horizontal-lr");
}

/* What calibre and Amazon's own tool write, and devices have been shown for a decade (KF8 reference 2.3). */
static void
put_creator (Records *records)
{
  put_number (records, KINDLE_EXTH_CREATOR_PLATFORM, 201);
  put_number (records, KINDLE_EXTH_CREATOR_MAJOR, 2);
  put_number (records, KINDLE_EXTH_CREATOR_MINOR, 9);
  put_number (records, KINDLE_EXTH_CREATOR_BUILD, 0);
  put_string (records, KINDLE_EXTH_CREATOR_STRING, "0730-890adc2");
}

/* KF8 reference 2.4: the thumbnail stands right behind the cover, and 129 counts the cover from one. */
static void
put_cover (Records *records, gint cover)
{
  gchar number[14];
  gchar uri[32];
  if (cover < 0)
    return;
  kindle_format_base32 (number, (guint) cover + 1, 4);
  g_snprintf (uri, sizeof uri, "kindle:embed:%s", number);
  put_number (records, KINDLE_EXTH_COVER, (guint32) cover);
  put_number (records, KINDLE_EXTH_FAKE_COVER, 0);
  put_number (records, KINDLE_EXTH_THUMBNAIL, (guint32) cover + 1);
  put_string (records, KINDLE_EXTH_RESOURCE_URI, uri);
}

void
kindle_exth_put (GByteArray *out, const KindleHeader *header, const KindleMetadata *meta)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Records records = {bytes, 0};
  put_description (&records, meta);
  put_creator (&records);
  put_cover (&records, header->cover);
  put_number (&records, KINDLE_EXTH_START, header->start_position);
  if (header->half == KINDLE_HALF_JOINT_MOBI6)
    put_number (&records, KINDLE_EXTH_KF8_START, header->kf8_start);
  put_number (&records, KINDLE_EXTH_N_RESOURCES,
              header->half == KINDLE_HALF_JOINT_KF8 ? 0 : header->n_resources);
  put_number (&records, KINDLE_EXTH_RESC_OFFSET, 0);
  if (header->has_fonts) /* newer firmware offers the publisher's font only with this */
    put_string (&records, KINDLE_EXTH_OVERRIDE_FONTS, "true");
  kindle_pad_to_4 (bytes);
  kindle_put_string (out, "EXTH");
  kindle_put_u32 (out, 12 + bytes->len);
  kindle_put_u32 (out, records.count);
  kindle_put_bytes (out, bytes->data, bytes->len);
}

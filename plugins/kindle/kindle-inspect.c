/* kindle-inspect: a Kindle file described as text.
 *
 * In: the bytes of a file, not to be trusted. Out: header, metadata, indices, flows and records in words, and
 * the self-check's verdict. */
#include "kindle-inspect.h"

#include "kindle-bytes.h"
#include "kindle-check.h"
#include "kindle-exth.h"
#include "kindle-read.h"
#include "kindle-resources.h"

#include <string.h>

/* A long value is shortened to this many characters. */
#define MAX_SHOWN 160

/* Text for a terminal: one line, no controls, shortened. */
static void
put_text (GString *out, const gchar *text)
{
  guint shown = 0;
  for (const gchar *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (shown++ == MAX_SHOWN) {
      g_string_append (out, "…");
      return;
    }
    if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
      g_string_append_printf (out, "\\u%04x", c);
    else
      g_string_append_unichar (out, c);
  }
}

static void
put_number (GString *out, const gchar *name, guint32 value)
{
  if (value == KINDLE_NULL)
    g_string_append_printf (out, "  %-22s none\n", name);
  else
    g_string_append_printf (out, "  %-22s %u\n", name, value);
}

static void
put_header (GString *out, const KindleReadHalf *half)
{
  const KindleReadHeader *header = &half->header;
  g_string_append_printf (out, "\nbook of version %u, record 0 at %u\n  %-22s ", header->version, half->base,
                          "title");
  put_text (out, half->title);
  g_string_append_printf (out, "\n  %-22s 0x%04x\n", "locale", header->locale);
  g_string_append_printf (out, "  %-22s 0x%08x\n", "unique id", header->unique_id);
  g_string_append_printf (out, "  %-22s %u (%s)\n", "compression", header->compression,
                          header->compression == 2 ? "PalmDOC" : "none");
  g_string_append_printf (out, "  %-22s 0x%x\n", "EXTH flags", header->exth_flags);
  put_number (out, "text bytes", header->text_length);
  put_number (out, "text records", header->n_text_records);
  put_number (out, "first non-text record", header->first_non_text);
  put_number (out, "first resource", header->first_resource);
  put_number (out, "fragment index", header->fragments);
  put_number (out, "skeleton index", header->skeletons);
  put_number (out, "guide index", header->guide);
  put_number (out, "contents index", header->ncx);
}

static void
put_exth (GString *out, const KindleReadHalf *half)
{
  g_string_append_printf (out, "\nEXTH, %u records\n", half->exth->len);
  for (guint i = 0; i < half->exth->len; i++) {
    const KindleReadExth *exth = &g_array_index (half->exth, KindleReadExth, i);
    const gchar *name = kindle_exth_get_name (exth->type);
    g_string_append_printf (out, "  %3u %-22s ", exth->type, name ? name : "");
    if (kindle_exth_is_number (exth->type) && exth->value.length == 4) {
      g_string_append_printf (out, "%u", kindle_get_u32 (exth->value.data));
    } else if (name &&
               g_utf8_validate ((const gchar *) exth->value.data, (gssize) exth->value.length, NULL)) {
      g_autofree gchar *text = g_strndup ((const gchar *) exth->value.data, exth->value.length);
      put_text (out, text);
    } else {
      g_string_append_printf (out, "%" G_GSIZE_FORMAT " bytes", exth->value.length);
    }
    g_string_append_c (out, '\n');
  }
}

static void
put_flows (GString *out, const KindleReadHalf *half)
{
  g_string_append_printf (out, "\nflows, %u\n", half->flows->len / 2);
  for (guint i = 0; i + 1 < half->flows->len; i += 2)
    g_string_append_printf (out, "  %u: %u to %u\n", i / 2, g_array_index (half->flows, guint32, i),
                            g_array_index (half->flows, guint32, i + 1));
}

static void
put_skeletons (GString *out, const KindleReadHalf *half)
{
  guint next = 0;
  g_string_append_printf (out, "\ndocuments, %u with %u fragments\n", half->skeletons->len,
                          half->fragments->len);
  for (guint i = 0; i < half->skeletons->len; i++) {
    const KindleReadSkeleton *skeleton = &g_array_index (half->skeletons, KindleReadSkeleton, i);
    g_string_append_printf (out, "  %u: at %u, skeleton of %u bytes\n", i, skeleton->start, skeleton->length);
    for (guint k = 0; k < skeleton->n_fragments; k++, next++) {
      const KindleReadFragment *fragment = &g_array_index (half->fragments, KindleReadFragment, next);
      g_string_append_printf (out, "    fragment %u: at %u, %u bytes, ", fragment->sequence,
                              fragment->insert_pos, fragment->length);
      put_text (out, fragment->selector ? fragment->selector : "no selector");
      g_string_append_c (out, '\n');
    }
  }
}

static void
put_label (GString *out, const KindleReadIndex *index, const KindleReadEntry *entry, guint8 tag)
{
  guint32 reference = KINDLE_NULL;
  kindle_read_entry_get (entry, tag, 0, &reference);
  g_autofree gchar *label = kindle_read_index_dup_string (index, reference);
  put_text (out, label ? label : "(no label)");
}

static void
put_guide (GString *out, const KindleReadIndex *index)
{
  g_string_append_printf (out, "\nguide, %u entries\n", index->entries->len);
  for (guint i = 0; i < index->entries->len; i++) {
    const KindleReadEntry *entry = g_ptr_array_index (index->entries, i);
    guint32 fragment = KINDLE_NULL, offset = KINDLE_NULL;
    kindle_read_entry_get (entry, 6, 0, &fragment);
    kindle_read_entry_get (entry, 6, 1, &offset);
    g_autofree gchar *type = g_utf8_make_valid (entry->label, -1);
    g_string_append (out, "  ");
    put_text (out, type);
    g_string_append_printf (out, ": fragment %u offset %u, ", fragment, offset);
    put_label (out, index, entry, 1);
    g_string_append_c (out, '\n');
  }
}

static void
put_ncx (GString *out, const KindleReadIndex *index)
{
  g_string_append_printf (out, "\ncontents, %u entries in %u data records, %u string records\n",
                          index->entries->len, index->n_data, index->n_strings);
  for (guint i = 0; i < index->entries->len; i++) {
    const KindleReadEntry *entry = g_ptr_array_index (index->entries, i);
    guint32 offset = 0, length = 0, depth = 0;
    kindle_read_entry_get (entry, 1, 0, &offset);
    kindle_read_entry_get (entry, 2, 0, &length);
    kindle_read_entry_get (entry, 4, 0, &depth);
    g_string_append_printf (out, "  %u: %*sat %u, %u bytes, ", i, 2 * (gint) MIN (depth, 8), "", offset,
                            length);
    put_label (out, index, entry, 3);
    g_string_append_c (out, '\n');
  }
}

static const gchar *
record_kind (KindleSlice record)
{
  static const gchar *const magics[] = {"INDX", "FDST",     "FLIS", "FCIS", "FONT",
                                        "RESC", "BOUNDARY", "DATP", "SRCS"};
  const gchar *type = kindle_resource_sniff (record.data, record.length);
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (kindle_slice_starts_with (record, magics[i]))
      return magics[i];
  if (record.length == 4 && memcmp (record.data, "\351\216\r\n", 4) == 0)
    return "end mark";
  return type ? type : "";
}

static void
put_records (GString *out, const KindleReadFile *file, const KindleReadHalf *half)
{
  g_string_append_printf (out, "\nrecords, %u\n", half->n_records);
  for (guint i = 0; i < half->n_records; i++) {
    KindleSlice record = g_array_index (file->records, KindleSlice, half->base + i);
    gboolean is_text = i >= 1 && i <= half->header.n_text_records;
    g_string_append_printf (out, "  %u: %" G_GSIZE_FORMAT " %s\n", half->base + i, record.length,
                            i == 0    ? "header"
                            : is_text ? "text"
                                      : record_kind (record));
  }
}

static guint
put_check (GString *out, const KindleReadFile *file, const KindleReadHalf *half, GPtrArray *faults)
{
  g_autoptr (GArray) results = kindle_check_half (file, half);
  guint broken = 0;
  g_string_append (out, "\nself-check\n");
  for (guint i = 0; i < results->len; i++) {
    const KindleCheckResult *result = &g_array_index (results, KindleCheckResult, i);
    g_string_append_printf (out, "  %2u %-6s %s", result->rule, result->faults ? "BROKEN" : "ok",
                            result->text);
    if (result->faults > 0) {
      g_autofree gchar *first = g_utf8_make_valid (result->first, -1);
      g_string_append (out, ": ");
      put_text (out, first);
      if (result->faults > 1)
        g_string_append_printf (out, " (and %u more)", result->faults - 1);
      g_ptr_array_add (faults, g_strdup_printf ("rule %u, %s: %s", result->rule, result->text, first));
      broken++;
    }
    g_string_append_c (out, '\n');
  }
  return broken;
}

gboolean
kindle_inspect (GBytes *bytes, GString *out, GPtrArray *faults, GError **error)
{
  g_autoptr (KindleReadFile) file = kindle_read_file_new (bytes, error);
  guint broken = 0;
  if (!file)
    return FALSE;
  g_autofree gchar *name = g_utf8_make_valid (file->name, -1);
  g_string_append (out, "container ");
  put_text (out, name);
  g_string_append_printf (out, ", %u records, %" G_GSIZE_FORMAT " bytes, time %u\n", file->records->len,
                          g_bytes_get_size (bytes), file->created);
  for (guint i = 0; i < file->halves->len; i++) {
    const KindleReadHalf *half = g_ptr_array_index (file->halves, i);
    put_header (out, half);
    put_exth (out, half);
    put_flows (out, half);
    if (half->skeletons->len > 0)
      put_skeletons (out, half);
    if (half->guide_index)
      put_guide (out, half->guide_index);
    if (half->ncx_index)
      put_ncx (out, half->ncx_index);
    put_records (out, file, half);
    broken += put_check (out, file, half, faults);
  }
  if (broken == 0)
    g_string_append (out, "\nverdict: sound\n");
  else
    g_string_append_printf (out, "\nverdict: BROKEN, %u rules\n", broken);
  return TRUE;
}

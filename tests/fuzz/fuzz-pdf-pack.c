/* Fuzz target: a PDF, packed. What comes out is a PDF that can be packed again. */
#include "fuzz-target.h"

#include "pdf-pack.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const PdfPackTag tags[] = {{"Document", NULL}, {"P", "en"}, {"P", NULL}};
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  const PdfAttachment attachment = {"x.bib", "text/x", bytes};
  for (guint i = 0; i < 2; i++) {
    guint n_tags = i * G_N_ELEMENTS (tags);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) packed = pdf_pack (bytes, "zh-CN", NULL, i == 0 ? "/TrimBox [ 0 0 9 9 ] " : NULL,
                                          i == 0 ? NULL : &attachment, tags, n_tags, &error);
    g_assert_true ((packed == NULL) == (error != NULL));
    if (packed == NULL)
      continue;
    g_autoptr (PdfObjects) objects = pdf_objects_new (packed, &error);
    g_assert_no_error (error);
  }
  return 0;
}

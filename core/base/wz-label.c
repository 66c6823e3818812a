/* wz-label.c: generated words by language. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-label.h>

#include <wenzhai/wz-lang.h>

#include <string.h>

/* Traditional Chinese where the tag has the script Hant or a region that writes it. */
static guint
column_of (const gchar *lang)
{
  if (!wz_lang_is_chinese (lang))
    return 2;
  return strstr (lang, "Hant") != NULL || strstr (lang, "TW") != NULL || strstr (lang, "HK") != NULL ? 1 : 0;
}

const gchar *
wz_label (WzLabel label, const gchar *lang)
{
  static const gchar *const words[][3] = {
#define WZ_LABEL_ROW(name, hans, hant, en) {hans, hant, en},
      WZ_LABELS (WZ_LABEL_ROW)
#undef WZ_LABEL_ROW
  };
  g_return_val_if_fail ((guint) label < G_N_ELEMENTS (words), "");
  return words[label][column_of (lang)];
}

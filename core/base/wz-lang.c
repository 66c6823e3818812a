/* wz-lang.c: language tags of the formats. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-lang.h>

#include <string.h>

static const struct {
  const gchar *lang;
  const gchar *uses[WZ_LANG_OPENTYPE + 1]; /* EPUB, KF8, fontconfig, OpenType */
  guint16 kf8_code;                        /* MOBI locale: primary language, sub-language << 8 */
} rows[] = {
    {"zh-Hans", {"zh-CN", "zh", "zh-cn", "ZHS "}, 0x0004},
    {"zh-Hans-CN", {"zh-CN", "zh", "zh-cn", "ZHS "}, 0x0004},
    {"zh", {"zh-CN", "zh", "zh-cn", "ZHS "}, 0x0004},
    {"zh-Hant-TW", {"zh-TW", "zh-tw", "zh-tw", "ZHT "}, 0x0404},
    {"zh-Hant", {"zh-TW", "zh-tw", "zh-tw", "ZHT "}, 0x0404},
    {"zh-Hant-HK", {"zh-HK", "zh-hk", "zh-hk", "ZHH "}, 0x0c04},
    {"en", {"en", "en", "en", "ENG "}, 0x0009},
};

const gchar *
wz_lang_map (const gchar *lang, WzLangUse use)
{
  g_return_val_if_fail (lang != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_ascii_strcasecmp (lang, rows[i].lang) == 0)
      return rows[i].uses[use];
  return lang;
}

guint16
wz_lang_kf8_code (const gchar *lang)
{
  for (guint i = 0; lang != NULL && i < G_N_ELEMENTS (rows); i++)
    if (g_ascii_strcasecmp (lang, rows[i].lang) == 0)
      return rows[i].kf8_code;
  return 0;
}

gboolean
wz_lang_is_chinese (const gchar *lang)
{
  return lang != NULL && g_ascii_strncasecmp (lang, "zh", 2) == 0 && (lang[2] == '\0' || lang[2] == '-');
}

gboolean
wz_languages_show (WzLanguages languages, const gchar *lang)
{
  switch (languages) {
  case WZ_LANGUAGES_ZH:
    return wz_lang_is_chinese (lang);
  case WZ_LANGUAGES_EN:
    return !wz_lang_is_chinese (lang);
  case WZ_LANGUAGES_BOTH:
  case WZ_LANGUAGES_PARALLEL:
  case WZ_LANGUAGES_BEHIND:
    break;
  }
  return TRUE;
}

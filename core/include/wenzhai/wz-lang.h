/* wz-lang.h: one table of language tags for all formats. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-types.h>

G_BEGIN_DECLS

/**
 * WzLangUse: for whom a tag is spelt.
 * @WZ_LANG_EPUB: dc:language and xml:lang (`zh-CN`, `zh-TW`, `en`)
 * @WZ_LANG_KF8: EXTH 524 (`zh`, `zh-tw`, `en`)
 * @WZ_LANG_FONTCONFIG: fontconfig and Pango (`zh-cn`, `zh-tw`, `en`); fontconfig does not know zh-Hans
 * @WZ_LANG_OPENTYPE: the OpenType language system tag (`ZHS `, `ZHT `, `ENG `)
 */
typedef enum { WZ_LANG_EPUB, WZ_LANG_KF8, WZ_LANG_FONTCONFIG, WZ_LANG_OPENTYPE } WzLangUse;

/**
 * wz_lang_map:
 * @lang: a tag of the model (BCP 47)
 *
 * Returns: (transfer none): @lang as @use spells it; @lang itself where the table has no row
 */
WZ_API const gchar *wz_lang_map (const gchar *lang, WzLangUse use);

/**
 * wz_lang_kf8_code:
 *
 * Returns: the MOBI locale number of @lang (zh-Hans 0x0004, zh-Hant-TW 0x0404, en 0x0009); 0 when unknown
 */
WZ_API guint16 wz_lang_kf8_code (const gchar *lang);

/** wz_lang_is_chinese: whether @lang is `zh` or a tag below it; FALSE for NULL. */
WZ_API gboolean wz_lang_is_chinese (const gchar *lang);

/** wz_languages_show: whether texts in @lang are among those that @languages asks for: all, Chinese alone, or
 * all but Chinese. */
WZ_API gboolean wz_languages_show (WzLanguages languages, const gchar *lang);

G_END_DECLS

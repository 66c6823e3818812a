/* wz-tex.h: what TeX has a command for and text has a character. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

#define WZ_TEX_NAME_MAX 20 /* letters of a command's name that are looked at */
#define WZ_TEX_ACCENTED 2  /* characters of a letter with its accent: where Unicode has no letter for both */

/** WzTexPeek: the character at @index of @text; 0 outside of it. */
typedef gunichar (*WzTexPeek) (gpointer text, gint index);

/**
 * wz_tex_read_name:
 * @at: where a backslash stands
 * @name: (out): the letters behind it, not more than that fit
 *
 * Returns: how many
 */
gint wz_tex_read_name (WzTexPeek peek, gpointer text, gint at, gchar name[WZ_TEX_NAME_MAX + 1]);

/**
 * wz_tex_match_accent:
 * @at: where a backslash stands
 * @out: (out): the letter under its accent, in NFC; behind it 0 where it is one character
 *
 * `\"a`, `\'{e}`, `\H{o}`, `\c c`, `\"{\i}`. A quotation mark that some program escaped, `\"so\"` and
 * `it\'s`, is none.
 *
 * Returns: the characters it takes, 0 where there is none
 */
gint wz_tex_match_accent (WzTexPeek peek, gpointer text, gint at, gunichar out[WZ_TEX_ACCENTED]);

/**
 * wz_tex_match_symbol:
 * @at: where a backslash stands
 *
 * `\ss`, `{\o}`, `\L ukasz`, `\LaTeX{}`, `\ldots`: with the space or the empty braces that end the name,
 * where they do no more than that.
 *
 * Returns: the characters it takes, 0 where there is none; @out then what they stand for, not longer
 */
gint wz_tex_match_symbol (WzTexPeek peek, gpointer text, gint at, const gchar **out);

/**
 * wz_tex_to_text:
 * @text: a name or another short text that is known to be no formula; UTF-8
 * @length: in bytes, or -1
 *
 * As TeX would print it: accents and symbols, escaped signs, ties as spaces; of commands and groups their
 * words. What stands between dollars stays as it is.
 *
 * Returns: (transfer full): the text, in NFC if @text was
 */
gchar *wz_tex_to_text (const gchar *text, gssize length);

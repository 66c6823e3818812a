/* wz-desk.h: from read sources to one edited issue, and what can be said of it. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "edit/wz-diff.h"
#include "host/wz-sources.h"

/**
 * WzDeskSettings: how sources become an issue. Strings as the user wrote them; NULL keeps what the sources
 * say.
 * @normalise: whether Chinese fields are normalised
 * @lang: of the edition: its title, headings and labels
 */
typedef struct {
  gboolean normalise;
  const gchar *lang;
  const gchar *title;
  const gchar *series;
  const gchar *number; /* digits and at most one point */
  const gchar *author;
  const gchar *publisher;
  const gchar *date; /* YYYY-MM-DD */
} WzDeskSettings;

/** wz_desk_check_number: whether @number (nullable) can number an issue: digits and at most one point.
 * Returns: FALSE with WZ_PLUGIN_ERROR_OPTION */
gboolean wz_desk_check_number (const gchar *number, GError **error);

/** wz_desk_check: whether the settings, and SOURCE_DATE_EPOCH, can be read. Returns: FALSE with
 * WZ_PLUGIN_ERROR_OPTION */
gboolean wz_desk_check (const WzDeskSettings *settings, GError **error);

/**
 * wz_desk_edit:
 * @sources: (array length=n): read ones, in order, at least one; their issues are used up
 * @settings: checked ones
 *
 * Normalises, joins and names. Returns: (transfer full)
 */
WzIssue *wz_desk_edit (WzSource *const *sources, guint n, const WzDeskSettings *settings, WzDiagSink *sink);

/** wz_desk_get_epoch: what SOURCE_DATE_EPOCH says, -1 where it is not set. Returns: FALSE with
 * WZ_PLUGIN_ERROR_OPTION when it is no number of seconds */
gboolean wz_desk_get_epoch (gint64 *seconds, GError **error);

/** wz_desk_lint: reports what an editor would correct in a source. */
void wz_desk_lint (const WzIssue *issue, WzDiagSink *sink);

/** wz_desk_can_convert: whether there is an edition in this language (`zh-Hant-TW`). */
gboolean wz_desk_can_convert (const gchar *variant);
/** wz_desk_convert: (transfer full): the edition of @issue in Traditional Chinese, whose colophon names the
 * fonts that @style (nullable) has for it; NULL with an error without OpenCC. */
WzIssue *wz_desk_convert (const WzIssue *issue, const gchar *variant, const WzStyle *style, WzDiagSink *sink,
                          GError **error);
/** wz_desk_diff: (transfer full) (element-type WzChange): what changed between two issues. */
GPtrArray *wz_desk_diff (const WzIssue *before, const WzIssue *after);

/** wz_desk_get_formats: (array zero-terminated=1): forms of wz_desk_dump(): `json`, `tree`, `text`, `galley`.
 */
const gchar *const *wz_desk_get_formats (void);
/** wz_desk_dump: (transfer full): @issue in one of these forms; what a book says (`text`, `galley`) with
 * @style and @languages as for wz_galley_new(). */
gchar *wz_desk_dump (const WzIssue *issue, const gchar *format, const WzStyle *style, WzLanguages languages);

/* wz-json.h: the model as JSON, out and in. Core only. SPDX-License-Identifier: MIT
 *
 * One form for `dump --format=json`, the `json` reader and the pipe to program plugins; described by
 * wenzhai-issue.schema.json. What is written is read back to an equal issue.
 */
#pragma once

#include <wenzhai/wenzhai.h>

/* Limits that are checked before a JSON library sees the text. */
#define WZ_JSON_MAX_DEPTH 256
#define WZ_JSON_MAX_BYTES (256 * 1024 * 1024)

/** wz_json_append_string: @text as a string of JSON, with its quotes. */
void wz_json_append_string (GString *out, const gchar *text);

/** wz_json_write: (transfer full): @issue as UTF-8 JSON with a line end at its end. */
gchar *wz_json_write (const WzIssue *issue);
/** wz_json_write_entry: (transfer full): what is known of a paper, without places in sources. @langs: as
 * wz_issue_get_langs() has them. */
gchar *wz_json_write_entry (const WzEntry *entry, const gchar *const *langs);

/**
 * wz_json_write_galley:
 *
 * For programs that ask what a book says: an object a piece, a line each, in order. Members are those of
 * WzPart
 * (`part`: its anchor, `partKind`) and WzPiece; texts and items are plain, as wz_text_dup_plain() has them.
 *
 * Returns: (transfer full): UTF-8 JSON Lines
 */
gchar *wz_json_write_galley (const WzGalley *galley);

/**
 * wz_json_check:
 * @file: display name for the error
 *
 * Checks grammar (RFC 8259), encoding, depth and size, in linear time and constant stack.
 *
 * Returns: FALSE with WZ_READ_ERROR_SYNTAX or WZ_READ_ERROR_LIMIT, line and column in the message
 */
gboolean wz_json_check (const gchar *text, gsize length, const gchar *file, GError **error);

/**
 * wz_json_read:
 * @file: display name; what places in an issue without `files` are in
 * @sink: (nullable): told of what is passed over (wz_json_check_members())
 *
 * Returns: (transfer full): NULL with WZ_READ_ERROR_NOT_DIGEST for JSON that is no issue,
 * WZ_READ_ERROR_SYNTAX with place and path of the member that is wrong, or an error of wz_json_check()
 */
WzIssue *wz_json_read (const gchar *text, gsize length, const gchar *file, WzDiagSink *sink, GError **error);

/* Names of kinds of nodes, by value; NULL-terminated. */
extern const gchar *const wz_json_text_kinds[];

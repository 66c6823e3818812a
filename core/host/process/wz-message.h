/* wz-message.h: what a child process tells its parent: JSON, a line a message. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

typedef enum {
  WZ_MESSAGE_DESCRIPTOR, /* a plugin's descriptor, from a probe */
  WZ_MESSAGE_PROGRESS,
  WZ_MESSAGE_DIAG,
  WZ_MESSAGE_MADE,  /* what the file is, beside its bytes */
  WZ_MESSAGE_ERROR, /* the operation failed; the last one */
  WZ_MESSAGE_DONE   /* it succeeded; the last one */
} WzMessageType;

/**
 * WzMessage: read-only.
 * @diag: of DIAG; of ERROR only its detail, and @error_code of WZ_PLUGIN_ERROR
 * @pages: of MADE: how many; 0 where there are none. Its detail: names of the libraries that made it
 * @json: of DESCRIPTOR: the line itself
 */
typedef struct {
  WzMessageType type;
  guint done, total, pages;
  guint64 bytes;
  gint error_code;
  WzDiag diag;
  const gchar *json;
} WzMessage;

/* Sending: each writes one line to @fd; errors are ignored, since a parent that is gone needs no news. */
void wz_message_send_progress (gint fd, guint done, guint total);
void wz_message_send_diag (gint fd, const WzDiag *diag);
void wz_message_send_error (gint fd, gint code, const gchar *text);
void wz_message_send_made (gint fd, guint pages, const gchar *libraries);
void wz_message_send_done (gint fd, guint64 bytes);
void wz_message_send_line (gint fd, const gchar *json);

/** wz_message_dup_error: (transfer full): the line of an error message, without its end. */
gchar *wz_message_dup_error (gint code, const gchar *text);

/** wz_message_dup_diag: (transfer full): a diagnostic as users get it with --diagnostics=json; @output:
 * (nullable): who says it. */
gchar *wz_message_dup_diag (const WzDiag *diag, const gchar *output);

/** WzMessageFunc: @message lives for the call only. */
typedef void (*WzMessageFunc) (const WzMessage *message, gpointer user_data);

typedef struct _WzMessageReader WzMessageReader;

WzMessageReader *wz_message_reader_new (WzMessageFunc func, gpointer user_data);
void wz_message_reader_free (WzMessageReader *reader);
/**
 * wz_message_reader_feed:
 *
 * Takes what a read from the pipe gave. Returns: FALSE when it was no message of ours (the plugin wrote into
 * the pipe), or a line was longer than 1 MiB
 */
gboolean wz_message_reader_feed (WzMessageReader *reader, const gchar *data, gsize length);

/** wz_message_reader_end: the pipe has ended, and a line may have lacked its end. FALSE as above. */
gboolean wz_message_reader_end (WzMessageReader *reader);

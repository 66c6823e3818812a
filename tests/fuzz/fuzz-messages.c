/* Fuzz target: what a plugin may write into its pipe, and what is taken of it. */
#include "fuzz-target.h"

#include "base/wz-display.h"
#include "host/process/wz-message.h"
#include "host/plugin/wz-options-private.h"
#include "host/plugin/wz-plugin-info.h"

static void
check_info (const WzPluginInfo *info)
{
  const gchar *texts[] = {info->name,      info->version,         info->summary,   info->license,
                          info->extension, info->other_extension, info->media_type};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (wz_display_check (texts[i]) && strlen (texts[i]) <= 200);
  g_assert_true (*info->name != '\0' && *info->extension != '\0' && strchr (info->extension, '/') == NULL);
  g_assert_cmpuint (info->n_options, <=, WZ_MODULE_MAX_OPTIONS);
  for (guint i = 0; i < info->n_options; i++) {
    g_autofree gchar *accepted = wz_option_dup_accepted (&info->options[i]);
    g_assert_true (wz_display_check (info->options[i].help) && wz_display_check (accepted));
  }
}

static void
on_message (const WzMessage *message, gpointer user_data)
{
  g_assert_cmpuint (strlen (message->diag.code), <=, 64);
  g_assert_true (wz_display_check (message->diag.code));
  g_assert_cmpint (message->error_code, <=, WZ_PLUGIN_ERROR_FAILED);
  if (message->type != WZ_MESSAGE_DESCRIPTOR)
    return;
  g_autoptr (GError) error = NULL;
  WzPluginInfo info = {.path = g_strdup ("x.so"), .name = g_strdup ("x")};
  if (wz_plugin_info_take (&info, message->json, &error))
    check_info (&info);
  else
    g_assert_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID);
  wz_plugin_info_clear (&info);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  WzMessageReader *reader = wz_message_reader_new (on_message, NULL);
  for (size_t at = 0; at < size; at += 100) /* as pieces come */
    if (!wz_message_reader_feed (reader, (const gchar *) data + at, MIN (100, size - at)))
      break;
  wz_message_reader_free (reader);
  return 0;
}

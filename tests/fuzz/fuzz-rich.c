/* Fuzz target: a stranger's Markdown, HTML and running text as rich text. The account has every byte once,
 * the text is valid, and what follows from it stands in the source. */
#include "fuzz-target.h"

#include "rich/wz-rich.h"

#include <string.h>

typedef struct {
  const gchar *source;
  gsize end;
  gsize kept;
} Account;

static void
count_run (gsize start, gsize end, WzRichRun kind, gpointer user_data)
{
  Account *account = user_data;
  g_assert_cmpuint (start, ==, account->end);
  g_assert_cmpuint (end, >, start);
  account->end = end;
  if (kind == WZ_RICH_TEXT) {
    g_assert_true (g_utf8_validate (account->source + start, (gssize) (end - start), NULL));
    account->kept += end - start;
  }
}

static void
take_remark (WzRichRemark remark, gsize offset_bytes, const WzPosition *place, const gchar *detail,
             gpointer user_data)
{
  g_assert_cmpuint (offset_bytes, <=, strlen (((Account *) user_data)->source));
  g_assert_cmpuint (place->line, >, 0);
}

static gboolean
is_of_line (WzTextKind kind)
{
  return kind >= WZ_TEXT_EMPHASIS && kind != WZ_TEXT_NOTE;
}

/* Lists hold items, tables rows, rows cells, and what stands in a line stands in a paragraph, heading or
 * cell. */
static void
check_structure (const WzText *text)
{
  WzTextKind open[WZ_TEXT_MAX_DEPTH + 1] = {WZ_TEXT_STRING};
  guint depth = 0;
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    WzTextKind in = open[depth];

    if (event.type == WZ_TEXT_LEAVE) {
      depth--;
      continue;
    }
    g_assert_cmpint (in == WZ_TEXT_LIST, ==, event.kind == WZ_TEXT_LIST_ITEM);
    g_assert_cmpint (in == WZ_TEXT_TABLE, ==, event.kind == WZ_TEXT_TABLE_ROW);
    g_assert_cmpint (in == WZ_TEXT_TABLE_ROW, ==, event.kind == WZ_TEXT_TABLE_CELL);
    g_assert_cmpint (event.kind == WZ_TEXT_STRING || is_of_line (event.kind), ==,
                     in == WZ_TEXT_PARAGRAPH || in == WZ_TEXT_HEADING || in == WZ_TEXT_TABLE_CELL ||
                         is_of_line (in));
    if (event.type == WZ_TEXT_ENTER)
      open[++depth] = event.kind;
  }
}

static void
read_as (void (*form) (WzTextBuilder *out, const gchar *text, const WzRichOptions *options),
         const gchar *source, WzRichFlags flags)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  g_autoptr (WzPictures) pictures = wz_pictures_new (NULL);
  Account account = {.source = source};
  WzRichOptions options = {.flags = flags,
                           .origin = {"f", 1, 1},
                           .by_line = TRUE,
                           .pictures = pictures,
                           .issue = builder,
                           .lang = "zh-Hans",
                           .run = count_run,
                           .remark = take_remark,
                           .user_data = &account};
  g_autofree gchar *plain = NULL;
  const WzText *finished;

  form (text, source, &options);
  g_assert_cmpuint (account.end, ==, strlen (source));
  finished = wz_text_builder_finish (text, builder);
  plain = wz_text_dup_plain (finished);
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_true (account.kept > 0 || form == wz_rich_html || *plain == '\0' ||
                 strstr (plain, "［插图") != NULL);
  if ((flags & WZ_RICH_INLINES) == 0 && strlen (source) < WZ_TEXT_MAX_DEPTH) /* deeper ones are cut */
    check_structure (finished);
  wz_issue_builder_free (builder);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree gchar *raw = g_strndup ((const gchar *) data, size);
  g_autofree gchar *source = g_utf8_make_valid (raw, -1);

  read_as (wz_rich_markdown, source, 0);
  read_as (wz_rich_markdown, source, WZ_RICH_EDITORIAL);
  read_as (wz_rich_markdown, source, WZ_RICH_PAGE);
  read_as (wz_rich_markdown, source, WZ_RICH_PAGE | WZ_RICH_INLINES);
  read_as (wz_rich_markdown, source, WZ_RICH_PAGE | WZ_RICH_PLAIN);
  read_as (wz_rich_html, source, 0);
  read_as (wz_rich_html, source, WZ_RICH_PAGE);
  return 0;
}

/* compose-blocks.c: see compose-blocks.h. SPDX-License-Identifier: MIT */
#include "compose-blocks.h"

#include <wenzhai-kit/wz-image.h>

/* R81: the mark of a note. */
#define NOTE_SIZE 0.65
#define NOTE_RISE 0.33

/* ---- Help for all files of this stage ------------------------------------------------------------------ */

static void
cell_free (gpointer data)
{
  ComposeTableCell *cell = data;
  compose_source_free (cell->source);
  g_free (cell);
}

static void
block_free (gpointer data)
{
  ComposeBlock *block = data;
  if (block == NULL)
    return;
  compose_source_free (block->source);
  compose_source_free (block->label);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
  g_free (block->table);
  g_free (block->page_of);
  g_free (block->dest);
  g_free (block->qr);
  g_free (block);
}

static void
link_free (gpointer data)
{
  ComposeLink *link = data;
  g_free (link->uri);
  g_free (link->dest);
  g_free (link);
}

ComposeBlocks *
compose_blocks_new (const WzGalley *galley, const ComposeSettings *settings, ComposeFonts *fonts,
                    ComposePictures *pictures, WzDiagSink *sink)
{
  ComposeBlocks *blocks = g_new0 (ComposeBlocks, 1);
  blocks->galley = galley;
  blocks->settings = settings;
  blocks->fonts = fonts;
  blocks->pictures = pictures;
  blocks->sink = sink;
  blocks->entry = -1;
  blocks->blocks = g_ptr_array_new_with_free_func (block_free);
  blocks->links = g_ptr_array_new_with_free_func (link_free);
  blocks->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) compose_source_free);
  return blocks;
}

void
compose_blocks_free (ComposeBlocks *blocks)
{
  if (blocks == NULL)
    return;
  g_ptr_array_unref (blocks->blocks);
  g_ptr_array_unref (blocks->links);
  g_ptr_array_unref (blocks->notes);
  g_free (blocks);
}

guint16
compose_blocks_style (ComposeBlocks *blocks, ComposeLook look)
{
  ComposeTextStyle style = {look.role, look.weight, compose_settings_em (blocks->settings, look.size_em), 0,
                            look.color};
  return compose_fonts_intern_style (blocks->fonts, &style);
}

ComposeBlock *
compose_block_new (ComposeBlocks *blocks, ComposeBlockKind kind, ComposeElement element)
{
  ComposeBlock *block = g_new0 (ComposeBlock, 1);
  block->kind = kind;
  block->element = element;
  block->part = blocks->part;
  block->section = blocks->section;
  block->entry = blocks->entry;
  block->rows = 1;
  if (kind == COMPOSE_BLOCK_TABLE)
    block->cells = g_ptr_array_new_with_free_func (cell_free);
  return block;
}

ComposeBlock *
compose_blocks_add (ComposeBlocks *blocks, ComposeBlockKind kind, ComposeElement element)
{
  ComposeBlock *block = compose_block_new (blocks, kind, element);
  g_ptr_array_add (blocks->blocks, block);
  return block;
}

ComposeBlock *
compose_blocks_last (const ComposeBlocks *blocks)
{
  guint i = blocks->blocks->len;
  while (i > 0 && ((ComposeBlock *) blocks->blocks->pdata[i - 1])->kind == COMPOSE_BLOCK_GAP)
    i--;
  return i > 0 ? blocks->blocks->pdata[i - 1] : NULL;
}

void
compose_blocks_add_gap (ComposeBlocks *blocks)
{
  guint n = blocks->blocks->len;
  if (n == 0 || ((const ComposeBlock *) blocks->blocks->pdata[n - 1])->kind != COMPOSE_BLOCK_GAP)
    compose_blocks_add (blocks, COMPOSE_BLOCK_GAP, COMPOSE_ELEMENT_NONE);
}

/* The Chinese of this issue. */
static const gchar *
han_tag (const ComposeBlocks *blocks)
{
  const gchar *const *langs = wz_issue_get_langs (wz_galley_get_issue (blocks->galley));
  for (guint i = 0; langs[i] != NULL; i++)
    if (wz_lang_is_chinese (langs[i]))
      return langs[i];
  return "zh-Hans";
}

ComposeSource *
compose_blocks_source (ComposeBlocks *blocks, const gchar *tag)
{
  return compose_source_new (tag != NULL ? tag : wz_galley_get_lang (blocks->galley), han_tag (blocks));
}

gint32
compose_blocks_add_link (ComposeBlocks *blocks, const gchar *uri, const gchar *dest)
{
  ComposeLink *link = g_new0 (ComposeLink, 1);
  link->uri = g_strdup (uri);
  link->dest = g_strdup (dest);
  g_ptr_array_add (blocks->links, link);
  return (gint32) blocks->links->len - 1;
}

ComposeLook
compose_blocks_body_look (const ComposeBlocks *blocks, const gchar *tag)
{
  const ComposeSettings *settings = blocks->settings;
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, wz_lang_is_chinese (tag) ? 1.0 : settings->latin_em,
                      settings->text_color};
  return look;
}

ComposeLook
compose_blocks_byline_look (const ComposeBlocks *blocks)
{
  const ComposeSettings *settings = blocks->settings;
  return (ComposeLook){WZ_FONT_BODY, WZ_WEIGHT_REGULAR, settings->byline_em, settings->muted_color};
}

void
compose_blocks_add_mark (ComposeBlocks *blocks, ComposeSource *source, const gchar *text, ComposeLook look,
                         gint32 link)
{
  ComposeTextStyle style = *compose_fonts_get_style (blocks->fonts, compose_blocks_style (blocks, look));
  style.rise = (ComposeUnit) (style.size * NOTE_RISE);
  style.size = (ComposeUnit) (style.size * NOTE_SIZE);
  style.color = blocks->settings->accent_color;
  compose_source_add (source, text, compose_fonts_intern_style (blocks->fonts, &style),
                      COMPOSE_CHAR_NO_BREAK | COMPOSE_CHAR_LATIN | COMPOSE_CHAR_NO_HYPHEN, link, NULL);
}

void
compose_blocks_note (ComposeBlocks *blocks, ComposeSource *source, const gchar *text, ComposeLook look)
{
  const ComposeSettings *settings = blocks->settings;
  g_autofree gchar *number = g_strdup_printf ("%u", blocks->notes->len + 1);
  gint32 link = compose_blocks_add_link (blocks, text, NULL);
  compose_blocks_add_mark (blocks, source, number, look, link);
  ComposeNoteMark mark = {compose_source_get_length (source), blocks->notes->len};
  g_array_append_val (source->notes, mark);

  ComposeLook small = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 0.8, settings->text_color};
  ComposeLook digits = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 0.8, settings->accent_color};
  ComposeSource *note = compose_blocks_source (blocks, "en");
  compose_source_add (note, number, compose_blocks_style (blocks, digits), COMPOSE_CHAR_NO_HYPHEN, -1, NULL);
  compose_source_add (note, "\302\240\302\240", compose_blocks_style (blocks, digits), 0, -1, NULL);
  compose_source_add (note, text, compose_blocks_style (blocks, small), COMPOSE_CHAR_URL, link, NULL);
  g_ptr_array_add (blocks->notes, note);
}

gboolean
compose_blocks_can_show (ComposeBlocks *blocks, const WzResource *resource)
{
  g_autoptr (GError) error = NULL;
  if (compose_pictures_read (blocks->pictures, resource, &error) != NULL)
    return TRUE;
  wz_image_report (blocks->sink, &resource->position, error);
  return FALSE;
}

void
compose_blocks_add_placeholder (ComposeBlocks *blocks, const gchar *text)
{
  ComposeBlock *block = compose_blocks_add (blocks, COMPOSE_BLOCK_TEXT, COMPOSE_ELEMENT_P);
  block->source = compose_blocks_source (blocks, NULL);
  block->align = COMPOSE_ALIGN_RAGGED;
  block->center = TRUE;
  block->keep_next = TRUE;
  compose_source_add (block->source, text, compose_blocks_style (blocks, compose_blocks_byline_look (blocks)),
                      0, -1, NULL);
}

const WzResource *
compose_blocks_find_resource (const ComposeBlocks *blocks, const gchar *id)
{
  return id != NULL ? wz_issue_find_resource (wz_galley_get_issue (blocks->galley), id) : NULL;
}

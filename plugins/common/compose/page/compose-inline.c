/* compose-inline.c: inlines of rich text as characters. SPDX-License-Identifier: MIT */
#include "compose-inline.h"

#include <wenzhai-kit/wz-formula-report.h>

/* R81 */
#define SCRIPT_SIZE 0.65
#define SUPER_RISE 0.33
#define SUB_RISE (-0.12)

void
compose_inline_add_characters (ComposeInline *line, const gchar *text, const WzPosition *position)
{
  const ComposeInlineState *in = &line->open[line->n - 1];
  if (line->source != NULL)
    compose_source_add (line->source, text, compose_blocks_style (line->blocks, in->look), in->flags,
                        in->link, position);
}

/* The style of a formula's run: slanted letters come from the role that is slanted in Latin. */
static guint16
formula_style (ComposeInline *line, ComposeLook look, const WzFormulaRun *run)
{
  if (run->style == WZ_FORMULA_ITALIC || run->style == WZ_FORMULA_BOLD_ITALIC)
    look.role = WZ_FONT_QUOTE;
  else if (run->style == WZ_FORMULA_MONO)
    look.role = WZ_FONT_MONO;
  if (run->style == WZ_FORMULA_BOLD || run->style == WZ_FORMULA_BOLD_ITALIC)
    look.weight = WZ_WEIGHT_BOLD;
  guint16 number = compose_blocks_style (line->blocks, look);
  if (run->level == WZ_FORMULA_NORMAL)
    return number;
  ComposeTextStyle style = *compose_fonts_get_style (line->blocks->fonts, number);
  style.rise = (ComposeUnit) (style.size * (run->level == WZ_FORMULA_SUP ? SUPER_RISE : SUB_RISE));
  style.size = (ComposeUnit) (style.size * SCRIPT_SIZE);
  return compose_fonts_intern_style (line->blocks->fonts, &style);
}

static gboolean
has_all (ComposeInline *line, guint16 style, const gchar *text)
{
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (compose_fonts_find (line->blocks->fonts, style, COMPOSE_FONT_LATIN, g_utf8_get_char (p)) == NULL)
      return FALSE;
  return TRUE;
}

void
compose_inline_add_formula (ComposeInline *line, const gchar *tex, const WzPosition *position)
{
  const ComposeInlineState *in = &line->open[line->n - 1];
  if (line->source == NULL)
    return;
  g_autoptr (WzFormula) formula = wz_formula_parse (tex);
  if (!wz_formula_is_known (formula)) {
    wz_formula_report_unknown (formula, line->blocks->sink, position);
    ComposeLook look = in->look;
    look.role = WZ_FONT_MONO;
    look.size_em *= 0.9;
    compose_source_add (line->source, tex, compose_blocks_style (line->blocks, look),
                        in->flags | COMPOSE_CHAR_CODE, in->link, position);
    return;
  }
  guint n_runs = 0;
  const WzFormulaRun *runs = wz_formula_get_runs (formula, &n_runs);
  for (guint i = 0; i < n_runs; i++) {
    guint16 style = formula_style (line, in->look, &runs[i]);
    const gchar *text = has_all (line, style, runs[i].text) ? runs[i].text : runs[i].plain;
    guint flags = in->flags | COMPOSE_CHAR_LATIN | COMPOSE_CHAR_NO_HYPHEN |
                  (i > 0 && text[0] != ' ' ? COMPOSE_CHAR_NO_BREAK : 0);
    const gchar *rest = text;
    if ((flags & COMPOSE_CHAR_NO_BREAK) != 0) {
      /* Only before its first character: spaces inside may break. */
      g_autofree gchar *first = g_strndup (text, (gsize) (g_utf8_next_char (text) - text));
      compose_source_add (line->source, first, style, flags, in->link, position);
      rest = g_utf8_next_char (text);
    }
    compose_source_add (line->source, rest, style, flags & ~(guint) COMPOSE_CHAR_NO_BREAK, in->link,
                        position);
  }
}

void
compose_inline_enter (ComposeInline *line, const WzTextEvent *event)
{
  ComposeInlineState in = line->open[line->n - 1];
  const ComposeSettings *settings = line->blocks->settings;
  switch (event->kind) {
  case WZ_TEXT_EMPHASIS: /* R77: 楷 for Chinese, italic for Latin */
    in.look.role = WZ_FONT_QUOTE;
    break;
  case WZ_TEXT_STRONG:
    in.look.weight = WZ_WEIGHT_BOLD;
    break;
  case WZ_TEXT_LINK:
    in.target = event->target;
    if (event->target != NULL && event->target[0] == '#') {
      g_autofree gchar *dest = g_strconcat ("p-", event->target + 1, NULL);
      in.link = compose_blocks_add_link (line->blocks, NULL, dest);
    } else if (event->target != NULL)
      in.link = compose_blocks_add_link (line->blocks, event->target, NULL);
    in.look.color = settings->link_color;
    break;
  case WZ_TEXT_SPAN:
    in.flags &= ~(guint) (COMPOSE_CHAR_LATIN | COMPOSE_CHAR_HAN);
    if (event->lang != NULL)
      in.flags |= wz_lang_is_chinese (event->lang) ? COMPOSE_CHAR_HAN : COMPOSE_CHAR_LATIN;
    break;
  default:
    break;
  }
  if (line->n < COMPOSE_MAX_OPEN)
    line->open[line->n++] = in;
}

/* Behind the words that lead there. */
static void
add_address (ComposeInline *line, const gchar *target)
{
  const ComposeInlineState *in = &line->open[line->n - 1];
  guint16 style = compose_blocks_style (line->blocks, in->look);
  compose_source_add (line->source, " ", style, in->flags, -1, NULL);
  compose_source_add (line->source, target, style, COMPOSE_CHAR_URL, in->link, NULL);
}

void
compose_inline_leave (ComposeInline *line, const WzTextEvent *event)
{
  const ComposeInlineState *in = &line->open[line->n - 1];
  if (event->kind == WZ_TEXT_LINK && line->blocks->settings->link_notes && line->source != NULL &&
      in->target != NULL && in->target[0] != '#') {
    if (line->in_note)
      add_address (line, in->target);
    else
      compose_blocks_note (line->blocks, line->source, in->target, line->open[line->n - 2].look);
  }
  if (line->n > 1)
    line->n--;
}

/* A picture in a line is as high as the line's letters, or lower, and no wider than ten of them. */
#define PICTURE_EM 1.1
#define PICTURE_MAX_EM 10

static void
add_picture (ComposeInline *line, const WzTextEvent *event)
{
  ComposeBlocks *blocks = line->blocks;
  const ComposeInlineState *in = &line->open[line->n - 1];
  const WzResource *resource = compose_blocks_find_resource (blocks, event->target);
  if (line->source == NULL)
    return;
  if (resource == NULL || !compose_blocks_can_show (blocks, resource)) {
    g_autofree gchar *text = wz_picture_dup_placeholder (event->text, wz_galley_get_lang (blocks->galley));
    compose_inline_add_characters (line, text, &event->position);
    return;
  }
  guint16 style = compose_blocks_style (blocks, in->look);
  ComposeUnit em = compose_fonts_get_style (blocks->fonts, style)->size;
  gdouble height = MIN (PICTURE_EM * em, resource->height_px * COMPOSE_PT_PER_PX * COMPOSE_UNIT);
  gdouble width = height * resource->width_px / resource->height_px;
  if (width > PICTURE_MAX_EM * em) {
    height *= PICTURE_MAX_EM * em / width;
    width = PICTURE_MAX_EM * em;
  }
  compose_source_add_picture (line->source, resource, (ComposeUnit) width, (ComposeUnit) height, style,
                              in->link, &event->position);
}

gboolean
compose_inline_add_leaf (ComposeInline *line, const WzTextEvent *event)
{
  ComposeInlineState *in = &line->open[line->n - 1];
  switch (event->kind) {
  case WZ_TEXT_LINE_BREAK:
    compose_inline_add_characters (line, "\342\200\250", &event->position); /* U+2028 */
    return TRUE;
  case WZ_TEXT_FORMULA:
    compose_inline_add_formula (line, event->text, &event->position);
    return TRUE;
  case WZ_TEXT_IMAGE:
    add_picture (line, event);
    return TRUE;
  case WZ_TEXT_NOTE_MARK:
    if (line->source != NULL)
      compose_notes_add_mark (line->notes, line->blocks, line->source, event, in->look);
    return TRUE;
  case WZ_TEXT_CODE: {
    ComposeInlineState saved = *in;
    in->look.role = WZ_FONT_MONO;
    in->look.size_em *= 0.9;
    in->flags |= COMPOSE_CHAR_CODE | COMPOSE_CHAR_LATIN;
    compose_inline_add_characters (line, event->text, &event->position);
    *in = saved;
    return TRUE;
  }
  default:
    return FALSE;
  }
}

gboolean
compose_inline_contains (WzTextKind kind)
{
  return kind == WZ_TEXT_EMPHASIS || kind == WZ_TEXT_STRONG || kind == WZ_TEXT_LINK || kind == WZ_TEXT_SPAN;
}

static void
add_inlines (ComposeBlocks *blocks, ComposeSource *source, const WzText *text, ComposeLook look, guint flags)
{
  ComposeInline line = {.blocks = blocks, .source = source, .n = 1};
  line.open[0] = (ComposeInlineState){look, flags, -1, NULL};
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_CHARACTERS)
      compose_inline_add_characters (&line, event.text, &event.position);
    else if (event.type == WZ_TEXT_ENTER && !compose_inline_add_leaf (&line, &event))
      compose_inline_enter (&line, &event);
    else if (event.type == WZ_TEXT_LEAVE && compose_inline_contains (event.kind))
      compose_inline_leave (&line, &event);
    else if (event.type == WZ_TEXT_LEAVE && event.kind == WZ_TEXT_PARAGRAPH)
      compose_inline_add_characters (&line, " ", NULL); /* blocks where inlines were expected */
}

void
compose_blocks_add_item (ComposeBlocks *blocks, ComposeSource *source, const WzItem *item, ComposeLook look,
                         guint flags)
{
  if (item->text != NULL)
    add_inlines (blocks, source, item->text, look, flags);
  else
    compose_source_add (source, item->string, compose_blocks_style (blocks, look), flags, -1,
                        item->position.line > 0 ? &item->position : NULL);
}

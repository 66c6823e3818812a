/* In: Markdown. Out: rich text, by md4c. Of the libraries that know tables it is the one whose texts point
 * into the source, so that each run has its bytes, and whose time is linear in all that tests/growth tries:
 * cmark-gfm, as Debian 12 has it, takes the square of `![[]()` repeated. SPDX-License-Identifier: MIT */
#include "rich/rich-mask.h"
#include "base/wz-words.h"

#include <md4c.h>
#include <string.h>

/* A paragraph begins with its first characters. While it has nothing but a formula it is held back: it may be
 * a formula block. */
typedef enum { PARAGRAPH_NONE, PARAGRAPH_DUE, PARAGRAPH_HELD, PARAGRAPH_OPEN } Paragraph;

typedef struct {
  RichOut out;
  RichMasked masked;
  Paragraph paragraph;
  gboolean implicit;         /* of a tight item: it ends where anything else begins */
  gboolean in_leaf;          /* characters belong to an open heading or cell */
  gboolean in_head;          /* of a table */
  const WzMathSpan *formula; /* of a paragraph that is held back */
  guint marks[2];            /* open ones of emphasis and of strong words */
  GString *code;             /* of the code that is open, or NULL */
  gchar *info;               /* what it is written in, or NULL */
  gsize code_start;
  gboolean in_html;
  gsize html_start, html_end; /* of an open block of HTML; of the last tag in a line */
  gboolean wrapped;           /* a link around a picture is open, in HTML */
  gboolean link_open;
  guint pictures; /* open ones: one may stand in the description of another */
  GString *alt;   /* of the outermost, or NULL */
  gsize picture_start, before_picture;
  gsize address_end; /* of the last link or picture */
} Markdown;

static gboolean
is_page (const Markdown *md)
{
  return (md->out.options->flags & WZ_RICH_PAGE) != 0;
}

/* Whether what md4c hands out stands in the source, and where. */
static gboolean
find_source (const Markdown *md, const gchar *text, gsize *at)
{
  const GString *seen = md->masked.seen;

  if (text < seen->str || text >= seen->str + md->masked.length)
    return FALSE;
  *at = rich_masked_source (&md->masked, (gsize) (text - seen->str));
  return *at < md->out.length;
}

/* ---- Paragraphs ---- */

/* In a tight item no paragraph is told of. */
static void
imply_paragraph (Markdown *md)
{
  if (md->paragraph == PARAGRAPH_NONE && !md->in_leaf) {
    md->paragraph = PARAGRAPH_DUE;
    md->implicit = TRUE;
  }
}

/* Before anything that stands in a line. */
static void
begin_inline (Markdown *md)
{
  imply_paragraph (md);
  if (md->paragraph == PARAGRAPH_DUE || md->paragraph == PARAGRAPH_HELD)
    rich_enter (&md->out, WZ_TEXT_PARAGRAPH, 0, NULL);
  if (md->paragraph == PARAGRAPH_HELD)
    rich_add (&md->out, md->formula->start, md->formula->end);
  if (md->paragraph != PARAGRAPH_NONE)
    md->paragraph = PARAGRAPH_OPEN;
}

/* md4c may tell of the end of emphasis whose beginning it took for a part of an address, and the other way
 * round: `[](*)a*`. */
static void
close_marks (Markdown *md)
{
  for (guint i = 0; i < G_N_ELEMENTS (md->marks); i++)
    for (; md->marks[i] > 0; md->marks[i]--)
      rich_leave (&md->out);
}

static void
end_paragraph (Markdown *md)
{
  const WzMathSpan *formula = md->formula;

  if (md->paragraph == PARAGRAPH_OPEN) {
    close_marks (md);
    rich_leave (&md->out);
  } else if (md->paragraph == PARAGRAPH_HELD) {
    g_autofree gchar *tex =
        g_strndup (md->out.text + formula->tex_start, formula->tex_end - formula->tex_start);

    rich_leaf (&md->out, WZ_TEXT_FORMULA_BLOCK, NULL, tex, formula->start, formula->end);
    rich_mark (&md->out, formula->tex_start, formula->tex_end, WZ_RICH_TEXT);
  }
  md->paragraph = PARAGRAPH_NONE;
  md->implicit = FALSE;
}

static gboolean
hold_formula (Markdown *md, gsize start, gsize end)
{
  const WzMathSpan *formula = rich_next_formula (&md->out, start);

  if (formula == NULL || formula->kind != WZ_MATH_DISPLAY || formula->start != start || formula->end != end)
    return FALSE;
  imply_paragraph (md);
  if (md->paragraph != PARAGRAPH_DUE)
    return FALSE;
  md->formula = formula;
  md->paragraph = PARAGRAPH_HELD;
  return TRUE;
}

/* ---- Characters ---- */

static void
add_reference (Markdown *md, const gchar *reference, gsize length, GString *to)
{
  gunichar characters[2];
  guint n = wz_rich_resolve (reference, length, characters);

  if (n == 0)
    g_string_append_len (to, reference, (gssize) length);
  for (guint i = 0; i < n; i++)
    g_string_append_unichar (to, characters[i]);
}

/* Lines of HTML as text that runs on. */
static void
add_lines (Markdown *md, gsize start, gsize end)
{
  const gchar *text = md->out.text;

  while (start < end) {
    const gchar *line_end = memchr (text + start, '\n', end - start);
    gsize next = line_end != NULL ? (gsize) (line_end - text) : end, last = next;

    while (start < last && g_ascii_isspace (text[start]))
      start++;
    while (last > start && g_ascii_isspace (text[last - 1]))
      last--;
    rich_add_raw (&md->out, start, last);
    md->out.broken |= next < end;
    start = next + 1;
  }
  md->out.broken = FALSE;
}

static void
add_code (Markdown *md, const gchar *text, gsize length, gboolean inside, gsize at)
{
  if (inside && md->code->len == 0)
    md->code_start = at;
  g_string_append_len (md->code, inside ? md->out.text + at : text, (gssize) length);
  if (inside)
    rich_mark (&md->out, at, at + length, WZ_RICH_TEXT);
}

/* ---- HTML ---- */

/* Whether nothing but blanks stands between the tags. */
static gboolean
is_all_tags (const gchar *text, gsize start, gsize end)
{
  gboolean inside = FALSE;

  for (; start < end && (inside || text[start] == '<' || g_ascii_isspace (text[start])); start++)
    inside = text[start] == '<' || (inside && text[start] != '>');
  return start >= end;
}

typedef struct {
  gchar *value; /* or NULL */
  gsize from, to;
} Attribute;

/* The attribute that @opening begins, as in `src="`. */
static Attribute
read_attribute (const Markdown *md, gsize start, gsize end, const gchar *opening)
{
  const gchar *text = md->out.text, *found = text + start;
  Attribute attribute = {0};

  while ((found = memmem (found, (gsize) (text + end - found), opening, strlen (opening))) != NULL &&
         (found == text || !g_ascii_isspace (found[-1])))
    found++;
  if (found == NULL)
    return attribute;
  attribute.from = (gsize) (found - text) + strlen (opening);
  const gchar *close = memchr (text + attribute.from, '"', end - attribute.from);
  attribute.to = close != NULL ? (gsize) (close - text) : end;
  attribute.value = g_strndup (text + attribute.from, attribute.to - attribute.from);
  return attribute;
}

static void
end_attribute (Markdown *md, Attribute *attribute, WzRichRun kind)
{
  if (attribute->value != NULL)
    rich_mark (&md->out, attribute->from, attribute->to, kind);
  g_free (attribute->value);
}

/* Whether the tags from @start to @end show something that lies elsewhere: a picture of it is made. */
static gboolean
take_html_picture (Markdown *md, gsize start, gsize end)
{
  if (!is_all_tags (md->out.text, start, end))
    return FALSE;
  Attribute source = read_attribute (md, start, end, "src=\""),
            origin = read_attribute (md, start, end, "data-src=\""),
            link = read_attribute (md, start, end, "href=\""),
            alt = read_attribute (md, start, end, "alt=\"");
  const gchar *address = source.value != NULL ? source.value : origin.value != NULL ? "" : link.value;
  if (address == NULL) {
    g_free (alt.value);
    return FALSE;
  }
  begin_inline (md);
  rich_mark (&md->out, start, end, WZ_RICH_MARK);
  gboolean linked = address != link.value && link.value != NULL && rich_enter_link (&md->out, link.value);
  if (alt.value != NULL)
    g_strdelimit (alt.value, "\r\n", ' ');
  gboolean kept = rich_add_picture (&md->out, address, origin.value, alt.value, NULL, start, end);
  WzRichRun run = kept ? WZ_RICH_TARGET : WZ_RICH_REFUSED;
  if (linked) {
    rich_leave (&md->out);
    md->out.linked = FALSE;
  }
  end_attribute (md, &link, linked || (kept && address == link.value) ? WZ_RICH_TARGET : WZ_RICH_REFUSED);
  end_attribute (md, &source, run);
  end_attribute (md, &origin, run);
  end_attribute (md, &alt, WZ_RICH_TEXT);
  return TRUE;
}

static void
end_html_block (Markdown *md)
{
  gsize start = md->html_start, end = md->html_end;

  md->in_html = FALSE;
  while (end > start && g_ascii_isspace (md->out.text[end - 1]))
    end--;
  md->html_end = end;
  if (start >= end)
    return;
  if (!is_page (md) || !take_html_picture (md, start, end)) {
    rich_remark (&md->out, WZ_RICH_HTML, start, NULL);
    begin_inline (md);
    add_lines (md, start, end);
  }
  end_paragraph (md);
}

static gboolean
is_tag (const Markdown *md, gsize at, const gchar *name)
{
  gsize n = strlen (name);

  return g_ascii_strncasecmp (md->out.text + at, name, n) == 0 && !g_ascii_isalnum (md->out.text[at + n]);
}

/* Tags that a page's text has in its lines: line breaks, pictures, links around them, `<b>` and `<u>`, which
 * here stand where nothing is meant. Whether it was one. */
static gboolean
take_page_tag (Markdown *md, gsize start, gsize end)
{
  gboolean opens = is_tag (md, start, "<a"), closes = is_tag (md, start, "</a");

  if (is_tag (md, start, "<img"))
    return take_html_picture (md, start, end);
  if (opens)
    md->wrapped = wz_starts_with (md->out.text + end + strspn (md->out.text + end, " \r\n"), "<img ");
  if ((opens || closes) && !md->wrapped)
    return FALSE;
  md->wrapped &= !closes;
  if (is_tag (md, start, "<br"))
    rich_leaf (&md->out, WZ_TEXT_LINE_BREAK, NULL, NULL, start, end);
  else if (!opens && !closes && !is_tag (md, start, "<b") && !is_tag (md, start, "</b") &&
           !is_tag (md, start, "<u") && !is_tag (md, start, "</u"))
    return FALSE;
  rich_mark (&md->out, start, end, WZ_RICH_MARK);
  return TRUE;
}

static void
take_tag (Markdown *md, gsize start, gsize length)
{
  const gchar *text = md->out.text;
  gsize end = start + length;

  if (start < md->html_end) /* a line of one that was taken whole */
    return;
  if (text[end - 1] != '>')
    end = MIN (end + strcspn (text + end, ">") + 1, md->out.length);
  md->html_end = end;
  begin_inline (md);
  if (is_page (md) && take_page_tag (md, start, end))
    return;
  rich_remark (&md->out, WZ_RICH_HTML, start, NULL);
  add_lines (md, start, end);
}

/* ---- Links and pictures ---- */

static gchar *
dup_attribute (Markdown *md, const MD_ATTRIBUTE *attribute)
{
  GString *value = g_string_new (NULL);

  for (guint i = 0; attribute->text != NULL && attribute->substr_offsets[i] < attribute->size; i++) {
    const gchar *part = attribute->text + attribute->substr_offsets[i];
    gsize length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i], at;

    if (attribute->substr_types[i] == MD_TEXT_ENTITY)
      add_reference (md, part, length, value);
    else
      g_string_append_len (value, find_source (md, part, &at) ? md->out.text + at : part, (gssize) length);
  }
  return g_string_free (value, FALSE);
}

/* Takes the account of an address. One with escapes md4c has made anew: it stands behind the characters and
 * the address before it. */
static void
mark_address (Markdown *md, const MD_ATTRIBUTE *attribute, gboolean kept)
{
  enum { MAX_MARKS = 64 };
  const gchar *text = md->out.text, *p;
  gsize start;

  if (find_source (md, attribute->text, &start))
    p = text + start + attribute->size;
  else {
    p = g_strstr_len (text + MAX (md->out.end, md->address_end), MAX_MARKS, "](");
    p = p != NULL ? p + 2 + strspn (p + 2, " \n<") : text;
    start = (gsize) (p - text);
    for (gsize i = 0; i < attribute->size; i++, p++) {
      p += *p == '\\' && attribute->text[i] != '\\';
      if (*p != attribute->text[i])
        return;
    }
  }
  md->address_end = MAX (md->address_end, (gsize) (p - text));
  if (md->out.runs[start] != WZ_RICH_TEXT) /* <https://…> is shown */
    rich_mark (&md->out, start, (gsize) (p - text), kept ? WZ_RICH_TARGET : WZ_RICH_REFUSED);
}

static void
enter_picture (Markdown *md, const MD_ATTRIBUTE *source)
{
  gsize at;

  if (md->pictures++ > 0)
    return;
  md->picture_start = find_source (md, source->text, &at) ? at : md->out.end;
  md->before_picture = md->out.end;
  md->alt = g_string_new (NULL);
}

static void
leave_picture (Markdown *md, const MD_SPAN_IMG_DETAIL *picture)
{
  gboolean titled = (md->out.options->flags & WZ_RICH_EDITORIAL) != 0 && picture->title.size > 0;
  g_autofree gchar *address = dup_attribute (md, &picture->src);
  g_autofree gchar *title = titled ? dup_attribute (md, &picture->title) : NULL;

  if (--md->pictures > 0)
    return;
  g_autofree gchar *alt = g_string_free (g_steal_pointer (&md->alt), FALSE);
  gsize end = md->out.end; /* of the description */
  md->out.end = md->before_picture;
  gboolean kept = rich_add_picture (&md->out, address, NULL, g_strstrip (alt), title, md->picture_start,
                                    md->picture_start);
  md->out.end = end;
  mark_address (md, &picture->src, kept);
}

/* What is in a description is characters alone. */
static void
add_description (Markdown *md, MD_TEXTTYPE type, const gchar *text, gsize length, gboolean inside, gsize at)
{
  if (type == MD_TEXT_ENTITY)
    add_reference (md, text, length, md->alt);
  else if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR)
    g_string_append_c (md->alt, ' ');
  else if (inside)
    g_string_append_len (md->alt, md->out.text + at, (gssize) length);
  if (inside) {
    rich_mark (&md->out, at, at + length, WZ_RICH_TEXT);
    md->out.end = at + length;
  }
}

static void
enter_link (Markdown *md, const MD_ATTRIBUTE *target)
{
  const WzRichOptions *options = md->out.options;
  g_autofree gchar *address = dup_attribute (md, target);

  if (options->link != NULL) {
    gsize at = md->out.end;
    WzPosition place = rich_place (&md->out, find_source (md, target->text, &at) ? at : md->out.end);
    gchar *found = options->link (address, &place, NULL, options->user_data);
    g_free (address);
    address = found;
  }
  md->link_open = address != NULL && rich_enter_link (&md->out, address);
}

static void
leave_link (Markdown *md, const MD_ATTRIBUTE *target)
{
  mark_address (md, target, md->link_open);
  if (md->link_open) {
    rich_leave (&md->out);
    md->out.linked = FALSE;
  }
}

/* ---- What md4c finds ---- */

static gint
enter_cell (Markdown *md, const MD_BLOCK_TD_DETAIL *cell)
{
  static const gchar *const names[] = {
      [MD_ALIGN_LEFT] = "left", [MD_ALIGN_CENTER] = "center", [MD_ALIGN_RIGHT] = "right"};

  rich_enter (&md->out, WZ_TEXT_TABLE_CELL, 1, names[cell->align]);
  md->in_leaf = TRUE;
  return 0;
}

static void
enter_heading (Markdown *md, guint level)
{
  guint base = md->out.options->heading_base;

  md->in_leaf = TRUE;
  rich_enter (&md->out, WZ_TEXT_HEADING, (gint) (level > base ? level - base : 1), NULL);
}

/* The line of a rule is not told: it is the next that has anything. */
static void
add_rule (Markdown *md)
{
  const gchar *text = md->out.text;
  gsize at = md->out.end;

  if (at > 0)
    at += strcspn (text + at, "\r\n");
  at += strspn (text + at, " \t\r\n");
  rich_leaf (&md->out, WZ_TEXT_RULE, NULL, NULL, at, at + strcspn (text + at, "\r\n"));
}

static void
enter_code (Markdown *md, const MD_BLOCK_CODE_DETAIL *block)
{
  gsize at;

  md->code = g_string_new (NULL);
  md->code_start = md->out.end;
  if (block == NULL || block->info.size == 0)
    return;
  md->info = dup_attribute (md, &block->info);
  if (find_source (md, block->info.text, &at)) {
    rich_mark (&md->out, at, at + block->info.size, WZ_RICH_TARGET);
    md->code_start = at;
  }
}

static void
leave_code (Markdown *md, WzTextKind kind)
{
  if (kind == WZ_TEXT_CODE_BLOCK)
    g_strchomp (md->code->str);
  rich_leaf (&md->out, kind, md->info, md->code->str, md->code_start, md->out.end);
  g_string_free (g_steal_pointer (&md->code), TRUE);
  g_clear_pointer (&md->info, g_free);
}

static gint
enter_block (MD_BLOCKTYPE type, gpointer detail, gpointer user_data)
{
  static const WzTextKind kinds[] = {
      [MD_BLOCK_QUOTE] = WZ_TEXT_QUOTE,  [MD_BLOCK_UL] = WZ_TEXT_LIST,     [MD_BLOCK_OL] = WZ_TEXT_LIST,
      [MD_BLOCK_LI] = WZ_TEXT_LIST_ITEM, [MD_BLOCK_TABLE] = WZ_TEXT_TABLE, [MD_BLOCK_TR] = WZ_TEXT_TABLE_ROW};
  Markdown *md = user_data;
  gint number = 0;

  if (md->implicit)
    end_paragraph (md);
  switch (type) {
  case MD_BLOCK_P:
    md->paragraph = md->in_leaf ? PARAGRAPH_NONE : PARAGRAPH_DUE; /* only inlines are wanted */
    return 0;
  case MD_BLOCK_H:
    enter_heading (md, ((MD_BLOCK_H_DETAIL *) detail)->level);
    return 0;
  case MD_BLOCK_HR:
    add_rule (md);
    return 0;
  case MD_BLOCK_CODE:
    enter_code (md, detail);
    return 0;
  case MD_BLOCK_HTML:
    md->in_html = TRUE;
    md->html_start = md->html_end = md->out.length;
    return 0;
  case MD_BLOCK_TH:
  case MD_BLOCK_TD:
    return enter_cell (md, detail);
  case MD_BLOCK_DOC:
  case MD_BLOCK_THEAD:
  case MD_BLOCK_TBODY:
    md->in_head = type == MD_BLOCK_THEAD;
    return 0;
  case MD_BLOCK_OL:
    number = MAX ((gint) ((MD_BLOCK_OL_DETAIL *) detail)->start, 1);
    break;
  default:
    number = type == MD_BLOCK_TR && md->in_head;
    break;
  }
  rich_enter (&md->out, kinds[type], number, NULL);
  return 0;
}

static gint
leave_block (MD_BLOCKTYPE type, gpointer detail, gpointer user_data)
{
  Markdown *md = user_data;

  if (md->implicit)
    end_paragraph (md);
  switch (type) {
  case MD_BLOCK_P:
    end_paragraph (md);
    break;
  case MD_BLOCK_CODE:
    leave_code (md, WZ_TEXT_CODE_BLOCK);
    break;
  case MD_BLOCK_HTML:
    end_html_block (md);
    break;
  case MD_BLOCK_HR:
  case MD_BLOCK_DOC:
  case MD_BLOCK_THEAD:
  case MD_BLOCK_TBODY:
    break;
  case MD_BLOCK_H:
  case MD_BLOCK_TH:
  case MD_BLOCK_TD:
    close_marks (md);
    md->in_leaf = FALSE;
    /* fall through */
  default:
    rich_leave (&md->out);
    break;
  }
  return 0;
}

static gint
enter_span (MD_SPANTYPE type, gpointer detail, gpointer user_data)
{
  Markdown *md = user_data;

  if (md->pictures > 0 && type != MD_SPAN_IMG)
    return 0;
  begin_inline (md);
  if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
    rich_enter (&md->out, type == MD_SPAN_EM ? WZ_TEXT_EMPHASIS : WZ_TEXT_STRONG, 0, NULL);
    md->marks[type == MD_SPAN_STRONG]++;
  } else if (type == MD_SPAN_A)
    enter_link (md, &((MD_SPAN_A_DETAIL *) detail)->href);
  else if (type == MD_SPAN_IMG)
    enter_picture (md, &((MD_SPAN_IMG_DETAIL *) detail)->src);
  else if (type == MD_SPAN_CODE)
    enter_code (md, NULL);
  return 0;
}

static gint
leave_span (MD_SPANTYPE type, gpointer detail, gpointer user_data)
{
  Markdown *md = user_data;

  if (md->pictures > 0 && type != MD_SPAN_IMG)
    return 0;
  if (type == MD_SPAN_EM || type == MD_SPAN_STRONG) {
    if (md->marks[type == MD_SPAN_STRONG] == 0)
      return 0;
    md->marks[type == MD_SPAN_STRONG]--;
    rich_leave (&md->out);
  } else if (type == MD_SPAN_A)
    leave_link (md, &((MD_SPAN_A_DETAIL *) detail)->href);
  else if (type == MD_SPAN_IMG)
    leave_picture (md, detail);
  else if (type == MD_SPAN_CODE)
    leave_code (md, WZ_TEXT_CODE);
  return 0;
}

static gint
add_text (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE length, gpointer user_data)
{
  Markdown *md = user_data;
  gsize at = md->out.end;
  gboolean inside = find_source (md, text, &at);

  if (inside) { /* what was put in for md4c alone has no length */
    gsize end = rich_masked_source (&md->masked, (gsize) (text + length - md->masked.seen->str));

    length = (MD_SIZE) (end - at);
  }
  if (md->pictures > 0)
    add_description (md, type, text, length, inside, at);
  else if (md->code != NULL)
    add_code (md, text, length, inside, at);
  else if (type == MD_TEXT_HTML && md->in_html) {
    md->html_start = inside ? MIN (md->html_start, at) : md->html_start;
    md->html_end = inside ? at + length : md->html_end;
  } else if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) {
    begin_inline (md);
    if (type == MD_TEXT_BR)
      rich_leaf (&md->out, WZ_TEXT_LINE_BREAK, NULL, NULL, at, at);
    md->out.broken = type == MD_TEXT_SOFTBR;
  } else if (!inside || length == 0)
    return 0;
  else if (type == MD_TEXT_HTML)
    take_tag (md, at, length);
  else if (type == MD_TEXT_ENTITY) {
    g_autoptr (GString) characters = g_string_new (NULL);

    begin_inline (md);
    add_reference (md, text, length, characters);
    rich_add_for (&md->out, characters->str, at, at + length);
  } else if (!hold_formula (md, at, at + length)) {
    begin_inline (md);
    rich_add (&md->out, at, at + length);
  }
  return 0;
}

/* All but the notes, or @note (nullable) alone. */
static void
parse (Markdown *md, const gchar *mask, const RichDefinition *note)
{
  static const MD_PARSER parser = {.flags = MD_FLAG_TABLES,
                                   .enter_block = enter_block,
                                   .leave_block = leave_block,
                                   .enter_span = enter_span,
                                   .leave_span = leave_span,
                                   .text = add_text};

  rich_masked_init (&md->masked, &md->out, mask, note);
  md_parse (md->masked.seen->str, (MD_SIZE) md->masked.length, &parser, md);
  close_marks (md);
  rich_masked_clear (&md->masked);
}

/* In the order of their first marks, of which they may have more. */
static void
add_notes (Markdown *md, const gchar *mask)
{
  for (guint i = 0; i < md->out.order->len; i++) {
    RichDefinition note =
        g_array_index (md->out.definitions, RichDefinition, g_array_index (md->out.order, guint, i));

    rich_note_begin (&md->out, &note);
    md->address_end = md->html_end = 0;
    rich_mark (&md->out, note.start, note.content, WZ_RICH_MARK);
    rich_enter (&md->out, WZ_TEXT_NOTE, (gint) i + 1, NULL);
    parse (md, mask, &note);
    rich_leave (&md->out);
  }
  rich_note_report (&md->out);
}

void
wz_rich_markdown (WzTextBuilder *builder, const gchar *text, const WzRichOptions *options)
{
  gboolean inlines = (options->flags & WZ_RICH_INLINES) != 0;
  Markdown md = {.in_leaf = inlines};
  g_autofree gchar *mask = NULL;

  rich_out_init (&md.out, builder, text, options);
  mask = rich_dup_mask (&md.out);
  parse (&md, mask, NULL);
  add_notes (&md, mask);
  rich_out_finish (&md.out);
  rich_out_clear (&md.out);
}

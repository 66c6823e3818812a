/* In: HTML. Out: rich text, from the events of libxml2's parser, which builds no tree and loads nothing. What
 * stands where is told by how far it has read. SPDX-License-Identifier: MIT */
#include "rich/rich-out.h"
#include "rich/rich-sax.h"

#include "base/wz-url.h"

#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 1000

typedef enum {
  ROLE_NONE,   /* its content, in the line */
  ROLE_BLOCK,  /* its content, in paragraphs of its own */
  ROLE_HIDDEN, /* nothing of it is shown */
  ROLE_INLINE, /* a node in the line */
  ROLE_LEAF,   /* a node whose content is characters */
  ROLE_HEADING,
  ROLE_LIST,
  ROLE_ITEM,
  ROLE_QUOTE,
  ROLE_TABLE,
  ROLE_HEAD,
  ROLE_ROW,
  ROLE_CELL,
  ROLE_BREAK,
  ROLE_RULE,
  ROLE_PICTURE,
} Role;

/* Others are their content. */
static const struct {
  const gchar *names; /* between blanks */
  Role role;
  WzTextKind kind;
} elements[] = {
    {" a ", ROLE_INLINE, WZ_TEXT_LINK},
    {" b strong ", ROLE_INLINE, WZ_TEXT_STRONG},
    {" em i cite dfn var ", ROLE_INLINE, WZ_TEXT_EMPHASIS},
    {" code kbd samp tt ", ROLE_LEAF, WZ_TEXT_CODE},
    {" pre listing ", ROLE_LEAF, WZ_TEXT_CODE_BLOCK},
    {" h1 h2 h3 h4 h5 h6 ", ROLE_HEADING, WZ_TEXT_HEADING},
    {" ul ol menu ", ROLE_LIST, WZ_TEXT_LIST},
    {" li ", ROLE_ITEM, WZ_TEXT_LIST_ITEM},
    {" blockquote ", ROLE_QUOTE, WZ_TEXT_QUOTE},
    {" table ", ROLE_TABLE, WZ_TEXT_TABLE},
    {" thead ", ROLE_HEAD, WZ_TEXT_TABLE},
    {" tr ", ROLE_ROW, WZ_TEXT_TABLE_ROW},
    {" td th ", ROLE_CELL, WZ_TEXT_TABLE_CELL},
    {" br ", ROLE_BREAK, WZ_TEXT_LINE_BREAK},
    {" hr ", ROLE_RULE, WZ_TEXT_RULE},
    {" img ", ROLE_PICTURE, WZ_TEXT_LINK},
    {" head script style template noscript svg iframe select textarea ", ROLE_HIDDEN, 0},
    {" p div section article aside header footer main nav figure figcaption caption address center details "
     "summary dl dt dd form fieldset body ",
     ROLE_BLOCK, 0},
};

typedef struct {
  gchar *name;
  Role role;
  WzTextKind kind;
  gchar *target;
  gint number;
  gboolean open; /* its node is */
} Element;

/* White space that characters will follow, or none. */
typedef enum { GAP_NONE, GAP_SPACE, GAP_LINE } Gap;

typedef struct {
  RichOut out;
  RichSax sax;
  GArray *stack; /* of Element */
  gboolean in_paragraph;
  gboolean in_leaf; /* in a heading or cell: all runs on */
  gboolean begun;   /* the paragraph, heading or cell has characters */
  Gap gap;
  guint hidden; /* open elements that are */
  guint rows;   /* of the table */
  gboolean in_head;
  gboolean stopped;    /* more open elements than are read */
  GString *characters; /* of the leaf that is open, or NULL */
  gsize characters_start;
} Html;

static void
element_clear (gpointer data)
{
  g_free (((Element *) data)->name);
  g_free (((Element *) data)->target);
}

static Element *
element_at (const Html *html, guint i)
{
  return &g_array_index (html->stack, Element, i);
}

/* ---- Lines ---- */

/* Opens what is to be open around characters at @at: elements that began outside of any paragraph too. */
static void
begin_line (Html *html, gsize at)
{
  if (!html->in_paragraph && !html->in_leaf) {
    rich_enter (&html->out, WZ_TEXT_PARAGRAPH, 0, NULL);
    html->in_paragraph = TRUE;
    html->begun = FALSE;
  }
  if (html->begun && html->gap == GAP_SPACE)
    rich_add_for (&html->out, " ", at, at);
  html->out.broken = html->begun && html->gap == GAP_LINE;
  html->gap = GAP_NONE;
  html->begun = TRUE;
  for (guint i = 0; i < html->stack->len; i++) {
    Element *element = element_at (html, i);

    if (element->role != ROLE_INLINE || element->open)
      continue;
    element->open = TRUE;
    if (element->kind != WZ_TEXT_LINK)
      rich_enter (&html->out, element->kind, 0, NULL);
    else
      element->open = element->target != NULL && rich_enter_link (&html->out, element->target);
  }
}

static void
close_inline (Html *html, Element *element)
{
  if (element->role != ROLE_INLINE || !element->open)
    return;
  rich_leave (&html->out);
  element->open = FALSE;
  if (element->kind == WZ_TEXT_LINK)
    html->out.linked = FALSE;
}

/* At the border of a block; in a heading or a cell that is no more than white space. */
static void
end_line (Html *html)
{
  if (html->in_leaf) {
    html->gap = GAP_LINE;
    return;
  }
  for (guint i = html->stack->len; i-- > 0;)
    close_inline (html, element_at (html, i));
  if (html->in_paragraph)
    rich_leave (&html->out);
  html->in_paragraph = FALSE;
  html->gap = GAP_NONE;
}

/* The role of the innermost node that is no inline one. */
static Role
holder (const Html *html)
{
  for (guint i = html->stack->len; i-- > 0;)
    if (element_at (html, i)->open && element_at (html, i)->role != ROLE_INLINE)
      return element_at (html, i)->role;
  return ROLE_NONE;
}

/* Among items or rows, or where nothing is shown, no characters and no other blocks have a place. */
static gboolean
is_outside (const Html *html)
{
  Role role = holder (html);

  return html->hidden > 0 || role == ROLE_LIST || role == ROLE_TABLE || role == ROLE_ROW;
}

/* @text for @start to @end of the source, whose bytes they are if @exact. */
static void
add_words (Html *html, const gchar *text, gsize length, gsize start, gsize end, gboolean exact)
{
  static const gchar blanks[] = " \t\r\n\f";

  if (exact)
    rich_find_formulae (&html->out, start, end);
  for (gsize at = 0, to; at < length; at = to) {
    gsize from = at;

    while (from < length && strchr (blanks, text[from]) != NULL)
      from++;
    if (from > at)
      html->gap = html->gap == GAP_LINE || memchr (text + at, '\n', from - at) != NULL ? GAP_LINE : GAP_SPACE;
    for (to = from;
         to < length && (strchr (blanks, text[to]) == NULL ||
                         (text[to] == ' ' && to + 1 < length && strchr (blanks, text[to + 1]) == NULL));)
      to++;
    if (to == from)
      return;
    begin_line (html, exact ? start + from : start);
    if (exact)
      rich_add (&html->out, start + from, start + to);
    else {
      g_autofree gchar *part = g_strndup (text + from, to - from);

      rich_add_for (&html->out, part, start, end);
    }
  }
}

/* ---- Where events stand ---- */

/* Takes the account of a tag; where it begins. */
static gsize
take_markup (Html *html)
{
  gsize from, start = rich_sax_take_markup (&html->sax, &from);

  rich_mark (&html->out, from, html->sax.told, WZ_RICH_MARK);
  return start;
}

static void
take_characters (gpointer user_data, const xmlChar *ch, gint length)
{
  Html *html = user_data;
  const gchar *characters = (const gchar *) ch;
  gsize n = (gsize) length, start, now;
  gboolean exact = rich_sax_take_characters (&html->sax, characters, n, &start, &now);

  if (is_outside (html))
    return;
  if (html->characters != NULL) {
    if (html->characters->len == 0)
      html->characters_start = start;
    g_string_append_len (html->characters, characters, (gssize) n);
    rich_mark (&html->out, start, now, WZ_RICH_TEXT);
  } else
    add_words (html, characters, n, start, now, exact);
}

/* ---- Elements ---- */

static gint
attribute_number (const xmlChar **attributes, const gchar *name)
{
  const gchar *value = rich_sax_attribute (attributes, name);

  return value != NULL ? (gint) CLAMP (strtol (value, NULL, 10), 1, MAX_COLUMNS) : 1;
}

/* The innermost element of @role that nothing but elements without nodes stands in; NULL where there is none.
 */
static Element *
enclosing (Html *html, Role role)
{
  for (guint i = html->stack->len; !html->in_leaf && i-- > 0;) {
    Element *element = element_at (html, i);

    if (element->role == role)
      return element;
    if (element->open && element->role != ROLE_INLINE)
      break;
  }
  return NULL;
}

static void
open_node (Html *html, Element *element, gint number, const gchar *target)
{
  end_line (html);
  rich_enter (&html->out, element->kind, number, target);
  element->open = TRUE;
}

static void
open_leaf (Html *html, Element *element, gint number, const gchar *target)
{
  open_node (html, element, number, target);
  html->in_leaf = TRUE;
  html->begun = FALSE;
  html->gap = GAP_NONE;
}

static void
open_heading (Html *html, Element *element)
{
  guint level = (guint) (element->name[1] - '0'), base = html->out.options->heading_base;

  if (!html->in_leaf && !is_outside (html))
    open_leaf (html, element, (gint) (level > base ? level - base : 1), NULL);
}

static void
open_cell (Html *html, Element *element, const xmlChar **attributes)
{
  static const gchar *const aligns[] = {"left", "right", "center"};
  Element *row = enclosing (html, ROLE_ROW);
  Element *table = row != NULL && !row->open ? enclosing (html, ROLE_TABLE) : row;
  const gchar *wanted = rich_sax_attribute (attributes, "align"), *align = NULL;

  if (row == NULL || table == NULL || (!table->open && is_outside (html))) {
    end_line (html);
    return;
  }
  if (!table->open)
    open_node (html, table, 0, NULL);
  if (!row->open)
    open_node (html, row, html->in_head || (html->rows == 0 && element->name[1] == 'h'), NULL);
  for (guint i = 0; wanted != NULL && i < G_N_ELEMENTS (aligns); i++)
    if (g_ascii_strcasecmp (wanted, aligns[i]) == 0)
      align = aligns[i];
  open_leaf (html, element, attribute_number (attributes, "colspan"), align);
}

/* The account of a value in the tag that begins at @start. */
static void
mark_value (Html *html, gsize start, const gchar *value, WzRichRun kind)
{
  const gchar *text = html->out.text, *found = NULL;
  gsize n = value != NULL ? strlen (value) : 0;

  if (n > 0)
    found = memmem (text + start, html->sax.told - start, value, n);
  if (found != NULL)
    rich_mark (&html->out, (gsize) (found - text), (gsize) (found - text) + n, kind);
}

/* `data-src` is where pages that load their pictures late have the address. */
static void
add_picture (Html *html, gsize start, const gchar *address, const xmlChar **attributes)
{
  const gchar *alt = rich_sax_attribute (attributes, "alt"),
              *origin = rich_sax_attribute (attributes, "data-src");
  gboolean kept;

  if (is_outside (html) || html->characters != NULL ||
      (address == NULL && origin == NULL && (alt == NULL || *alt == 0)))
    return;
  g_autofree gchar *web = address != NULL ? wz_url_dup_resolved (address, html->out.options->base) : NULL;
  gboolean lies_there = origin == NULL && html->out.options->base != NULL;

  begin_line (html, start);
  kept = rich_add_picture (&html->out, address != NULL ? address : "", lies_there ? web : origin, alt, NULL,
                           start, start);
  mark_value (html, start, address, kept ? WZ_RICH_TARGET : WZ_RICH_REFUSED);
  mark_value (html, start, origin, kept ? WZ_RICH_TARGET : WZ_RICH_REFUSED);
  mark_value (html, start, alt, WZ_RICH_TEXT);
}

static void
open_element (Html *html, Element *element, const xmlChar **attributes)
{
  Element *list;

  switch (html->hidden > 0 && element->role != ROLE_HIDDEN ? ROLE_NONE : element->role) {
  case ROLE_BLOCK:
  case ROLE_LIST:
  case ROLE_TABLE:
  case ROLE_HEAD:
  case ROLE_ROW:
    end_line (html);
    element->number = element->name[0] == 'o' ? attribute_number (attributes, "start") : 0;
    html->rows = element->role == ROLE_TABLE && !html->in_leaf ? 0 : html->rows;
    html->in_head |= element->role == ROLE_HEAD && !html->in_leaf;
    break;
  case ROLE_HEADING:
    open_heading (html, element);
    break;
  case ROLE_ITEM:
    end_line (html);
    list = enclosing (html, ROLE_LIST);
    if (list != NULL && !list->open && !is_outside (html)) /* among items its own are the outer list's */
      open_node (html, list, list->number, NULL);
    if (list != NULL && holder (html) == ROLE_LIST)
      open_node (html, element, 0, NULL);
    break;
  case ROLE_QUOTE:
    if (!html->in_leaf && !is_outside (html))
      open_node (html, element, 0, NULL);
    break;
  case ROLE_CELL:
    open_cell (html, element, attributes);
    break;
  case ROLE_HIDDEN:
    html->hidden++;
    break;
  case ROLE_LEAF:
    element->open = html->characters == NULL && !is_outside (html);
    if (element->open)
      html->characters = g_string_new (NULL);
    break;
  default:
    break;
  }
}

static void
close_leaf (Html *html, const Element *element)
{
  g_autoptr (GString) characters = g_steal_pointer (&html->characters);
  gboolean block = element->kind == WZ_TEXT_CODE_BLOCK && !html->in_leaf;

  if (block)
    end_line (html);
  else
    begin_line (html, html->characters_start);
  rich_leaf (&html->out, block ? WZ_TEXT_CODE_BLOCK : WZ_TEXT_CODE, NULL, g_strchomp (characters->str),
             html->characters_start, html->sax.told);
}

static void
close_element (Html *html, Element *element)
{
  switch (element->role) {
  case ROLE_INLINE:
    close_inline (html, element);
    break;
  case ROLE_NONE:
  case ROLE_BREAK:
  case ROLE_RULE:
  case ROLE_PICTURE:
    break;
  case ROLE_HIDDEN:
    html->hidden--;
    break;
  case ROLE_LEAF:
    if (element->open)
      close_leaf (html, element);
    break;
  case ROLE_HEADING:
  case ROLE_CELL:
    html->in_leaf &= !element->open;
    /* fall through */
  default:
    end_line (html);
    if (element->open)
      rich_leave (&html->out);
    html->rows += element->role == ROLE_ROW && element->open;
    html->in_head &= element->role != ROLE_HEAD;
    break;
  }
}

static void
start_element (gpointer user_data, const xmlChar *name, const xmlChar **attributes)
{
  Html *html = user_data;
  Element element = {.name = g_strdup ((const gchar *) name)};
  g_autofree gchar *wanted = g_strdup_printf (" %s ", element.name);
  gsize start = take_markup (html);

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strstr (elements[i].names, wanted) != NULL) {
      element.role = elements[i].role;
      element.kind = elements[i].kind;
    }
  const gchar *address = element.kind == WZ_TEXT_LINK
                             ? rich_sax_attribute (attributes, element.role == ROLE_PICTURE ? "src" : "href")
                             : NULL;
  if (address != NULL)
    element.target = element.role == ROLE_PICTURE ? g_strdup (address)
                                                  : wz_url_dup_resolved (address, html->out.options->base);
  if (address != NULL && element.role != ROLE_PICTURE)
    mark_value (html, start, address,
                rich_leads (&html->out, element.target) ? WZ_RICH_TARGET : WZ_RICH_REFUSED);
  g_array_append_val (html->stack, element);
  open_element (html, element_at (html, html->stack->len - 1), attributes);
  if (element.role == ROLE_PICTURE)
    add_picture (html, start, element.target, attributes);
  else if (element.role == ROLE_BREAK && html->begun && (html->in_paragraph || html->in_leaf) &&
           html->characters == NULL)
    rich_leaf (&html->out, WZ_TEXT_LINE_BREAK, NULL, NULL, start, start);
  else if (element.role == ROLE_RULE && !html->in_leaf && !is_outside (html)) {
    end_line (html);
    rich_leaf (&html->out, WZ_TEXT_RULE, NULL, NULL, start, start);
  }
  if (html->stack->len <= WZ_RICH_MAX_DEPTH)
    return;
  html->stopped = TRUE;
  xmlStopParser (html->sax.parser);
}

static void
end_element (gpointer user_data, const xmlChar *name)
{
  Html *html = user_data;
  guint i = html->stack->len;

  take_markup (html);
  while (i > 0 && !g_str_equal (element_at (html, i - 1)->name, name))
    i--;
  while (i > 0 && html->stack->len >= i) {
    close_element (html, element_at (html, html->stack->len - 1));
    g_array_set_size (html->stack, html->stack->len - 1);
  }
}

/* ---- Where the parser was stopped ---- */

/* @text up to @length with its references resolved. */
static gchar *
dup_resolved (const gchar *text, gsize length)
{
  GString *words = g_string_sized_new (length);

  for (gsize at = 0; at < length;) {
    const gchar *end = text[at] == '&' ? memchr (text + at, ';', MIN (length - at, 64)) : NULL;
    gsize n = end != NULL ? (gsize) (end + 1 - (text + at)) : 1;
    gunichar characters[2];
    guint n_characters = end != NULL ? wz_rich_resolve (text + at, n, characters) : 0;

    for (guint i = 0; i < n_characters; i++)
      g_string_append_unichar (words, characters[i]);
    n = n_characters > 0 ? n : 1;
    if (n_characters == 0)
      g_string_append_c (words, text[at]);
    at += n;
  }
  return g_string_free (words, FALSE);
}

/* Whether a paragraph ends at this tag. */
static gboolean
parts (const gchar *tag)
{
  const gchar *name = tag + 1 + (tag[1] == '/');
  gsize n = 0;

  while (g_ascii_isalnum (name[n]))
    n++;
  g_autofree gchar *lower = g_ascii_strdown (name, (gssize) n);
  g_autofree gchar *wanted = g_strdup_printf (" %s ", lower);

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strstr (elements[i].names, wanted) != NULL)
      return elements[i].role != ROLE_INLINE && elements[i].role != ROLE_LEAF &&
             elements[i].role != ROLE_PICTURE;
  return FALSE;
}

/* The words of the rest, in paragraphs: nothing of what is said is lost. */
static void
add_rest (Html *html)
{
  const gchar *text = html->sax.text;
  gsize end = html->sax.length;

  rich_remark (&html->out, WZ_RICH_TOO_DEEP, html->sax.told, NULL);
  for (gsize at = html->sax.told, to; at < end; at = to) {
    const gchar *behind = rich_sax_skip_tag (&html->sax, text + at);

    to = behind != NULL ? (gsize) (behind - text) : at + 1 + strcspn (text + at + 1, "<");
    if (behind == NULL) {
      g_autofree gchar *words = dup_resolved (text + at, to - at);

      add_words (html, words, strlen (words), at, to, memchr (text + at, '&', to - at) == NULL);
    } else {
      rich_mark (&html->out, at, to, WZ_RICH_MARK);
      if (parts (text + at))
        end_line (html);
    }
  }
}

/* ---- The whole ---- */

static void
skip_doctype (gpointer user_data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  take_markup (user_data);
}

static void
skip_comment (gpointer user_data, const xmlChar *text)
{
  rich_sax_skip_comment (&((Html *) user_data)->sax);
}

void
wz_rich_html (WzTextBuilder *builder, const gchar *text, const WzRichOptions *options)
{
  static const htmlSAXHandler handler = {.internalSubset = skip_doctype,
                                         .startElement = start_element,
                                         .endElement = end_element,
                                         .characters = take_characters,
                                         .ignorableWhitespace = take_characters,
                                         .comment = skip_comment};
  Html html = {.stack = g_array_new (FALSE, FALSE, sizeof (Element))};

  g_array_set_clear_func (html.stack, element_clear);
  rich_out_init (&html.out, builder, text, options);
  rich_sax_parse (&html.sax, text, &handler, &html);
  while (html.stack->len > 0)
    end_element (&html, (const xmlChar *) element_at (&html, html.stack->len - 1)->name);
  end_line (&html);
  if (html.stopped || html.sax.limit < html.sax.length)
    add_rest (&html);
  end_line (&html);
  if (html.characters != NULL)
    g_string_free (html.characters, TRUE);
  g_array_unref (html.stack);
  rich_out_finish (&html.out);
  rich_out_clear (&html.out);
}

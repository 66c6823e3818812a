/* In: elements and texts of a page. Out: its content as lines, of Markdown or plain, each stretch with its
 * place: what the readers of texts can read. SPDX-License-Identifier: MIT */
#include "read/html/read-html.h"

#include <string.h>

typedef enum {
  ROLE_NONE,
  ROLE_BLOCK,
  ROLE_HEADING,
  ROLE_ITEM,
  ROLE_LIST,
  ROLE_QUOTE,
  ROLE_TABLE,
  ROLE_ROW,
  ROLE_CELL,
  ROLE_STRONG,
  ROLE_EMPHASIS,
  ROLE_LINK,
  ROLE_PICTURE,
  ROLE_BREAK,
  ROLE_RULE,
  ROLE_PRE,
  ROLE_SPAN,
  ROLE_HIDDEN,
} Role;

enum { FEWEST_LINES = 3 }; /* of a table that lays out one thing */

static const struct {
  const gchar *names; /* between blanks */
  Role role;
} roles[] = {
    {" head script style template noscript svg iframe select textarea button nav form ", ROLE_HIDDEN},
    {" h1 h2 h3 h4 h5 h6 ", ROLE_HEADING},
    {" li ", ROLE_ITEM},
    {" ul ol menu ", ROLE_LIST},
    {" blockquote ", ROLE_QUOTE},
    {" table ", ROLE_TABLE},
    {" tr ", ROLE_ROW},
    {" td th ", ROLE_CELL},
    {" b strong ", ROLE_STRONG},
    {" i em ", ROLE_EMPHASIS},
    {" a ", ROLE_LINK},
    {" img ", ROLE_PICTURE},
    {" br ", ROLE_BREAK},
    {" hr ", ROLE_RULE},
    {" pre ", ROLE_PRE},
    {" span ", ROLE_SPAN},
    {" p div section article aside header footer main figure figcaption center details summary dl dt dd "
     "address body html fieldset ",
     ROLE_BLOCK},
};

typedef struct {
  guint node;
  Role role;
  gboolean layout; /* of a table: its cells are blocks */
  gboolean named;  /* the first of them is what the others are about */
  gboolean wrote;  /* of strong words, emphasis, links: their mark stands */
  guint rows, cells;
  guint number; /* of an ordered list's last item */
} Open;

typedef struct {
  ReadOrigin *origin;
  const WzPage *page;
  gsize offset;
  gboolean markdown;
  gboolean keep_lines; /* lines between elements are those of the source */
  GArray *open;        /* of Open */
  guint breaks;        /* line ends before the next characters */
  gboolean space;      /* a blank before them */
  gboolean started;    /* anything stands on the line */
  guint hidden, strong, emphasis, heading, cell, pre, quote;
  gboolean in_title; /* of the page */
  GArray *held;      /* nodes of pictures that wait for a line of their own */
} Writer;

static Role
role_of (const WzPageNode *node)
{
  g_autofree gchar *wanted = g_strdup_printf (" %s ", node->name);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strstr (roles[i].names, wanted) != NULL)
      return roles[i].role;
  return ROLE_NONE;
}

static Open *
innermost (Writer *writer, Role role)
{
  for (guint i = writer->open->len; i-- > 0;) {
    Open *open = &g_array_index (writer->open, Open, i);

    if (open->role == role)
      return open;
  }
  return NULL;
}

/* ---- Characters ---- */

/* Marks that have no bytes of their own stand where @at is. */
static void
add_mark (Writer *writer, const gchar *mark, gsize at)
{
  read_origin_add (writer->origin, mark, strlen (mark), at, at, FALSE);
}

static void
add_breaks (Writer *writer, gsize at)
{
  if (writer->breaks > 0 && writer->cell == 0) {
    if (writer->origin->text->len > 0)
      add_mark (writer, writer->breaks > 1 ? "\n\n" : "\n", at);
    for (guint i = 0; i < writer->quote && writer->markdown; i++)
      add_mark (writer, "> ", at);
    writer->started = FALSE;
    writer->space = FALSE;
  }
  if ((writer->space || (writer->breaks > 0 && writer->cell > 0)) && writer->started)
    add_mark (writer, " ", at);
  writer->space = FALSE;
  writer->breaks = 0;
}

/* What was opened and has no characters yet. */
static void
add_openings (Writer *writer, gsize at)
{
  for (guint i = 0; i < writer->open->len; i++) {
    Open *open = &g_array_index (writer->open, Open, i);

    if (open->wrote || !writer->markdown || writer->pre > 0)
      continue;
    if (open->role == ROLE_STRONG && writer->heading == 0 && writer->strong++ == 0)
      add_mark (writer, "**", at);
    else if (open->role == ROLE_EMPHASIS && writer->heading == 0 && writer->emphasis++ == 0)
      add_mark (writer, "*", at);
    else if (open->role == ROLE_LINK && wz_page_get_node (writer->page, open->node)->href != NULL)
      add_mark (writer, "[", at);
    else
      continue;
    open->wrote = TRUE;
  }
}

static void
prepare (Writer *writer, gsize at)
{
  add_breaks (writer, at);
  add_openings (writer, at);
  writer->started = TRUE;
}

/* Whether @c would be a mark of Markdown; a sign of a formula on the page leaves all as it is. */
static gboolean
needs_escape (const Writer *writer, gchar c, gboolean formulae)
{
  return writer->markdown && writer->pre == 0 &&
         ((c == '|' && writer->cell > 0) || (!formulae && (c == '*' || c == '_' || c == '`' || c == '<')));
}

static void
add_text (Writer *writer, const WzPageNode *node)
{
  const gchar *text = node->text;
  gsize start = writer->offset + node->start_bytes, end = writer->offset + node->end_bytes;
  gboolean formulae = strchr (text, '$') != NULL;

  for (gsize at = 0, to; text[at] != 0; at = to) {
    to = at + strcspn (text + at, writer->pre > 0 ? "" : " \t\r\n\f*_`<|");
    if (to == at && g_ascii_isspace (text[at])) {
      to = at + strspn (text + at, " \t\r\n\f");
      if (writer->keep_lines && text[to] == 0 && at == 0 && memchr (text, '\n', to) != NULL)
        writer->breaks = MAX (writer->breaks, 1);
      writer->space = TRUE;
      continue;
    }
    to += to == at;
    prepare (writer, node->exact ? start + at : start);
    if (to == at + 1 && needs_escape (writer, text[at], formulae))
      add_mark (writer, "\\", node->exact ? start + at : start);
    read_origin_add (writer->origin, text + at, to - at, node->exact ? start + at : start,
                     node->exact ? start + to : end, node->exact);
  }
}

/* ---- Elements ---- */

/* A table whose rows have one cell, or which has another in it, lays out; others list. @rows: of one that
 * lays out one thing, how many lines it has. */
static gboolean
lays_out (const WzPage *page, guint table, guint *rows)
{
  guint end = wz_page_get_node (page, table)->end, cells = 0, most = 0;

  *rows = 0;

  for (guint i = table + 1; i < end; i++) {
    const WzPageNode *node = wz_page_get_node (page, i);

    if (node->name == NULL)
      continue;
    if (g_str_equal (node->name, "table")) {
      *rows = 0;
      return TRUE;
    }
    if (g_str_equal (node->name, "tr")) {
      cells = 0;
      (*rows)++;
    }
    cells += g_str_equal (node->name, "td") || g_str_equal (node->name, "th");
    most = MAX (most, cells);
  }
  return most < 2;
}

static void
add_address (Writer *writer, const gchar *address, gsize at)
{
  g_autofree gchar *escaped = g_uri_escape_string (address, ":/?#[]@!$&'*+,;=%", TRUE);

  add_mark (writer, escaped, at);
}

/* Where a link leads; one that goes by way of its site, in the end. */
static gchar *
dup_target (const gchar *href)
{
  static const gchar redirect[] = "link.zhihu.com/?target=";
  const gchar *at = href != NULL ? strstr (href, redirect) : NULL;
  gchar *target = at != NULL ? g_uri_unescape_string (at + strlen (redirect), NULL) : NULL;

  return target != NULL ? target : g_strdup (href);
}

static void
open_item (Writer *writer, gsize at)
{
  Open *list = innermost (writer, ROLE_LIST);
  guint depth = 0;

  writer->breaks = MAX (writer->breaks, 1);
  add_breaks (writer, at);
  if (!writer->markdown)
    return;
  for (guint i = 0; i < writer->open->len; i++)
    depth += g_array_index (writer->open, Open, i).role == ROLE_LIST;
  for (guint i = 1; i < depth; i++)
    add_mark (writer, "   ", at);
  if (list != NULL && wz_page_get_node (writer->page, list->node)->name[0] == 'o') {
    g_autofree gchar *number = g_strdup_printf ("%u. ", ++list->number);

    add_mark (writer, number, at);
  } else
    add_mark (writer, "- ", at);
}

/* The first line of a table that lays out one thing is what it is called. */
static void
open_cell (Writer *writer, gsize at)
{
  Open *row = innermost (writer, ROLE_ROW), *table = innermost (writer, ROLE_TABLE);

  if (table == NULL || row == NULL || table->layout) {
    writer->breaks = 2;
    if (table != NULL && table->named && table->rows == 1 && writer->markdown && writer->heading == 0) {
      add_breaks (writer, at);
      add_mark (writer, "### ", at);
      writer->heading++;
      table->cells = 1;
    }
    return;
  }
  if (row->cells++ == 0) {
    writer->breaks = table->rows > 1 ? 1 : 2;
    add_breaks (writer, at);
    add_mark (writer, writer->markdown ? "| " : "", at);
  } else
    add_mark (writer, writer->markdown ? " | " : " ", at);
  writer->cell++;
  writer->started = FALSE;
}

/* On a line of its own where the lines are no Markdown: readers of texts know it there. */
static void
write_picture (Writer *writer, const WzPageNode *node, gsize at)
{
  writer->breaks = writer->markdown ? writer->breaks : 2;
  prepare (writer, at);
  add_mark (writer, "![", at);
  add_mark (writer, node->alternative != NULL ? node->alternative : "", at);
  add_mark (writer, "](", at);
  add_address (writer, node->source, at);
  add_mark (writer, ")", at);
  writer->breaks = writer->markdown ? writer->breaks : 2;
}

/* A heading, and a line that a row of a table is, have no room for one: it stands below. That of the page's
 * title is a logo. */
static void
add_picture (Writer *writer, guint i, const WzPageNode *node, gsize at)
{
  if (node->source == NULL || writer->in_title)
    return;
  if (writer->heading > 0 || (writer->cell > 0 && !writer->markdown))
    g_array_append_val (writer->held, i);
  else
    write_picture (writer, node, at);
}

static void
write_held (Writer *writer)
{
  const Open *table = innermost (writer, ROLE_TABLE);

  if (writer->held->len == 0 || writer->heading > 0 || (table != NULL && !table->layout))
    return;
  for (guint i = 0; i < writer->held->len; i++) {
    const WzPageNode *node = wz_page_get_node (writer->page, g_array_index (writer->held, guint, i));

    writer->breaks = 2;
    write_picture (writer, node, writer->offset + node->start_bytes);
  }
  g_array_set_size (writer->held, 0);
  writer->breaks = 2;
}

static void
open_element (Writer *writer, Open *open, const WzPageNode *node)
{
  gsize at = writer->offset + node->start_bytes;
  gchar hashes[] = "###### ";
  guint rows;

  switch (open->role) {
  case ROLE_HIDDEN:
    writer->hidden++;
    break;
  case ROLE_HEADING:
    writer->breaks = 2;
    add_breaks (writer, at);
    if (writer->markdown && writer->cell == 0)
      add_mark (writer, hashes + ('6' - node->name[1]), at);
    writer->in_title = node->name[1] == '1';
    writer->heading++;
    break;
  case ROLE_ITEM:
    open_item (writer, at);
    break;
  case ROLE_QUOTE:
    writer->breaks = 2;
    writer->quote++;
    break;
  case ROLE_TABLE:
    open->layout = lays_out (writer->page, open->node, &rows);
    open->named = rows >= FEWEST_LINES;
    writer->breaks = 2;
    break;
  case ROLE_ROW:
    open->cells = 0;
    writer->breaks = MAX (writer->breaks, 1);
    if (innermost (writer, ROLE_TABLE) != NULL)
      innermost (writer, ROLE_TABLE)->rows++;
    break;
  case ROLE_CELL:
    open_cell (writer, at);
    break;
  case ROLE_PRE:
    writer->breaks = 2;
    add_breaks (writer, at);
    add_mark (writer, writer->markdown ? "```\n" : "", at);
    writer->pre++;
    break;
  case ROLE_BREAK:
    writer->breaks = MAX (writer->breaks, 1);
    break;
  case ROLE_RULE:
    writer->breaks = 2;
    add_breaks (writer, at);
    add_mark (writer, writer->markdown ? "---" : "", at);
    writer->breaks = 2;
    break;
  case ROLE_PICTURE:
    add_picture (writer, open->node, node, at);
    break;
  case ROLE_SPAN: /* spans that touch are told apart by their looks */
    writer->space |= node->class_name != NULL;
    break;
  case ROLE_BLOCK:
  case ROLE_LIST:
    writer->breaks =
        MAX (writer->breaks, writer->open->len > 0 && innermost (writer, ROLE_ITEM) != NULL ? 1 : 2);
    break;
  default:
    break;
  }
}

static void
close_link (Writer *writer, const Open *open, const WzPageNode *node, gsize at)
{
  g_autofree gchar *target = dup_target (node->href);

  if (target == NULL)
    return;
  if (writer->markdown && open->wrote) {
    add_mark (writer, "](", at);
    add_address (writer, target, at);
    add_mark (writer, ")", at);
  } else if (!writer->markdown && g_str_has_prefix (target, "http") &&
             !g_str_has_suffix (writer->origin->text->str, target)) {
    add_mark (writer, " ", at);
    add_address (writer, target, at);
  }
}

static void
close_row (Writer *writer, const Open *open, gsize at)
{
  const Open *table = innermost (writer, ROLE_TABLE);

  if (table == NULL || table->layout || open->cells == 0 || !writer->markdown)
    return;
  add_mark (writer, " |", at);
  if (table->rows == 1) {
    add_mark (writer, "\n|", at);
    for (guint i = 0; i < open->cells; i++)
      add_mark (writer, " --- |", at);
  }
}

static void
close_element (Writer *writer, const Open *open)
{
  const WzPageNode *node = wz_page_get_node (writer->page, open->node);
  const WzPageNode *last = wz_page_get_node (writer->page, node->end - 1);
  gsize at = writer->offset + last->end_bytes;
  Open *table;

  switch (open->role) {
  case ROLE_HIDDEN:
    writer->hidden--;
    break;
  case ROLE_HEADING:
    writer->heading--;
    writer->in_title = FALSE;
    writer->breaks = 2;
    break;
  case ROLE_STRONG:
    if (open->wrote && --writer->strong == 0)
      add_mark (writer, "**", at);
    break;
  case ROLE_EMPHASIS:
    if (open->wrote && --writer->emphasis == 0)
      add_mark (writer, "*", at);
    break;
  case ROLE_LINK:
    close_link (writer, open, node, at);
    break;
  case ROLE_CELL:
    table = innermost (writer, ROLE_TABLE);
    if (table == NULL || table->layout) {
      writer->breaks = 2;
      if (table != NULL && table->cells == 1) {
        writer->heading--;
        table->cells = 2;
      }
    } else if (writer->cell > 0) {
      writer->cell--;
      writer->breaks = 0;
      writer->space = FALSE;
      writer->started = TRUE;
    }
    break;
  case ROLE_ROW:
    close_row (writer, open, at);
    break;
  case ROLE_QUOTE:
    writer->quote--;
    writer->breaks = 2;
    break;
  case ROLE_PRE:
    writer->pre--;
    add_mark (writer, writer->markdown ? "\n```" : "", at);
    writer->breaks = 2;
    break;
  case ROLE_SPAN:
    writer->space |= node->class_name != NULL;
    break;
  case ROLE_BLOCK:
  case ROLE_LIST:
  case ROLE_TABLE:
    writer->breaks = MAX (writer->breaks, innermost (writer, ROLE_ITEM) != NULL ? 1 : 2);
    break;
  case ROLE_ITEM:
    writer->breaks = MAX (writer->breaks, 1);
    break;
  default:
    break;
  }
}

static void
close_until (Writer *writer, guint i)
{
  while (writer->open->len > 0) {
    Open open = g_array_index (writer->open, Open, writer->open->len - 1);

    if (wz_page_get_node (writer->page, open.node)->end > i)
      return;
    g_array_set_size (writer->open, writer->open->len - 1);
    close_element (writer, &open);
  }
}

/* ---- The whole ---- */

static gsize
last_byte (const WzPage *page, guint i)
{
  return wz_page_get_node (page, wz_page_get_node (page, i)->end - 1)->end_bytes;
}

static void
take_node (Writer *writer, guint i)
{
  const WzPageNode *node = wz_page_get_node (writer->page, i);
  ReadDoc *source = &writer->origin->source;
  ReadSpan span = {writer->offset + node->start_bytes, writer->offset + node->end_bytes};
  Open open = {.node = i};

  if (node->name == NULL) {
    if (writer->hidden == 0)
      add_text (writer, node);
    return;
  }
  open.role = role_of (node);
  if (writer->hidden == 0 && node->arxiv != NULL) { /* a button that knows which paper it stands at */
    g_autofree gchar *id = g_strconcat ("arXiv:", node->arxiv, NULL);

    prepare (writer, span.start);
    add_mark (writer, id, span.start);
    writer->space = TRUE;
  }
  if (writer->hidden == 0 && open.role == ROLE_HIDDEN)
    read_doc_mark (source, (ReadSpan){span.start, writer->offset + last_byte (writer->page, i)},
                   WZ_COVERAGE_BOILERPLATE);
  if (writer->hidden == 0 || open.role == ROLE_HIDDEN)
    open_element (writer, &open, node);
  g_array_append_val (writer->open, open);
}

void
read_html_write (ReadOrigin *origin, const WzPage *page, guint root, gsize offset_bytes, gboolean markdown,
                 gboolean keep_lines)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open)),
                     held = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = root == G_MAXUINT ? 0 : root,
        end = root == G_MAXUINT ? wz_page_get_n_nodes (page) : wz_page_get_node (page, root)->end;
  Writer writer = {.origin = origin,
                   .page = page,
                   .offset = offset_bytes,
                   .markdown = markdown,
                   .keep_lines = keep_lines,
                   .open = open,
                   .held = held,
                   .breaks = 2};

  if (first < end) /* its tags are marks */
    read_doc_mark (&origin->source,
                   (ReadSpan){offset_bytes + wz_page_get_node (page, first)->start_bytes,
                              offset_bytes + wz_page_get_node (page, end - 1)->end_bytes},
                   WZ_COVERAGE_SEPARATOR);
  for (guint i = first; i < end; i++) {
    close_until (&writer, i);
    write_held (&writer);
    take_node (&writer, i);
  }
  close_until (&writer, G_MAXUINT);
  write_held (&writer);
  if (origin->text->len > 0)
    add_mark (&writer, "\n",
              origin->pieces->len > 0
                  ? g_array_index (origin->pieces, ReadOriginPiece, origin->pieces->len - 1).end
                  : offset_bytes);
}

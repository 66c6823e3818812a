/* cover-layout.c: where everything stands. In: WzCoverText. Out: WzCoverItem. SPDX-License-Identifier: MIT
 *
 * A masthead, a bar, number and period, the papers or a picture, a foot. The name is set as large as two
 * lines allow, so that it can be read on a shelf of thumbnails (a tenth of the size).
 */
#include "cover-picture.h"
#include "cover-shape.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MARGIN 100.0
#define WIDTH (WZ_COVER_WIDTH - 2 * MARGIN)
#define NAME_TOP 150.0
#define NAME_LARGEST 232.0
#define NAME_SMALLEST 76.0
#define NAME_LEADING 1.22
#define NAME_LINES 3
#define NAME_HEIGHT 560.0
#define CODE_WIDTH 96.0
#define FOOT (WZ_COVER_HEIGHT - 96.0)
#define FOOT_RULE (FOOT - 58.0)
#define LOGO_WIDTH 320.0
#define LOGO_HEIGHT 76.0

struct _WzCoverLayout {
  GArray *items;     /* of WzCoverItem */
  GPtrArray *glyphs; /* of GArray of WzCoverGlyph, which items lend */
  guint32 ground;
  gboolean plain;
  gboolean photograph;
  GPtrArray *pictures; /* of WzCoverPicture, which items lend */
  GPtrArray *problems; /* of GError: pictures that are not on it */
};

/* @accent, @ink: 0xRRGGBB */
typedef struct {
  WzCoverLayout *layout;
  WzCoverFonts *fonts;
  const WzCoverText *text;
  const WzStyle *style;
  guint32 ink;
  guint32 accent;
} Setter;

/* A line: clusters from @first, @n of them. */
typedef struct {
  guint first;
  guint n;
  gdouble width; /* in em */
} Line;

static const WzCoverCluster *
get_cluster (const WzCoverString *string, guint i)
{
  return &g_array_index (string->clusters, WzCoverCluster, i);
}

static gdouble
measure (const WzCoverString *string, guint first, guint end)
{
  gdouble width = 0;

  while (end > first && get_cluster (string, end - 1)->is_space)
    end--;
  for (guint i = first; i < end; i++)
    width += get_cluster (string, i)->advance;
  return width;
}

/* First-fit; a word wider than the line is broken anywhere. Stops at @max_lines and says whether all fitted.
 */
static gboolean
break_lines (const WzCoverString *string, gdouble measure_em, guint max_lines, GArray *lines)
{
  guint at = 0, n = string->clusters->len;

  g_array_set_size (lines, 0);
  while (at < n && get_cluster (string, at)->is_space)
    at++;
  while (at < n) {
    Line line = {at, 0, 0};
    guint best = 0, end = at;
    gdouble width = 0;

    if (lines->len == max_lines)
      return FALSE;
    while (end < n) {
      const WzCoverCluster *cluster = get_cluster (string, end);

      if (end > at && cluster->break_before)
        best = end;
      if (!cluster->is_space && width + cluster->advance > measure_em + 1e-6 && end > at)
        break;
      width += cluster->advance;
      end++;
    }
    if (end < n && best > at)
      end = best;
    line.n = end - at;
    line.width = measure (string, at, end);
    g_array_append_val (lines, line);
    at = end;
    while (at < n && get_cluster (string, at)->is_space)
      at++;
  }
  return TRUE;
}

/* Whether every line begins where text may be broken. */
static gboolean
breaks_well (const WzCoverString *string, const GArray *lines)
{
  for (guint i = 1; i < lines->len; i++)
    if (!get_cluster (string, g_array_index (lines, Line, i).first)->break_before)
      return FALSE;
  return TRUE;
}

/* Narrows the measure as long as the number of lines stays: lines of like length. */
static void
balance (const WzCoverString *string, gdouble measure_em, GArray *lines)
{
  guint n = lines->len;
  gdouble low = 0, high = measure_em;

  if (n < 2)
    return;
  for (guint i = 0; i < 12; i++) {
    gdouble middle = (low + high) / 2;

    if (break_lines (string, middle, n, lines) && breaks_well (string, lines))
      high = middle;
    else
      low = middle;
  }
  break_lines (string, high, n, lines);
}

/* ---- Items ----------------------------------------------------------------------------------------------
 */

/* @ink with less of it: what is between it and the ground. */
static guint32
mix (const Setter *setter, guint32 ink, gdouble grey)
{
  guint32 color = 0;

  for (guint shift = 0; shift < 24; shift += 8) {
    gdouble from = ink >> shift & 0xFF, to = setter->layout->ground >> shift & 0xFF;

    color |= (guint32) (from + (to - from) * grey + 0.5) << shift;
  }
  return color;
}

static void
add_rule (Setter *setter, gdouble y, gdouble height, guint32 ink, gdouble grey)
{
  WzCoverItem item = {
      .grey = grey, .color = mix (setter, ink, grey), .x = MARGIN, .y = y, .width = WIDTH, .height = height};

  g_array_append_val (setter->layout->items, item);
}

/* The picture of @resource (nullable); NULL where there is none, or it can't be shown. */
static const WzCoverPicture *
load_picture (Setter *setter, const WzResource *resource)
{
  GError *error = NULL;
  WzCoverPicture *picture = resource != NULL ? wz_cover_picture_new (resource, &error) : NULL;

  if (picture != NULL)
    g_ptr_array_add (setter->layout->pictures, picture);
  else if (error != NULL)
    g_ptr_array_add (setter->layout->problems, error);
  return picture;
}

static void
add_picture (Setter *setter, const WzCoverPicture *picture, gdouble x, gdouble y, gdouble width,
             gdouble height)
{
  WzCoverItem item = {.picture = picture, .x = x, .y = y, .width = width, .height = height};

  g_array_append_val (setter->layout->items, item);
}

/* Glyphs of one line, an item for each run of one face. */
static gdouble
add_line (Setter *setter, const WzCoverString *string, Line line, gdouble x, gdouble y, gdouble size,
          guint32 ink, gdouble grey)
{
  GArray *glyphs = NULL;
  const WzFontFace *face = NULL;

  for (guint i = line.first; i < line.first + line.n; i++) {
    const WzCoverCluster *cluster = get_cluster (string, i);

    if (cluster->face != face || glyphs == NULL) {
      glyphs = g_array_new (FALSE, FALSE, sizeof (WzCoverGlyph));
      face = cluster->face;
      g_ptr_array_add (setter->layout->glyphs, glyphs);
      WzCoverItem item = {.grey = grey, .color = mix (setter, ink, grey), .face = face, .size = size};
      g_array_append_val (setter->layout->items, item);
    }
    for (guint g = 0; g < cluster->n_glyphs; g++) {
      WzCoverGlyph glyph = g_array_index (string->glyphs, WzCoverGlyph, cluster->first_glyph + g);
      WzCoverItem *item = &g_array_index (setter->layout->items, WzCoverItem, setter->layout->items->len - 1);

      glyph.x = x + glyph.x * size;
      glyph.y = y + glyph.y * size;
      g_array_append_val (glyphs, glyph);
      item->glyphs = (const WzCoverGlyph *) (gpointer) glyphs->data;
      item->n_glyphs = glyphs->len;
    }
    x += cluster->advance * size;
  }
  return x;
}

static Line
whole (const WzCoverString *string)
{
  return (Line){0, string->clusters->len, measure (string, 0, string->clusters->len)};
}

/* One line of @text; @align 0 left, 1 right of @x. Shrinks where it is wider than @max. Returns its width. */
static gdouble
add_text (Setter *setter, const gchar *text, WzFontWeight weight, gdouble size, gdouble x, gdouble y,
          gdouble align, gdouble max, guint32 ink, gdouble grey)
{
  g_autoptr (WzCoverString) string = wz_cover_shape (setter->fonts, text, WZ_FONT_HEADING, weight);
  Line line = whole (string);

  if (line.n == 0)
    return 0;
  size = MIN (size, max / MAX (line.width, 0.1));
  add_line (setter, string, line, x - align * line.width * size, y, size, ink, grey);
  return line.width * size;
}

/* ---- Parts ----------------------------------------------------------------------------------------------
 */

/* Largest size at which the name takes at most NAME_LINES well-broken lines; fewer lines where size is lost
 * little. */
static gdouble
fit_name (const WzCoverString *string, GArray *lines)
{
  for (guint n = 1; n <= NAME_LINES; n++) {
    gdouble floor = n == 1 ? 168 : n == 2 ? 116 : NAME_SMALLEST;

    for (gdouble size = NAME_LARGEST; size >= floor; size -= 4)
      if (n * size * NAME_LEADING <= NAME_HEIGHT && break_lines (string, WIDTH / size, n, lines) &&
          breaks_well (string, lines))
        return size;
  }
  for (gdouble size = 116; size > NAME_SMALLEST; size -= 4)
    if (break_lines (string, WIDTH / size, (guint) (NAME_HEIGHT / size / NAME_LEADING), lines) &&
        breaks_well (string, lines))
      return size;
  break_lines (string, WIDTH / NAME_SMALLEST, (guint) (NAME_HEIGHT / NAME_SMALLEST / NAME_LEADING), lines);
  return NAME_SMALLEST;
}

static WzFontRole
get_role (const Setter *setter, const gchar *key)
{
  const gchar *name = wz_style_get_string (setter->style, key);

  return g_str_equal (name, "heading") ? WZ_FONT_HEADING
         : g_str_equal (name, "quote") ? WZ_FONT_QUOTE
                                       : WZ_FONT_BODY;
}

static gboolean
wants (const Setter *setter, const gchar *key, const gchar *value)
{
  return g_str_equal (wz_style_get_string (setter->style, key), value);
}

/* Returns the y below the name. */
static gdouble
set_name (Setter *setter)
{
  g_autoptr (WzCoverString) string = wz_cover_shape (setter->fonts, setter->text->name,
                                                     get_role (setter, "cover.name-font"), WZ_WEIGHT_BOLD);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gdouble size = fit_name (string, lines), y = NAME_TOP;

  balance (string, WIDTH / size, lines);
  for (guint i = 0; i < lines->len; i++) {
    y += i == 0 ? size * 0.88 : size * NAME_LEADING;
    add_line (setter, string, g_array_index (lines, Line, i), MARGIN, y, size, setter->ink, 0);
  }
  y += size * 0.12;
  if (*setter->text->subtitle != '\0' && wants (setter, "cover.name", "title")) {
    y += 78;
    add_text (setter, setter->text->subtitle, WZ_WEIGHT_REGULAR, 48, MARGIN, y, 0, WIDTH, setter->ink, 0.1);
  }
  return y;
}

/* The bar, the number at its left, the period at its right. Returns the y below. */
static gdouble
set_issue_line (Setter *setter, gdouble y)
{
  const WzCoverText *text = setter->text;
  gboolean both = *text->number != '\0' && *text->period != '\0';

  y += 64;
  add_rule (setter, y, 10, setter->accent, 0);
  y += 10;
  if (*text->number == '\0' && *text->period == '\0')
    return y;
  y += 86;
  if (*text->number != '\0')
    add_text (setter, text->number, WZ_WEIGHT_BOLD, 62, MARGIN, y, 0, both ? WIDTH * 0.45 : WIDTH,
              setter->accent, 0);
  if (*text->period != '\0')
    add_text (setter, text->period, WZ_WEIGHT_REGULAR, both ? 46 : 56, both ? MARGIN + WIDTH : MARGIN, y,
              both ? 1 : 0, both ? WIDTH * 0.52 : WIDTH, setter->ink, 0.1);
  return y + 20;
}

static void
set_foot (Setter *setter)
{
  const WzCoverText *text = setter->text;
  const WzCoverPicture *logo = load_picture (setter, text->logo);
  gdouble count, left = 0;

  add_rule (setter, FOOT_RULE, 2, setter->ink, 0.25);
  if (logo != NULL) {
    gdouble width = LOGO_WIDTH, height = LOGO_HEIGHT;

    wz_cover_picture_fit (logo, &width, &height);
    add_picture (setter, logo, MARGIN, FOOT - 12 - height / 2, width, height);
    left = width + 32;
  }
  count = add_text (setter, text->count, WZ_WEIGHT_REGULAR, 34, MARGIN + WIDTH, FOOT, 1, WIDTH / 2,
                    setter->ink, 0.2);
  if (*text->footer != '\0')
    add_text (setter, text->footer, WZ_WEIGHT_REGULAR, 34, MARGIN + left, FOOT, 0, WIDTH - left - count - 40,
              setter->ink, 0.2);
}

/* Lines of like length, so that none holds a single character; what is longer than @max_lines ends in an
 * ellipsis. */
static void
fit_title (const WzCoverString *string, const WzCoverString *dots, gdouble measure_em, guint max_lines,
           GArray *lines, gboolean *cut)
{
  Line *last;
  gdouble room = measure_em - measure (dots, 0, dots->clusters->len);

  *cut = !break_lines (string, measure_em, max_lines, lines);
  if (!*cut)
    balance (string, measure_em, lines);
  if (!*cut || lines->len == 0)
    return;
  last = &g_array_index (lines, Line, lines->len - 1);
  while (last->n > 1 && (measure (string, last->first, last->first + last->n) > room ||
                         get_cluster (string, last->first + last->n - 1)->is_space))
    last->n--;
  last->width = measure (string, last->first, last->first + last->n);
}

/*
 * The list of papers: a few of them, with air around; the count at the foot says how many there are in all.
 * Text is what a JPEG pays for: ten lines of this size are some 60 KB.
 */

static const struct {
  gdouble size;
  guint lines; /* a title may take */
} list_sizes[] = {{38, 3}, {35, 2}, {35, 1}};

static gdouble
list_step (gdouble size)
{
  return size * 1.42;
}

static gdouble
list_gap (gdouble size)
{
  return size * 0.56;
}

typedef struct {
  GPtrArray *strings; /* of WzCoverString: titles shaped so far */
  WzCoverString *dots;
  guint n;        /* of titles, at most */
  gdouble indent; /* of titles: room for the categories, where there are any */
} List;

static WzCoverString *
get_title (Setter *setter, List *list, guint i)
{
  while (list->strings->len <= i)
    g_ptr_array_add (list->strings,
                     wz_cover_shape (setter->fonts,
                                     g_ptr_array_index (setter->text->titles, list->strings->len),
                                     get_role (setter, "cover.titles-font"), WZ_WEIGHT_REGULAR));
  return g_ptr_array_index (list->strings, i);
}

/* How many titles fit into @height, and what they take. */
static guint
count_fitting (Setter *setter, List *list, gdouble size, guint max_lines, gdouble height, gdouble *taken)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gdouble y = 0;
  guint n = 0;

  for (guint i = 0; i < list->n; i++) {
    gboolean cut;
    gdouble next;

    fit_title (get_title (setter, list, i), list->dots, (WIDTH - list->indent) / size, max_lines, lines,
               &cut);
    next = y + (i > 0 ? list_gap (size) : 0) + lines->len * list_step (size);
    if (next > height)
      break;
    y = next;
    n++;
  }
  *taken = y;
  return n;
}

static void
set_titles (Setter *setter, List *list, guint n, gdouble size, guint max_lines, gdouble y)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < n; i++) {
    const WzCoverString *string = get_title (setter, list, i);
    const gchar *code = g_ptr_array_index (setter->text->codes, i);
    gboolean cut;

    fit_title (string, list->dots, (WIDTH - list->indent) / size, max_lines, lines, &cut);
    for (guint l = 0; l < lines->len; l++) {
      gdouble x;

      y += list_step (size);
      if (l == 0 && *code != '\0')
        add_text (setter, code, WZ_WEIGHT_BOLD, size * 0.72, MARGIN, y, 0, CODE_WIDTH - 14, setter->ink,
                  0.35);
      x = add_line (setter, string, g_array_index (lines, Line, l), MARGIN + list->indent, y, size,
                    setter->ink, 0);
      if (cut && l + 1 == lines->len)
        add_line (setter, list->dots, whole (list->dots), x, y, size, setter->ink, 0);
    }
    y += list_gap (size);
  }
}

/* The papers stand on the foot: what is free is above them. */
static void
set_list (Setter *setter, gdouble top)
{
  guint all =
      MIN (setter->text->titles->len, (guint) wz_style_get_number (setter->style, "cover.titles-max"));
  List list = {g_ptr_array_new_with_free_func ((GDestroyNotify) wz_cover_string_free),
               wz_cover_shape (setter->fonts, "…", get_role (setter, "cover.titles-font"), WZ_WEIGHT_REGULAR),
               all};
  gdouble bottom = FOOT_RULE - 44, height = bottom - top - 50, taken = 0;
  guint n = 0, use = 0;

  for (guint i = 0; i < all; i++)
    if (*(const gchar *) g_ptr_array_index (setter->text->codes, i) != '\0')
      list.indent = CODE_WIDTH;
  for (guint i = 0; i < G_N_ELEMENTS (list_sizes); i++) {
    use = i;
    n = count_fitting (setter, &list, list_sizes[i].size, list_sizes[i].lines, height, &taken);
    if (n == all)
      break;
  }
  if (n > 0)
    set_titles (setter, &list, n, list_sizes[use].size, list_sizes[use].lines, bottom - taken);
  g_ptr_array_unref (list.strings);
  wz_cover_string_free (list.dots);
}

static void
free_glyphs (gpointer data)
{
  g_array_unref (data);
}

static void
free_picture (gpointer data)
{
  wz_cover_picture_free (data);
}

static void
free_problem (gpointer data)
{
  g_error_free (data);
}

/* Between @top and @bottom: whole between the margins, or to the edges of the page. Returns the y below. */
static gdouble
set_picture (Setter *setter, const WzCoverPicture *picture, gdouble top, gdouble bottom, gboolean bleed)
{
  gdouble width = WIDTH, height = bottom - top;

  if (bleed) {
    add_picture (setter, picture, 0, top, WZ_COVER_WIDTH, height);
    return bottom;
  }
  wz_cover_picture_fit (picture, &width, &height);
  add_picture (setter, picture, MARGIN, top, width, height); /* flush with all that stands around it */
  return top + height;
}

/* What stands below the masthead, which ends at @y: titles, the picture, both or nothing. */
static void
set_middle (Setter *setter, gdouble y)
{
  gboolean titles = wants (setter, "cover.layout", "titles"), bleed = wants (setter, "cover.fit", "bleed");
  gdouble bottom = FOOT_RULE - 44;
  const WzCoverPicture *picture = load_picture (setter, setter->text->picture);

  if (picture != NULL && titles)
    y = set_picture (setter, picture, y + 50, y + 50 + (bottom - y) * 0.45, bleed) + 20;
  else if (picture != NULL)
    set_picture (setter, picture, y + 50, bleed ? FOOT_RULE - 2 : bottom, bleed);
  if (titles)
    set_list (setter, y);
}

static void
set_all (Setter *setter)
{
  gboolean alone =
      wants (setter, "cover.layout", "picture") && !wz_style_get_boolean (setter->style, "cover.masthead");
  const WzCoverPicture *picture = alone ? load_picture (setter, setter->text->picture) : NULL;
  gdouble y;

  if (picture != NULL && wants (setter, "cover.fit", "bleed")) {
    add_picture (setter, picture, 0, 0, WZ_COVER_WIDTH, WZ_COVER_HEIGHT);
    return;
  }
  if (picture != NULL) {
    gdouble width = WIDTH, height = WZ_COVER_HEIGHT - 2 * MARGIN;

    wz_cover_picture_fit (picture, &width, &height);
    add_picture (setter, picture, (WZ_COVER_WIDTH - width) / 2, (WZ_COVER_HEIGHT - height) / 2, width,
                 height);
    return;
  }
  y = set_name (setter);
  y = set_issue_line (setter, y);
  set_foot (setter);
  set_middle (setter, y);
}

WzCoverLayout *
wz_cover_layout_new (const WzCoverText *text, const WzStyle *style, GError **error)
{
  g_autoptr (WzCoverLayout) layout = g_new0 (WzCoverLayout, 1);
  WzCoverFonts *fonts = wz_cover_fonts_new (style, text->lang);
  Setter setter = {layout,
                   fonts,
                   text,
                   style,
                   wz_style_get_color (style, "cover.text"),
                   wz_style_get_color (style, "cover.accent")};

  layout->items = g_array_new (FALSE, FALSE, sizeof (WzCoverItem));
  layout->glyphs = g_ptr_array_new_with_free_func (free_glyphs);
  layout->pictures = g_ptr_array_new_with_free_func (free_picture);
  layout->problems = g_ptr_array_new_with_free_func (free_problem);
  layout->ground = wz_style_get_color (style, "cover.background");
  layout->photograph = text->picture != NULL;
  set_all (&setter);
  layout->plain =
      layout->ground == 0xFFFFFF && setter.ink == 0 && setter.accent == 0 && layout->pictures->len == 0;
  if (wz_cover_fonts_get_error (fonts) != NULL) {
    g_propagate_error (error, g_error_copy (wz_cover_fonts_get_error (fonts)));
    g_clear_pointer (&layout, wz_cover_layout_free);
  }
  wz_cover_fonts_free (fonts);
  return g_steal_pointer (&layout);
}

void
wz_cover_layout_free (WzCoverLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->items);
  g_ptr_array_unref (layout->glyphs);
  g_ptr_array_unref (layout->pictures);
  g_ptr_array_unref (layout->problems);
  g_free (layout);
}

void
wz_cover_layout_report (const WzCoverLayout *layout, WzDiagSink *sink)
{
  for (guint i = 0; i < layout->problems->len; i++)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "cover-picture", NULL,
                    _ ("the cover is made without its picture: %s"),
                    ((const GError *) g_ptr_array_index (layout->problems, i))->message);
}

gboolean
wz_cover_layout_is_plain (const WzCoverLayout *layout)
{
  return layout->plain;
}

gboolean
wz_cover_layout_is_photograph (const WzCoverLayout *layout)
{
  return layout->photograph;
}

guint32
wz_cover_layout_get_ground (const WzCoverLayout *layout)
{
  return layout->ground;
}

guint
wz_cover_layout_get_n_items (const WzCoverLayout *layout)
{
  return layout->items->len;
}

const WzCoverItem *
wz_cover_layout_get_item (const WzCoverLayout *layout, guint i)
{
  return &g_array_index (layout->items, WzCoverItem, i);
}

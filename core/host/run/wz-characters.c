/* wz-characters.c: see wz-characters.h. SPDX-License-Identifier: MIT */
#include "host/run/wz-characters.h"

#include "style/wz-style-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TOLD 40  /* warnings */
#define MAX_NAMED 24 /* characters in one of them */
#define N_BMP 0x10000

/* A character that the style names no font for. */
typedef struct {
  gunichar character;
  guint n;
  WzPosition first;
} Stray;

typedef struct {
  const WzStyle *style;
  guint8 *fine;     /* a bit for each character of the BMP that needs no second look */
  GArray *strays;   /* of Stray, by first place */
  GHashTable *rows; /* character → its row among them, from 1 */
} Walk;

static gboolean
is_fine (const Walk *walk, gunichar c)
{
  return c < 0x80 || (c < N_BMP && (walk->fine[c >> 3] >> (c & 7) & 1) != 0);
}

/* Fields are not looked at in the order in which a source has them. */
static gboolean
is_before (const WzPosition *a, const WzPosition *b)
{
  if (a->line == 0 || b->line == 0 || g_strcmp0 (a->file, b->file) != 0)
    return FALSE;
  return a->line < b->line || (a->line == b->line && a->column < b->column);
}

static void
look_at (Walk *walk, gunichar c, const WzPosition *position, guint offset)
{
  guint row = GPOINTER_TO_UINT (g_hash_table_lookup (walk->rows, GUINT_TO_POINTER (c)));
  WzPosition here = position != NULL ? *position : (WzPosition){0};
  if (here.column > 0)
    here.column += offset; /* fields are one line mostly */
  if (row > 0) {
    Stray *known = &g_array_index (walk->strays, Stray, row - 1);
    known->n++;
    if (is_before (&here, &known->first))
      known->first = here;
    return;
  }
  if (wz_font_may_lack (c) || g_unichar_iscntrl (c) || g_unichar_isspace (c) ||
      wz_style_names_font_for (walk->style, c)) {
    if (c < N_BMP)
      walk->fine[c >> 3] |= (guint8) (1u << (c & 7));
    return;
  }
  Stray stray = {c, 1, here};
  g_array_append_val (walk->strays, stray);
  g_hash_table_insert (walk->rows, GUINT_TO_POINTER (c), GUINT_TO_POINTER (walk->strays->len));
}

static void
walk_bytes (Walk *walk, const gchar *text, gsize length, const WzPosition *position)
{
  const gchar *end = text + length;
  guint offset = 0;
  for (const gchar *p = text; p < end; offset++) {
    if ((guchar) *p < 0x80) {
      p++;
      continue;
    }
    gunichar c = g_utf8_get_char (p);
    if (!is_fine (walk, c))
      look_at (walk, c, position, offset);
    p = g_utf8_next_char (p);
  }
}

/* Formulae are TeX here: what they show is known to those alone who set them. */
static void
walk_text (Walk *walk, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type != WZ_TEXT_LEAVE && event.text != NULL)
      walk_bytes (walk, event.text, event.length, &event.position);
}

static void
walk_piece (Walk *walk, const WzPiece *piece, const WzPosition *part)
{
  walk_text (walk, piece->text);
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem *item = &piece->items[i];
    walk_text (walk, item->text);
    if (item->string != NULL)
      walk_bytes (walk, item->string, strlen (item->string),
                  item->position.line > 0 ? &item->position : part);
  }
}

/* What is said once: cover, contents and indices say it again. */
static void
walk_issue (Walk *walk, const WzIssue *issue)
{
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint i = 0; i < wz_galley_get_n_parts (galley); i++) {
    WzPartKind kind = wz_galley_get_part (galley, i)->kind;
    if (kind != WZ_PART_SECTION && kind != WZ_PART_ENTRY && kind != WZ_PART_COLOPHON)
      continue;
    wz_galley_read (galley, i, pieces);
    for (guint k = 0; k < wz_pieces_get_n (pieces); k++)
      walk_piece (walk, wz_pieces_get (pieces, k), &wz_pieces_get (pieces, 0)->position);
  }
}

/* Letters of one script and font are told of together: a word of them would be a page of warnings otherwise.
 */
typedef struct {
  const WzFontFace *face;
  GUnicodeScript script;
  const Stray *first;
  guint n_characters, n_places;
  GString *others; /* the characters behind the first */
} Group;

static gboolean
goes_alone (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED ||
         script == G_UNICODE_SCRIPT_UNKNOWN || script == G_UNICODE_SCRIPT_HAN;
}

static void
group_clear (gpointer data)
{
  g_string_free (((Group *) data)->others, TRUE);
}

static GArray *
make_groups (const Walk *walk)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (groups, group_clear);
  for (guint i = 0; i < walk->strays->len; i++) {
    const Stray *stray = &g_array_index (walk->strays, Stray, i);
    Group fresh = {.face = wz_style_find_face (walk->style, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR,
                                               stray->character),
                   .script = g_unichar_get_script (stray->character),
                   .first = stray};
    Group *group = NULL;
    for (guint k = 0; k < groups->len && group == NULL && !goes_alone (fresh.script); k++) {
      Group *known = &g_array_index (groups, Group, k);
      group = known->face == fresh.face && known->script == fresh.script ? known : NULL;
    }
    if (group == NULL) {
      fresh.others = g_string_new (NULL);
      g_array_append_val (groups, fresh);
      group = &g_array_index (groups, Group, groups->len - 1);
    } else if (group->n_characters < MAX_NAMED) {
      g_string_append_unichar (group->others, stray->character);
    }
    group->n_characters++;
    group->n_places += stray->n;
  }
  return groups;
}

/* `U+182A “ᠪ”`, or `U+182A “ᠪ” and 8 more (ᠠᠲᠤ…)` */
static gchar *
dup_characters (const Group *group)
{
  gchar text[8] = "";
  g_unichar_to_utf8 (group->first->character, text);
  g_autofree gchar *first = g_strdup_printf ("U+%04X “%s”", group->first->character, text);
  if (group->n_characters == 1)
    return g_steal_pointer (&first);
  guint more = group->n_characters - 1;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s and %u more (%s%s)", "%s and %u more (%s%s)", more), first, more,
      group->others->str, group->n_characters > MAX_NAMED ? "…" : "");
}

static void
report (const WzStyle *style, const Group *group, WzDiagSink *sink)
{
  const WzPosition *position = group->first->first.line > 0 ? &group->first->first : NULL;
  g_autofree gchar *suggestion =
      group->face == NULL ? wz_style_dup_suggestion (style, group->first->character) : NULL;
  g_autofree gchar *characters = dup_characters (group);
  g_autofree gchar *places = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u place", "%u places", group->n_places), group->n_places);
  if (group->face != NULL)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "character-fallback", position,
                    _ ("no font of the style has %s, in %s: set in %s"), characters, places,
                    wz_font_face_get_family (group->face));
  else if (suggestion != NULL)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "character-missing", position,
                    _ ("no installed font has %s, in %s: a box stands for it; it may be in %s"), characters,
                    places, suggestion);
  else
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "character-missing", position,
                    _ ("no installed font has %s, in %s: a box stands for it"), characters, places);
}

void
wz_characters_check (const WzIssue *issue, const WzStyle *style, WzDiagSink *sink)
{
  g_autoptr (WzStyle) regional = wz_style_dup_for_lang (style, wz_issue_get_lang (issue));
  Walk walk = {.style = regional != NULL ? regional : style,
               .fine = g_malloc0 (N_BMP / 8),
               .strays = g_array_new (FALSE, FALSE, sizeof (Stray)),
               .rows = g_hash_table_new (NULL, NULL)};
  walk_issue (&walk, issue);
  g_autoptr (GArray) groups = make_groups (&walk);
  for (guint i = 0; i < walk.strays->len; i++)
    wz_style_set_told (style, g_array_index (walk.strays, Stray, i).character);
  for (guint i = 0; i < MIN (groups->len, MAX_TOLD); i++)
    report (walk.style, &g_array_index (groups, Group, i), sink);
  if (groups->len > MAX_TOLD) {
    guint more = groups->len - MAX_TOLD;
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "character-fallback", NULL,
                    g_dngettext (GETTEXT_PACKAGE, "%u more character is in no font of the style",
                                 "%u more characters are in no font of the style", more),
                    more);
  }
  g_hash_table_unref (walk.rows);
  g_array_unref (walk.strays);
  g_free (walk.fine);
}

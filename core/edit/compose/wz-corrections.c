/* wz-corrections.c: an overlay laid over an issue. SPDX-License-Identifier: MIT
 *
 * In: operations, and the issue that they are about. Out: the issue with its fields corrected. Groups are
 * resolved to papers once; of each paper its operations are then sorted by field and strength, so that what
 * is said of one field stands together and the strongest last.
 */
#include "edit/compose/wz-corrections.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/compose/wz-overlay-fields.h"
#include "edit/compose/wz-replace.h"
#include "edit/wz-find.h"
#include "edit/wz-names.h"
#include "model/wz-map.h"

enum { SHOWN_MAX = 60 /* code points of a value that a message shows */ };

/* How near a group is to a paper. */
typedef enum { FOR_ALL, BY_PATTERN, BY_NAME } Nearness;

/* What became of an operation. */
typedef struct {
  Nearness nearness;
  guint n_papers;  /* it was looked for in, or set of */
  guint n_applied; /* of a replacement: finds; else papers that it changed */
} Fate;

struct _WzCorrections {
  const WzOverlay *overlay;
  const WzIssue *issue;
  WzFinder *finder;
  WzDiagSink *sink;
  GPtrArray **ops; /* by paper: WzOverlayOp; NULL where nothing is said of it */
  Fate *fates;     /* by operation */
};

/* ---- Which papers a group means ---- */

static gboolean
is_like (const GPatternSpec *pattern, const gchar *name)
{
  return name != NULL && g_pattern_spec_match_string ((GPatternSpec *) (gsize) pattern, name);
}

static gboolean
has_category (const WzEntry *entry, const GPatternSpec *pattern)
{
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++)
    if (is_like (pattern, wz_entry_get_category (entry, i)->text))
      return TRUE;
  return FALSE;
}

static gboolean
has_identifier (const WzEntry *entry, const GPatternSpec *pattern)
{
  return is_like (pattern, wz_entry_get_key (entry)) || is_like (pattern, wz_entry_get_arxiv_id (entry)) ||
         is_like (pattern, wz_entry_get_doi (entry)) || is_like (pattern, wz_entry_get_identity (entry));
}

/* Adds the papers that @name means to @found (of guint); a title with an asterisk in it is a name. */
static Nearness
find_papers (const WzCorrections *c, const gchar *name, GArray *found, gchar **problem)
{
  gint one = wz_finder_find (c->finder, name, problem);
  if (one >= 0) {
    g_array_append_val (found, one);
    return BY_NAME;
  }
  gboolean category = *name == '@';
  if (!category && strchr (name, '*') == NULL)
    return BY_NAME;
  g_autoptr (GPatternSpec) pattern = g_pattern_spec_new (name + (category ? 1 : 0));
  for (guint i = 0; i < wz_issue_get_n_entries (c->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (c->issue, i);
    if (category ? has_category (entry, pattern) : has_identifier (entry, pattern))
      g_array_append_val (found, i);
  }
  return g_str_equal (name, "*") ? FOR_ALL : BY_PATTERN;
}

static void
add_op (WzCorrections *c, guint paper, const WzOverlayOp *op)
{
  if (c->ops[paper] == NULL)
    c->ops[paper] = g_ptr_array_new ();
  g_ptr_array_add (c->ops[paper], (gpointer) (gsize) op);
}

/* Whether groups say anything: one without a key waits for the editor. */
static gboolean *
list_idle (const WzOverlay *overlay)
{
  guint n = wz_overlay_get_n_papers (overlay);
  gboolean *idle = g_new (gboolean, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    idle[i] = TRUE;
  for (guint i = 0; i < wz_overlay_get_n_ops (overlay); i++)
    if (wz_overlay_get_op (overlay, i)->paper >= 0)
      idle[wz_overlay_get_op (overlay, i)->paper] = FALSE;
  return idle;
}

/* Papers by group; what no paper is called by is told. Returns: (array): of GArray of guint, nullable */
static GArray **
find_groups (WzCorrections *c, Nearness *nearness)
{
  guint n = wz_overlay_get_n_papers (c->overlay);
  g_autofree gboolean *idle = list_idle (c->overlay);
  GArray **groups = g_new0 (GArray *, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    const WzOverlayPaper *paper = wz_overlay_get_paper (c->overlay, i);
    if (idle[i])
      continue;
    g_autofree gchar *problem = NULL;
    groups[i] = g_array_new (FALSE, FALSE, sizeof (guint));
    nearness[i] = find_papers (c, paper->name, groups[i], &problem);
    g_autofree gchar *nothing = g_strdup_printf (_ ("no paper of this issue is like %s"), paper->name);
    if (groups[i]->len == 0)
      wz_diag_report (c->sink, paper->general ? WZ_SEVERITY_HINT : WZ_SEVERITY_WARNING, "overlay-no-match",
                      &paper->position, "%s", nearness[i] == BY_NAME ? problem : nothing);
  }
  return groups;
}

static guint
index_of (const WzCorrections *c, const WzOverlayOp *op)
{
  return (guint) (op - wz_overlay_get_op (c->overlay, 0));
}

/* The weaker of two things said of one field stands in front. */
static gint
compare_ops (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WzCorrections *c = user_data;
  const WzOverlayOp *left = *(const WzOverlayOp *const *) a, *right = *(const WzOverlayOp *const *) b;
  if (left->field != right->field)
    return left->field < right->field ? -1 : 1;
  gint by_lang = g_strcmp0 (left->lang, right->lang);
  if (by_lang != 0)
    return by_lang;
  guint ranks[2] = {left->paper >= 0 ? wz_overlay_get_paper (c->overlay, (guint) left->paper)->rank : 0,
                    right->paper >= 0 ? wz_overlay_get_paper (c->overlay, (guint) right->paper)->rank : 0};
  if (ranks[0] != ranks[1])
    return ranks[0] < ranks[1] ? -1 : 1;
  gint nearness =
      (gint) c->fates[index_of (c, left)].nearness - (gint) c->fates[index_of (c, right)].nearness;
  return nearness != 0 ? nearness : left < right ? -1 : left > right;
}

static void
distribute (WzCorrections *c)
{
  guint n_entries = wz_issue_get_n_entries (c->issue);
  g_autofree Nearness *nearness = g_new0 (Nearness, wz_overlay_get_n_papers (c->overlay) + 1);
  g_autofree GArray **groups = find_groups (c, nearness);
  for (guint i = 0; i < wz_overlay_get_n_ops (c->overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (c->overlay, i);
    if (op->paper >= 0) {
      c->fates[i].nearness = nearness[op->paper];
      for (guint k = 0; k < groups[op->paper]->len; k++)
        add_op (c, g_array_index (groups[op->paper], guint, k), op);
    }
    for (guint k = 0; op->paper < 0 && op->field->kind == WZ_OVERLAY_REPLACE && k < n_entries; k++)
      add_op (c, k, op);
  }
  for (guint i = 0; i < n_entries; i++)
    if (c->ops[i] != NULL)
      g_ptr_array_sort_with_data (c->ops[i], compare_ops, c);
  for (guint i = 0; i < wz_overlay_get_n_papers (c->overlay); i++)
    g_clear_pointer (&groups[i], g_array_unref);
}

WzCorrections *
wz_corrections_new (const WzOverlay *overlay, const WzIssue *issue, WzDiagSink *sink)
{
  WzCorrections *c = g_new0 (WzCorrections, 1);
  c->overlay = overlay;
  c->issue = issue;
  c->sink = sink;
  c->finder = wz_finder_new (issue);
  c->ops = g_new0 (GPtrArray *, wz_issue_get_n_entries (issue) + 1);
  c->fates = g_new0 (Fate, wz_overlay_get_n_ops (overlay) + 1);
  distribute (c);
  return c;
}

void
wz_corrections_free (WzCorrections *c)
{
  if (c == NULL)
    return;
  for (guint i = 0; i < wz_issue_get_n_entries (c->issue); i++)
    g_clear_pointer (&c->ops[i], g_ptr_array_unref);
  wz_finder_free (c->finder);
  g_free (c->ops);
  g_free (c->fates);
  g_free (c);
}

const GPtrArray *
wz_corrections_get (const WzCorrections *c, guint entry)
{
  g_return_val_if_fail (entry < wz_issue_get_n_entries (c->issue), NULL);
  return c->ops[entry];
}

gint
wz_corrections_find (const WzCorrections *c, const gchar *name, gchar **problem)
{
  return wz_finder_find (c->finder, name, problem);
}

/* ---- Applying ---- */

/* A walk over the issue. */
typedef struct {
  WzCorrections *c;
  guint next;              /* the paper that comes */
  const GPtrArray *ops;    /* nullable: of the paper at hand */
  WzReplacements replaces; /* those among them */
} Walk;

/* `zh` is the issue's Chinese, whichever it is. */
static const gchar *
find_lang (const WzIssue *issue, const gchar *lang)
{
  if (lang == NULL)
    return wz_issue_get_lang (issue);
  const gchar *const *langs = wz_issue_get_langs (issue);
  gsize n = strlen (lang);
  for (guint i = 0; langs[i] != NULL; i++)
    if (g_str_has_prefix (langs[i], lang) && (langs[i][n] == '\0' || langs[i][n] == '-'))
      return langs[i];
  return lang;
}

static gchar *
shorten (const gchar *text)
{
  g_autofree gchar *line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\n", ' ');
  if (g_utf8_strlen (line, -1) <= SHOWN_MAX)
    return g_steal_pointer (&line);
  g_autofree gchar *head = g_utf8_substring (line, 0, SHOWN_MAX);
  return g_strconcat (head, "…", NULL);
}

/* Notes that @op took @before away from a paper, which stays as a variant. */
static void
note_change (const Walk *walk, WzIssueBuilder *builder, WzEntry *mine, const WzOverlayField *field,
             const gchar *lang, const gchar *before, const WzOverlayOp *op)
{
  const gchar *own = (field->flags & WZ_OVERLAY_BY_LANG) != 0 ? lang : NULL;
  WzVariant variant = {.field = field->name,
                       .lang = own,
                       .text = before,
                       .source = op->position.file,
                       .position = op->position,
                       .corrected = TRUE};
  g_autofree gchar *shown = shorten (before);
  g_autofree gchar *was =
      before != NULL ? g_strdup_printf (_ ("was “%s”"), shown) : g_strdup (_ ("was not there"));
  wz_entry_add_variant (builder, mine, &variant);
  wz_diag_report (walk->c->sink, WZ_SEVERITY_HINT, "merge-corrected", &op->position, _ ("%s of %s: %s"),
                  wz_names_field (field->name), wz_entry_get_key (mine) ? wz_entry_get_key (mine) : "?", was);
}

/* What is said of one field: the strongest line, or those of its group, make the value. @n of @ops. */
static void
set_field (const Walk *walk, WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n)
{
  const WzOverlayField *field = ops[0]->field;
  gboolean adds = (field->flags & WZ_OVERLAY_ADDS) != 0;
  guint first = adds ? 0 : n - 1;
  while (!adds && first > 0 && ops[first - 1]->paper == ops[n - 1]->paper)
    first--;
  for (guint i = 0; i < first; i++)
    wz_diag_report (walk->c->sink, WZ_SEVERITY_HINT, "merge-overlay", &ops[i]->position,
                    _ ("%s:%u says otherwise of this paper, and holds"), ops[first]->position.file,
                    ops[first]->position.line);
  setting->field = field;
  setting->lang = find_lang (walk->c->issue, ops[0]->lang);
  g_autofree gchar *before = wz_overlay_field_dup_value (field, setting->mine, setting->lang);
  gboolean removes = !adds && *ops[n - 1]->value == '\0';
  field->set (setting, ops + first, removes ? 0 : n - first);
  g_autofree gchar *after = wz_overlay_field_dup_value (field, setting->mine, setting->lang);
  gboolean changed = g_strcmp0 (before, after) != 0;
  for (guint i = first; i < n; i++) {
    walk->c->fates[index_of (walk->c, ops[i])].n_papers++;
    walk->c->fates[index_of (walk->c, ops[i])].n_applied += field->get == NULL || changed;
  }
  if (changed)
    note_change (walk, setting->builder, setting->mine, field, setting->lang, before, ops[n - 1]);
}

/* Fields that words were replaced in are corrected as well; @op did it, or one of several. */
static void
note_replaced (const Walk *walk, WzIssueBuilder *builder, WzEntry *mine, const WzEntry *theirs,
               const WzOverlayOp *op)
{
  const gchar *const *langs = wz_issue_get_langs (walk->c->issue);
  for (guint i = 0; i < wz_overlay_get_n_fields (); i++) {
    const WzOverlayField *field = wz_overlay_get_field (i);
    for (guint k = 0; field->get != NULL && langs[k] != NULL; k++) {
      g_autofree gchar *before = wz_overlay_field_dup_value (field, theirs, langs[k]);
      g_autofree gchar *after = wz_overlay_field_dup_value (field, mine, langs[k]);
      if (g_strcmp0 (before, after) != 0)
        note_change (walk, builder, mine, field, langs[k], before, op);
      if ((field->flags & WZ_OVERLAY_BY_LANG) == 0)
        break;
    }
  }
}

static void
correct_entry (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *theirs, gpointer user_data)
{
  Walk *walk = user_data;
  WzOverlaySetting setting = {.builder = builder,
                              .issue = walk->c->issue,
                              .mine = mine,
                              .finder = walk->c->finder,
                              .sink = walk->c->sink};
  const WzOverlayOp *const *ops = walk->ops != NULL ? (gpointer) walk->ops->pdata : NULL;
  guint n = walk->ops != NULL ? walk->ops->len : 0, end;
  if (walk->replaces.n_finds > 0)
    note_replaced (walk, builder, mine, theirs, walk->replaces.last);
  for (guint i = 0; i < n; i = end) {
    for (end = i + 1;
         end < n && ops[end]->field == ops[i]->field && !g_strcmp0 (ops[end]->lang, ops[i]->lang);)
      end++;
    if (ops[i]->field->kind == WZ_OVERLAY_FIELD)
      set_field (walk, &setting, ops + i, end - i);
  }
  wz_replacements_clear (&walk->replaces);
  walk->ops = NULL;
}

/* Called before a paper is made. */
static gboolean
come_to_entry (const WzEntry *entry, gpointer user_data)
{
  Walk *walk = user_data;
  walk->ops = walk->c->ops[walk->next++];
  for (guint i = 0; walk->ops != NULL && i < walk->ops->len; i++) {
    const WzOverlayOp *op = g_ptr_array_index (walk->ops, i);
    if (op->field->kind == WZ_OVERLAY_REPLACE)
      wz_replacements_add (&walk->replaces, op, &walk->c->fates[index_of (walk->c, op)].n_applied);
  }
  return TRUE;
}

static gchar *
replace_words (const WzWords *words, gpointer user_data)
{
  Walk *walk = user_data;
  gboolean said = words->type == WZ_FIELD_NAME || words->type == WZ_FIELD_PROSE;
  return said && words->shape != WZ_SHAPE_VARIANT ? wz_replacements_dup (&walk->replaces, words->text) : NULL;
}

static const WzText *
replace_text (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer user_data)
{
  Walk *walk = user_data;
  return wz_replacements_text (&walk->replaces, builder, text);
}

/* ---- What applies no longer ---- */

static void
report_idle (const WzCorrections *c)
{
  for (guint i = 0; i < wz_overlay_get_n_ops (c->overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (c->overlay, i);
    const Fate *fate = &c->fates[i];
    WzSeverity severity = op->general ? WZ_SEVERITY_HINT : WZ_SEVERITY_WARNING;
    if (fate->n_applied > 0)
      continue;
    if (op->field->kind == WZ_OVERLAY_REPLACE && (op->paper < 0 || fate->n_papers > 0))
      wz_diag_report (c->sink, severity, "overlay-no-match", &op->value_position,
                      _ ("“%s” is in no text that this is about"), op->value);
    else if (op->field->kind == WZ_OVERLAY_FIELD && fate->n_papers > 0)
      wz_diag_report (c->sink, severity, "overlay-same", &op->value_position, "%s",
                      _ ("the sources say so by themselves; the line can go"));
  }
}

WzIssue *
wz_corrections_apply (WzCorrections *c)
{
  static const WzIssueMap set = {.keep = come_to_entry, .entry = correct_entry};
  static const WzIssueMap replace = {
      .keep = come_to_entry, .entry = correct_entry, .words = replace_words, .text = replace_text};
  Walk walk = {.c = c};
  gboolean replaces = FALSE;
  for (guint i = 0; i < wz_issue_get_n_entries (c->issue); i++)
    for (guint k = 0; c->ops[i] != NULL && k < c->ops[i]->len; k++) {
      const WzOverlayOp *op = g_ptr_array_index (c->ops[i], k);
      replaces = replaces || op->field->kind == WZ_OVERLAY_REPLACE;
      c->fates[index_of (c, op)].n_papers += op->field->kind == WZ_OVERLAY_REPLACE;
    }
  WzIssueBuilder *builder = wz_issue_map (c->issue, replaces ? &replace : &set, &walk);
  report_idle (c);
  return wz_issue_builder_finish (builder, NULL);
}

/* ---- What the sources have changed since ---- */

static const WzVariant *
find_correction (const WzEntry *entry, const WzVariant *like)
{
  for (guint i = 0; i < wz_entry_get_n_variants (entry); i++) {
    const WzVariant *variant = wz_entry_get_variant (entry, i);
    if (variant->corrected && g_str_equal (variant->field, like->field) &&
        g_strcmp0 (variant->lang, like->lang) == 0)
      return variant;
  }
  return NULL;
}

/* Whether both say the same in the field: a correction that follows its source hides nothing. */
static gboolean
says_the_same (const WzEntry *a, const WzEntry *b, const WzVariant *variant)
{
  for (guint i = 0; i < wz_overlay_get_n_fields (); i++) {
    const WzOverlayField *field = wz_overlay_get_field (i);
    if (field->name == NULL || !g_str_equal (field->name, variant->field))
      continue;
    g_autofree gchar *left = wz_overlay_field_dup_value (field, a, variant->lang);
    g_autofree gchar *right = wz_overlay_field_dup_value (field, b, variant->lang);
    return g_strcmp0 (left, right) == 0;
  }
  return FALSE;
}

void
wz_corrections_report_stale (const WzIssue *before, const WzIssue *after, WzDiagSink *sink)
{
  for (guint i = 0; i < wz_issue_get_n_entries (after); i++) {
    const WzEntry *entry = wz_issue_get_entry (after, i);
    const WzEntry *old = wz_issue_find_entry (before, wz_entry_get_key (entry));
    for (guint k = 0; old != NULL && k < wz_entry_get_n_variants (entry); k++) {
      const WzVariant *variant = wz_entry_get_variant (entry, k),
                      *then = variant->corrected ? find_correction (old, variant) : NULL;
      if (then == NULL || g_strcmp0 (then->text, variant->text) == 0 || !says_the_same (old, entry, variant))
        continue;
      g_autofree gchar *shown = shorten (variant->text);
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "overlay-stale", &variant->position,
                      _ ("the sources have changed since this was corrected: “%s”; see whether it still "
                         "holds"),
                      shown);
    }
  }
}

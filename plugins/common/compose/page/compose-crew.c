/* compose-crew.c: see compose-crew.h. SPDX-License-Identifier: MIT */
#include "compose-crew.h"

#include <wenzhai-kit/wz-parallel.h>
#include "words/words.h"

/* So many paragraphs at most lie set before their lines are placed: what bounds the memory. */
#define AHEAD 128
/* More threads than this would only wait for the one that places lines. */
#define MAX_THREADS 8

typedef struct {
  const ComposeSettings *settings;
  ComposeFonts *fonts;
  ComposeHyphenator *hyphenator;
  WzTitleWords *words;
} Member;

/* The first member is the thread that places lines. */
struct _ComposeCrew {
  Member members[MAX_THREADS];
  guint n_members;
  const ComposeTask *tasks;
  guint n_tasks, taken;
  WzParallel *parallel; /* while there are tasks */
};

/* ---- One paragraph ------------------------------------------------------------------------------------- */

static void
fill_options (const ComposeSettings *settings, const ComposeBlock *block, const ComposeSource *source,
              ComposeUnit width, ComposeOptions *options)
{
  /* A column of a table may be as narrow as a digit. */
  ComposeUnit least = block != NULL && block->kind == COMPOSE_BLOCK_TABLE ? COMPOSE_UNIT : 2 * settings->size;
  compose_options_init (options, MAX (width, least), source->lang);
  options->em = settings->size;
  options->punct = settings->punct;
  options->level = settings->level;
  options->hang = settings->hang;
  options->no_hyphens = !settings->hyphenate;
  if (block == NULL)
    return;
  options->align = block->align;
  options->prefer = block->prefer;
  options->indent = block->indent;
}

/* Where lines of their own are read as a whole, they should not end inside a Chinese word. */
static void
mark_words (ComposePara *para, Member *member)
{
  const ComposeChar *chars = compose_para_get_chars (para);
  guint n = compose_para_get_length (para);
  g_autofree gunichar *text = g_new (gunichar, (gsize) n + 1);
  g_autofree gboolean *inside = g_new (gboolean, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    text[i] = chars[i].ch;
  if (member->words == NULL)
    member->words = wz_title_words_new ();
  wz_title_words_find (member->words, text, n, inside);
  for (guint i = 0; i < n; i++)
    if (inside[i])
      compose_para_set_inside (para, i);
}

static ComposeParagraph *
set (Member *member, const ComposeTask *task)
{
  ComposeParagraph *paragraph = g_new (ComposeParagraph, 1);
  gboolean hyphenates = task->block != NULL && task->block->align == COMPOSE_ALIGN_JUSTIFY;
  ComposeOptions options;
  fill_options (member->settings, task->block, task->source, task->width, &options);
  paragraph->source = task->source;
  paragraph->shaped = compose_shape (member->fonts, task->source, hyphenates ? member->hyphenator : NULL);
  ComposePara *para = compose_shaped_get_para (paragraph->shaped);
  if (options.align != COMPOSE_ALIGN_JUSTIFY && task->width < COMPOSE_ONE_LINE)
    mark_words (para, member);
  paragraph->layout = compose_para_compose (para, &options);
  return paragraph;
}

ComposeUnit
compose_crew_natural_width (ComposeCrew *crew, const ComposeSource *source)
{
  ComposeOptions options;
  g_autoptr (ComposeShaped) shaped = compose_shape (crew->members[0].fonts, source, NULL);
  fill_options (crew->members[0].settings, NULL, source, COMPOSE_ONE_LINE, &options);
  return compose_para_natural_width (compose_shaped_get_para (shaped), &options);
}

/* ---- Many ---------------------------------------------------------------------------------------------- */

static gpointer
set_task (gpointer task, gpointer member)
{
  return set (member, task);
}

static void
free_paragraph (gpointer paragraph)
{
  compose_paragraph_free (paragraph);
}

void
compose_paragraph_free (ComposeParagraph *paragraph)
{
  compose_layout_free (paragraph->layout);
  compose_shaped_free (paragraph->shaped);
  g_free (paragraph);
}

ComposeParagraph *
compose_crew_set (ComposeCrew *crew, const ComposeBlock *block, const ComposeSource *source,
                  ComposeUnit width)
{
  const ComposeTask task = {block, source, width};
  if (crew->taken >= crew->n_tasks || crew->tasks[crew->taken].source != source)
    return set (&crew->members[0], &task);
  crew->taken++;
  return wz_parallel_take (crew->parallel);
}

void
compose_crew_start (ComposeCrew *crew, const ComposeTask *tasks, guint n_tasks)
{
  gpointer members[MAX_THREADS];
  guint n_styles = 0;
  compose_fonts_get_metrics (crew->members[0].fonts, &n_styles);
  for (guint i = 0; i < crew->n_members; i++)
    members[i] = &crew->members[i];
  crew->tasks = tasks;
  crew->n_tasks = n_tasks;
  crew->taken = 0;
  crew->parallel = wz_parallel_new (set_task, members, crew->n_members, AHEAD, free_paragraph);
  for (guint i = 0; i < n_tasks; i++)
    wz_parallel_push (crew->parallel, (gpointer) &tasks[i]);
}

void
compose_crew_stop (ComposeCrew *crew)
{
  g_clear_pointer (&crew->parallel, wz_parallel_free);
  crew->n_tasks = 0;
}

ComposeCrew *
compose_crew_new (const ComposeSettings *settings, ComposeFonts *fonts, ComposeHyphenator *hyphenator,
                  guint n_threads)
{
  ComposeCrew *crew = g_new0 (ComposeCrew, 1);
  crew->n_members = CLAMP (n_threads > 0 ? n_threads : g_get_num_processors (), 1, MAX_THREADS);
  crew->members[0] = (Member){settings, fonts, hyphenator, NULL};
  for (guint i = 1; i < crew->n_members; i++)
    crew->members[i] = (Member){settings, compose_fonts_share (fonts),
                                hyphenator != NULL ? compose_hyphenator_share (hyphenator) : NULL, NULL};
  return crew;
}

void
compose_crew_free (ComposeCrew *crew)
{
  for (guint i = 0; i < crew->n_members; i++)
    wz_title_words_free (crew->members[i].words);
  for (guint i = 1; i < crew->n_members; i++) {
    g_clear_pointer (&crew->members[i].hyphenator, compose_hyphenator_free);
    compose_fonts_free (crew->members[i].fonts);
  }
  g_free (crew);
}

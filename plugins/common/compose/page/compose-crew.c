/* compose-crew.c: see compose-crew.h. SPDX-License-Identifier: MIT */
#include "compose-crew.h"

#include "words/words.h"

/* So many paragraphs at most lie set, or being set, before their lines are placed: what bounds the memory. */
#define AHEAD 128
/* More threads than this would only wait for the one that places lines. */
#define MAX_THREADS 8

typedef enum { SLOT_FREE, SLOT_BEGUN, SLOT_DONE } SlotState;

/* A task in work. Task i has slot i % AHEAD. */
typedef struct {
  SlotState state;
  ComposeShaped *shaped;
  ComposeLayout *layout;
} Slot;

typedef struct {
  ComposeCrew *crew;
  ComposeFonts *fonts;
  ComposeHyphenator *hyphenator;
  Words *words;
  GThread *thread;
} Member;

/* The first member is the thread that places lines; it helps where the next paragraph is not ready. */
struct _ComposeCrew {
  const ComposeSettings *settings;
  Member members[MAX_THREADS];
  guint n_members;
  const ComposeTask *tasks;
  guint n_tasks;
  /* All below is under the lock. */
  GMutex lock;
  GCond done; /* the task that the first member waits for may be */
  GCond room; /* another task may be begun */
  Slot slots[AHEAD];
  guint begun; /* tasks [0, begun) have been begun */
  guint taken; /* tasks [0, taken) have been handed over; begun - taken <= AHEAD */
  guint idle;  /* members that wait for room */
  gboolean stop;
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
  options->keep_spaces = FALSE;
  if (block == NULL)
    return;
  options->align = block->align;
  options->prefer = block->prefer;
  options->indent = block->indent;
  options->keep_spaces = block->hard_spaces;
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
    member->words = words_new ();
  words_find (member->words, text, n, inside);
  for (guint i = 0; i < n; i++)
    if (inside[i])
      compose_para_set_inside (para, i);
}

static ComposeLayout *
set (Member *member, const ComposeTask *task, ComposeShaped **shaped)
{
  gboolean hyphenates = task->block != NULL && task->block->align == COMPOSE_ALIGN_JUSTIFY;
  ComposeOptions options;
  fill_options (member->crew->settings, task->block, task->source, task->width, &options);
  *shaped = compose_shape (member->fonts, task->source, hyphenates ? member->hyphenator : NULL);
  ComposePara *para = compose_shaped_get_para (*shaped);
  if (options.align != COMPOSE_ALIGN_JUSTIFY && task->width < COMPOSE_ONE_LINE)
    mark_words (para, member);
  return compose_para_compose (para, &options);
}

ComposeUnit
compose_crew_natural_width (ComposeCrew *crew, const ComposeSource *source)
{
  ComposeOptions options;
  g_autoptr (ComposeShaped) shaped = compose_shape (crew->members[0].fonts, source, NULL);
  fill_options (crew->settings, NULL, source, COMPOSE_ONE_LINE, &options);
  return compose_para_natural_width (compose_shaped_get_para (shaped), &options);
}

/* ---- Many ---------------------------------------------------------------------------------------------- */

static gboolean
has_room (const ComposeCrew *crew)
{
  return crew->begun < crew->n_tasks && crew->begun - crew->taken < AHEAD;
}

/* Sets the first task that nobody has begun. Called with the lock, which is open meanwhile. */
static void
set_one (ComposeCrew *crew, Member *member)
{
  guint number = crew->begun++;
  Slot *slot = &crew->slots[number % AHEAD];
  slot->state = SLOT_BEGUN;
  g_mutex_unlock (&crew->lock);
  ComposeShaped *shaped = NULL;
  ComposeLayout *layout = set (member, &crew->tasks[number], &shaped);
  g_mutex_lock (&crew->lock);
  *slot = (Slot){SLOT_DONE, shaped, layout};
  if (number == crew->taken)
    g_cond_signal (&crew->done);
}

static gpointer
work (gpointer data)
{
  Member *member = data;
  ComposeCrew *crew = member->crew;
  g_mutex_lock (&crew->lock);
  while (!crew->stop && crew->begun < crew->n_tasks) {
    if (has_room (crew)) {
      set_one (crew, member);
      continue;
    }
    crew->idle++;
    g_cond_wait (&crew->room, &crew->lock);
    crew->idle--;
  }
  g_mutex_unlock (&crew->lock);
  return NULL;
}

/* The next task's paragraph. */
static ComposeLayout *
take (ComposeCrew *crew, ComposeShaped **shaped)
{
  g_mutex_lock (&crew->lock);
  Slot *slot = &crew->slots[crew->taken % AHEAD];
  while (crew->begun == crew->taken || slot->state != SLOT_DONE) {
    if (has_room (crew))
      set_one (crew, &crew->members[0]);
    else
      g_cond_wait (&crew->done, &crew->lock);
  }
  ComposeLayout *layout = slot->layout;
  *shaped = slot->shaped;
  *slot = (Slot){.state = SLOT_FREE};
  crew->taken++;
  /* Not for each place that becomes free: waking up takes longer than setting a line. */
  if (crew->idle > 0 && crew->begun - crew->taken <= AHEAD / 2)
    g_cond_broadcast (&crew->room);
  g_mutex_unlock (&crew->lock);
  return layout;
}

ComposeLayout *
compose_crew_set (ComposeCrew *crew, const ComposeBlock *block, const ComposeSource *source,
                  ComposeUnit width, ComposeShaped **shaped)
{
  if (crew->taken < crew->n_tasks && crew->tasks[crew->taken].source == source)
    return take (crew, shaped);
  const ComposeTask task = {block, source, width};
  return set (&crew->members[0], &task, shaped);
}

void
compose_crew_start (ComposeCrew *crew, const ComposeTask *tasks, guint n_tasks)
{
  if (crew->n_members < 2)
    return;
  guint n_styles = 0;
  compose_fonts_get_metrics (crew->members[0].fonts, &n_styles);
  crew->tasks = tasks;
  crew->n_tasks = n_tasks;
  crew->begun = crew->taken = 0;
  crew->stop = FALSE;
  for (guint i = 1; i < crew->n_members; i++)
    crew->members[i].thread = g_thread_new ("set", work, &crew->members[i]);
}

void
compose_crew_stop (ComposeCrew *crew)
{
  g_mutex_lock (&crew->lock);
  crew->stop = TRUE;
  g_cond_broadcast (&crew->room);
  g_mutex_unlock (&crew->lock);
  for (guint i = 1; i < crew->n_members; i++)
    g_clear_pointer (&crew->members[i].thread, g_thread_join);
  for (guint i = 0; i < AHEAD; i++) {
    g_clear_pointer (&crew->slots[i].layout, compose_layout_free);
    g_clear_pointer (&crew->slots[i].shaped, compose_shaped_free);
  }
  crew->n_tasks = 0;
}

ComposeCrew *
compose_crew_new (const ComposeSettings *settings, ComposeFonts *fonts, ComposeHyphenator *hyphenator,
                  guint n_threads)
{
  ComposeCrew *crew = g_new0 (ComposeCrew, 1);
  crew->settings = settings;
  g_mutex_init (&crew->lock);
  g_cond_init (&crew->done);
  g_cond_init (&crew->room);
  crew->n_members = CLAMP (n_threads > 0 ? n_threads : g_get_num_processors (), 1, MAX_THREADS);
  crew->members[0] = (Member){crew, fonts, hyphenator, NULL, NULL};
  for (guint i = 1; i < crew->n_members; i++)
    crew->members[i] =
        (Member){crew, compose_fonts_share (fonts),
                 hyphenator != NULL ? compose_hyphenator_share (hyphenator) : NULL, NULL, NULL};
  return crew;
}

void
compose_crew_free (ComposeCrew *crew)
{
  if (crew == NULL)
    return;
  for (guint i = 0; i < crew->n_members; i++)
    words_free (crew->members[i].words);
  for (guint i = 1; i < crew->n_members; i++) {
    g_clear_pointer (&crew->members[i].hyphenator, compose_hyphenator_free);
    compose_fonts_free (crew->members[i].fonts);
  }
  g_cond_clear (&crew->room);
  g_cond_clear (&crew->done);
  g_mutex_clear (&crew->lock);
  g_free (crew);
}

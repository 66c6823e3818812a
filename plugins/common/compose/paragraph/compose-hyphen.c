/* Hyphenation of Latin words (R62). In: a classified paragraph and a dictionary of TeX patterns. Out: hyphen
 * flags. libhyphen does the patterns; which words may be hyphenated at all is decided here. Digests repeat
 * their words, so answers are kept in a table of the hyphenator's own. */

#include "compose-hyphen.h"

#include <glib/gi18n-lib.h>
#include <hyphen.h>
#include <string.h>

#define DEFAULT_DICTIONARY "/usr/share/hyphen/hyph_en_US.dic"
#define MIN_LETTERS 6
#define MAX_LETTERS 64
#define LEFT_MIN 2
#define RIGHT_MIN 3
#define CACHE_MAX 20000 /* words; more than any English text of a year's digests has */

/* libhyphen only reads it, so threads can share it. */
typedef struct {
  HyphenDict *dict;
} Dictionary;

struct _ComposeHyphenator {
  Dictionary *shared; /* counted */
  GHashTable *cache;  /* word → guint64 points */
};

G_DEFINE_QUARK (compose - hyphen - error - quark, compose_hyphen_error)

static void
dictionary_clear (gpointer data)
{
  hnj_hyphen_free (((Dictionary *) data)->dict);
}

/* @shared is swallowed. */
static ComposeHyphenator *
hyphenator_new (Dictionary *shared)
{
  ComposeHyphenator *hyphenator = g_new0 (ComposeHyphenator, 1);
  hyphenator->shared = shared;
  hyphenator->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return hyphenator;
}

ComposeHyphenator *
compose_hyphenator_new (const gchar *path, GError **error)
{
  Dictionary *shared;
  HyphenDict *dict;

  if (path == NULL)
    path = DEFAULT_DICTIONARY;
  dict = hnj_hyphen_load (path);
  if (dict == NULL) {
    g_set_error (error, COMPOSE_HYPHEN_ERROR, COMPOSE_HYPHEN_ERROR_LOAD,
                 _ ("cannot load the hyphenation dictionary \"%s\" (Debian package hyphen-en-us)"), path);
    return NULL;
  }
  shared = g_atomic_rc_box_new0 (Dictionary);
  shared->dict = dict;
  return hyphenator_new (shared);
}

ComposeHyphenator *
compose_hyphenator_share (ComposeHyphenator *hyphenator)
{
  return hyphenator_new (g_atomic_rc_box_acquire (hyphenator->shared));
}

void
compose_hyphenator_free (ComposeHyphenator *hyphenator)
{
  if (hyphenator == NULL)
    return;
  g_atomic_rc_box_release_full (hyphenator->shared, dictionary_clear);
  g_hash_table_unref (hyphenator->cache);
  g_free (hyphenator);
}

static guint64
ask_dictionary (ComposeHyphenator *hyphenator, const gchar *word, guint length)
{
  gchar marks[MAX_LETTERS + 8] = {0};
  gchar **rep = NULL;
  gint *pos = NULL, *cut = NULL;
  guint64 points = 0;

  if (hnj_hyphen_hyphenate3 (hyphenator->shared->dict, word, (gint) length, marks, NULL, &rep, &pos, &cut,
                             LEFT_MIN, RIGHT_MIN, LEFT_MIN, RIGHT_MIN) == 0) {
    for (guint i = LEFT_MIN; i + RIGHT_MIN <= length; i++) {
      gboolean plain = rep == NULL || rep[i - 1] == NULL; /* no change of spelling */
      if ((marks[i - 1] & 1) && plain)
        points |= G_GUINT64_CONSTANT (1) << i;
    }
  }
  for (guint i = 0; rep != NULL && i < length; i++)
    free (rep[i]);
  free (rep);
  free (pos);
  free (cut);
  return points;
}

static guint
count_bits (guint64 bits)
{
  return (guint) __builtin_popcountll (bits);
}

guint
compose_hyphenator_points (ComposeHyphenator *hyphenator, const gchar *word, guint length, guint64 *points)
{
  gchar lower[MAX_LETTERS + 1];
  guint64 *known;

  *points = 0;
  if (length < MIN_LETTERS || length >= MAX_LETTERS)
    return 0;
  for (guint i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (word[i]);
  lower[length] = '\0';
  known = g_hash_table_lookup (hyphenator->cache, lower);
  if (known == NULL) {
    if (g_hash_table_size (hyphenator->cache) >= CACHE_MAX)
      g_hash_table_remove_all (hyphenator->cache);
    known = g_new (guint64, 1);
    *known = ask_dictionary (hyphenator, lower, length);
    g_hash_table_insert (hyphenator->cache, g_strdup (lower), known);
  }
  *points = *known;
  return count_bits (*known);
}

/* ---- paragraphs ---------------------------------------------------------------------------------------- */

static gboolean
is_plain_letter (const ComposePara *para, guint i)
{
  gunichar ch = compose_para_get_chars (para)[i].ch;
  return ch < 0x80 && g_ascii_isalpha ((gchar) ch) &&
         compose_para_get_infos (para)[i].cls == COMPOSE_CLASS_AL &&
         !(compose_para_get_chars (para)[i].flags & (COMPOSE_CHAR_CODE | COMPOSE_CHAR_NO_HYPHEN));
}

/* Whether the character at @i glues two words to one: don't, and/or, a_b, x@y.z, setup.py. */
static gboolean
glues (const ComposePara *para, guint i)
{
  const ComposeCharInfo *infos = compose_para_get_infos (para);
  gunichar ch = compose_para_get_chars (para)[i].ch;

  if (ch == '.' || ch == ':')
    return i > 0 && i + 1 < compose_para_get_length (para) && infos[i - 1].cls == COMPOSE_CLASS_AL &&
           infos[i + 1].cls == COMPOSE_CLASS_AL;
  return ch < 0x80 && strchr ("'/_@\\", (int) ch) != NULL;
}

/* Whether the run [start, end) is a whole word: no letter, digit, sign or apostrophe joins it to more. A
 * hyphen does not count: the parts of a compound are words. */
static gboolean
is_whole_word (const ComposePara *para, guint start, guint end)
{
  const ComposeCharInfo *infos = compose_para_get_infos (para);
  guint n = compose_para_get_length (para);
  guint before = start > 0 ? infos[start - 1].cls : COMPOSE_CLASS_SP,
        after = end < n ? infos[end].cls : COMPOSE_CLASS_SP;
  const guint inner[] = {COMPOSE_CLASS_AL, COMPOSE_CLASS_NU, COMPOSE_CLASS_A, COMPOSE_CLASS_U};

  for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
    if (before == inner[i] || after == inner[i])
      return FALSE;
  if ((end < n && glues (para, end)) || (start > 0 && glues (para, start - 1)))
    return FALSE;
  return end == n || compose_para_get_chars (para)[end].ch != 0x2019;
}

static gboolean
has_inner_capital (const gchar *word, guint length)
{
  for (guint i = 1; i < length; i++)
    if (g_ascii_isupper (word[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_last_word (const ComposePara *para, guint end)
{
  const ComposeCharInfo *infos = compose_para_get_infos (para);
  for (guint i = end; i < compose_para_get_length (para); i++)
    if (infos[i].cls == COMPOSE_CLASS_AL || infos[i].cls == COMPOSE_CLASS_NU ||
        infos[i].cls == COMPOSE_CLASS_ID || infos[i].cls == COMPOSE_CLASS_A ||
        infos[i].cls == COMPOSE_CLASS_U)
      return FALSE;
  return TRUE;
}

void
compose_para_hyphenate (ComposePara *para, ComposeHyphenator *hyphenator)
{
  guint n = compose_para_get_length (para);
  guint start = 0;

  while (start < n) {
    gchar word[MAX_LETTERS];
    guint end = start;
    guint64 points;
    while (end < n && is_plain_letter (para, end)) {
      if (end - start < MAX_LETTERS)
        word[end - start] = (gchar) compose_para_get_chars (para)[end].ch;
      end++;
    }
    if (end - start >= MIN_LETTERS && end - start < MAX_LETTERS && !has_inner_capital (word, end - start) &&
        is_whole_word (para, start, end) && !is_last_word (para, end) &&
        compose_hyphenator_points (hyphenator, word, end - start, &points) > 0)
      for (guint i = 1; i < end - start; i++)
        if (points >> i & 1)
          compose_para_set_hyphen (para, start + i);
    start = MAX (end, start + 1);
  }
}

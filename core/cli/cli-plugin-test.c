/* cli-plugin-test.c: `wenzhai plugin test`: does a plugin keep its promises? SPDX-License-Identifier: MIT */
#include "cli/cli-plugin.h"
#include "cli/cli-trial.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MANY_ENTRIES 1000
#define MOST_SHOWN 6   /* lost lines of a trial, for people */
#define MOST_VALUES 64 /* of options that are tried */

typedef struct {
  CliRun *run;
  const WzPluginInfo *plugin;
  const WzStyle *style;
  gchar *folder;
  gint64 began;
  gchar *difference;
  GArray *results; /* of WzTrialResult */
  gboolean json, named;
  gboolean unread;     /* a file that is no text */
  GHashTable *digests; /* of the books of all models */
  GHashTable *refused; /* set of what the plugin wanted to open */
} Trials;

/* ---- Saying ---- */

static const gchar *
word_of (const gchar *verdict)
{
  if (g_str_equal (verdict, "ok"))
    return _ ("ok");
  if (g_str_equal (verdict, "odd"))
    return _ ("odd");
  return g_str_equal (verdict, "failed") ? _ ("FAILED") : _ ("not tried");
}

/* Takes @missing. */
static void
say (Trials *trials, const gchar *verdict, const gchar *name, const gchar *detail, const CliTrial *trial,
     GPtrArray *missing)
{
  WzTrialResult result = {
      .output = g_strdup (trials->plugin->name),
      .trial = g_strdup (name),
      .verdict = verdict,
      .detail = g_strdup (detail),
      .missing = missing,
  };
  if (trial != NULL && trial->bytes != NULL) {
    result.bytes = g_bytes_get_size (trial->bytes);
    result.seconds = trial->seconds;
    result.kib = trial->kib;
  }
  g_array_append_val (trials->results, result);
  if (trials->json)
    return;
  g_autofree gchar *shown = wz_display_dup (detail != NULL ? detail : "");
  g_print ("%s: %s%s%s%s%s\n", word_of (verdict), trials->named ? trials->plugin->name : "",
           trials->named ? ": " : "", name, detail != NULL ? ": " : "", shown);
  for (guint i = 0; missing != NULL && i < missing->len; i++) {
    g_autofree gchar *line = wz_display_dup (g_ptr_array_index (missing, i));
    if (i < MOST_SHOWN)
      g_print ("    - %s\n", line);
    else if (i == MOST_SHOWN)
      g_print (_ ("    … and %u more; --format=json lists them\n"), missing->len - i);
  }
}

static gchar *
dup_cost (const CliTrial *trial)
{
  g_autofree gchar *size = g_format_size_full (g_bytes_get_size (trial->bytes), G_FORMAT_SIZE_IEC_UNITS);
  return g_strdup_printf (_ ("%s, %.2f s, %ld MiB"), size, trial->seconds, trial->kib / 1024);
}

/* ---- Models ---- */

static gchar *
dup_resource (const gchar *name)
{
  g_autofree gchar *path = g_strconcat (CLI_PLUGIN_RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL); /* it is in the program */
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gchar *
dup_many (void)
{
  GString *json = g_string_new (
      "{\"wenzhai\": 1, \"stem\": \"large\", \"sections\": [{\"kind\": \"featured\", \"entries\": [");
  for (guint i = 0; i < MANY_ENTRIES; i++)
    g_string_append_printf (
        json,
        "%s{\"full\": true, \"ordinal\": %u, \"arxivId\": \"2209.%05u\", \"titles\": [{\"lang\": "
        "\"zh-Hans\", "
        "\"content\": [{\"text\": \"第%u篇\"}]}], \"abstracts\": [{\"lang\": \"zh-Hans\", \"content\": "
        "[{\"kind\": \"paragraph\", \"children\": [{\"text\": \"一段不长的摘要。\"}]}]}]}",
        i > 0 ? "," : "", i + 1, i, i + 1);
  g_string_append (json, "]}]}");
  return g_string_free (json, FALSE);
}

/* ---- One trial ---- */

static CliTrial
make (Trials *trials, const gchar *name, const gchar *model, const gchar *languages, const gchar *set,
      CliTrialMachine machine)
{
  CliTrial trial = {
      .run = trials->run,
      .plugin = trials->plugin,
      .folder = trials->folder,
      .name = name,
      .model = model,
      .languages = languages,
      .set = set,
      .machine = machine,
      .began = trials->began,
  };
  cli_trial_run (&trial);
  for (guint i = 0; i < trial.refused->len; i++)
    g_hash_table_add (trials->refused, g_strdup (g_ptr_array_index (trial.refused, i)));
  return trial;
}

/* (nullable): in what another machine would have to differ for other bytes; it is looked for once. */
static gchar *
find_difference (Trials *trials, const CliTrial *first, const gchar *name)
{
  g_autofree gchar *other = g_strconcat (name, ".elsewhere", NULL);
  g_auto (CliTrial) all = make (trials, other, first->model, first->languages, first->set, CLI_TRIAL_ALL);
  if (all.bytes != NULL && g_bytes_equal (all.bytes, first->bytes))
    return NULL;
  if (trials->difference != NULL)
    return g_strdup (trials->difference);
  g_auto (CliTrial) again = make (trials, other, first->model, first->languages, first->set, 0);
  if (again.bytes == NULL || !g_bytes_equal (again.bytes, first->bytes))
    return g_strdup (_ ("two runs gave different bytes"));
  GString *names = g_string_new (NULL);
  for (guint i = 0; cli_trial_get_difference (i) != NULL; i++) {
    g_auto (CliTrial) one = make (trials, other, first->model, first->languages, first->set, 1u << i);
    if (one.bytes == NULL || !g_bytes_equal (one.bytes, first->bytes))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", cli_trial_get_difference (i));
  }
  g_autofree gchar *list = g_string_free (names, FALSE);
  trials->difference =
      g_strdup_printf (_ ("other bytes with another %s"), *list != '\0' ? list : _ ("machine"));
  return g_strdup (trials->difference);
}

static void
ignore (const WzDiag *diag, gpointer user_data)
{
}

/* (nullable): the issue of a model as its book has it: numbers, languages and all. */
static WzIssue *
edit (Trials *trials, const CliTrial *trial)
{
  const gchar *const names[] = {trial->model, NULL};
  g_autoptr (GPtrArray) sources = wz_sources_expand (names, NULL, NULL);
  g_autoptr (WzDiagSink) nobody = wz_diag_sink_new (ignore, NULL);
  WzSource *source = g_ptr_array_index (sources, 0);
  wz_source_read (source, NULL, nobody);
  if (source->issue == NULL)
    return NULL;
  wz_recipe_set_default (trials->run->recipe, WZ_RECIPE_NORMALIZE, "no");
  wz_recipe_set_default (trials->run->recipe, WZ_RECIPE_LANGUAGES, trial->languages);
  return wz_desk_edit (&source, 1, trials->run->recipe, NULL, NULL, nobody, NULL);
}

/* Who shows more than the style asks for, a list of names in full, leaves nothing out either. */
static GPtrArray *
find_missing (Trials *trials, const CliTrial *trial, WzLanguages languages)
{
  if (!cli_fidelity_can_read (trial->bytes)) {
    trials->unread = TRUE;
    return NULL;
  }
  g_autoptr (WzIssue) issue = edit (trials, trial);
  g_assert (issue != NULL); /* ours, and the book was made of it */
  const gchar *media_type = trials->plugin->media_type;
  g_autoptr (WzGalley) galley = wz_galley_new (issue, trials->style, languages, NULL);
  g_autoptr (GPtrArray) missing = cli_fidelity_find_missing (galley, trial->bytes, media_type);
  g_autoptr (WzGalley) all = missing->len > 0 ? wz_galley_new (issue, NULL, languages, NULL) : NULL;
  g_autoptr (GPtrArray) of_all =
      all != NULL ? cli_fidelity_find_missing (all, trial->bytes, media_type) : NULL;
  return of_all != NULL && of_all->len == 0 ? g_steal_pointer (&of_all) : g_steal_pointer (&missing);
}

/* An issue of which nothing can be said may be refused, in so many words. */
static gboolean
may_refuse (Trials *trials, const CliTrial *trial)
{
  g_autoptr (WzIssue) issue = edit (trials, trial);
  return trial->status == CLI_FAILED && (issue == NULL || wz_issue_get_n_entries (issue) == 0);
}

/* Returns: the book, or NULL. */
static GBytes *
try_model (Trials *trials, const gchar *name, const gchar *file, const gchar *json, const gchar *languages,
           WzLanguages shown)
{
  g_autofree gchar *last = g_strconcat (file, ".json", NULL),
                   *path = g_build_filename (trials->folder, last, NULL);
  if (json != NULL && !wz_target_write_file (path, json, strlen (json), NULL))
    return NULL;
  g_autofree gchar *stem = g_strdup_printf ("%s-%s", file, languages);
  g_auto (CliTrial) trial = make (trials, stem, path, languages, NULL, 0);
  if (trial.bytes == NULL) {
    say (trials, may_refuse (trials, &trial) ? "ok" : "failed", name,
         *trial.said != '\0' ? trial.said : _ ("made no file"), NULL, NULL);
    return NULL;
  }
  g_autofree gchar *difference = find_difference (trials, &trial, stem);
  GPtrArray *missing = find_missing (trials, &trial, shown);
  g_autofree gchar *cost = dup_cost (&trial), *lost = NULL;
  if (missing != NULL && missing->len > 0)
    lost = g_strdup_printf (_ ("left out %u of what the book says"), missing->len);
  say (trials, difference == NULL && lost == NULL ? "ok" : "failed", name,
       difference != NULL ? difference
       : lost != NULL     ? lost
                          : cost,
       &trial, missing);
  g_hash_table_add (trials->digests, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, trial.bytes));
  return g_bytes_ref (trial.bytes);
}

/* ---- All of them ---- */

static void
try_zoo (Trials *trials)
{
  g_autofree gchar *zoo = dup_resource ("zoo"), *many = dup_many ();
  g_auto (GStrv) lines = g_strsplit (zoo, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    gchar *tab = strchr (lines[i], '\t');
    *tab = '\0';
    g_autofree gchar *name = g_strdup_printf (_ ("model %s"), lines[i]);
    g_autoptr (GBytes) bytes = try_model (trials, name, lines[i], tab + 1, "both", WZ_LANGUAGES_BOTH);
  }
  g_autoptr (GBytes) bytes =
      try_model (trials, _ ("a thousand papers"), "thousand", many, "both", WZ_LANGUAGES_BOTH);
  gboolean same = g_hash_table_size (trials->digests) == 1;
  say (trials, same ? "failed" : "ok", _ ("each issue has a file of its own"),
       same ? _ ("the same bytes for every issue") : NULL, NULL, NULL);
}

static void
try_languages (Trials *trials)
{
  static const struct {
    const gchar *word;
    WzLanguages languages;
  } rows[] = {{"both", WZ_LANGUAGES_BOTH},
              {"zh", WZ_LANGUAGES_ZH},
              {"en", WZ_LANGUAGES_EN},
              {"parallel", WZ_LANGUAGES_PARALLEL}};
  g_autofree gchar *sample = dup_resource ("sample.json");
  GBytes *books[G_N_ELEMENTS (rows)] = {NULL};
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree gchar *name = g_strdup_printf (_ ("every field and kind of text, languages %s"), rows[i].word);
    books[i] = try_model (trials, name, "sample", sample, rows[i].word, rows[i].languages);
  }
  gboolean same = books[1] != NULL && books[2] != NULL && g_bytes_equal (books[1], books[2]);
  say (trials, same ? "failed" : "ok", _ ("languages are those that were asked for"),
       same ? _ ("the same bytes in Chinese and in English") : NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_clear_pointer (&books[i], g_bytes_unref);
}

/* What an option takes: its limits, its choices, yes and no. @beyond: what it must not take. */
static GPtrArray *
list_values (const WzOptionDef *def, gboolean beyond)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  gboolean ranged = def->minimum != 0 || def->maximum != 0;
  gdouble outside = beyond ? 1 : 0;
  for (guint i = 0; !beyond && def->choices != NULL && def->choices[i] != NULL; i++)
    g_ptr_array_add (values, g_strdup (def->choices[i]));
  if (!beyond && def->type == WZ_OPTION_BOOLEAN) {
    g_ptr_array_add (values, g_strdup ("yes"));
    g_ptr_array_add (values, g_strdup ("no"));
  }
  if (beyond && def->type == WZ_OPTION_CHOICE)
    g_ptr_array_add (values, g_strdup ("none-of-these"));
  if (!ranged || def->type < WZ_OPTION_INTEGER || def->type > WZ_OPTION_LENGTH)
    return values;
  for (guint i = 0; i < 2; i++) {
    gchar number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_dtostr (number, sizeof number, i == 0 ? def->minimum - outside : def->maximum + outside);
    g_ptr_array_add (values, g_strconcat (number, def->type == WZ_OPTION_LENGTH ? "pt" : "", NULL));
  }
  return values;
}

static void
try_options (Trials *trials, gboolean beyond)
{
  g_autofree gchar *path = g_build_filename (trials->folder, "sample.json", NULL);
  guint n = 0;
  for (guint i = 0; i < trials->plugin->n_options; i++) {
    const WzOptionDef *def = &trials->plugin->options[i];
    g_autoptr (GPtrArray) values = list_values (def, beyond);
    for (guint k = 0; k < values->len && n < MOST_VALUES; k++, n++) {
      g_autofree gchar *set = g_strdup_printf ("%s=%s", def->name, (gchar *) values->pdata[k]);
      g_autofree gchar *name = g_strdup_printf (beyond ? _ ("refuses %s") : _ ("takes %s"), set);
      g_auto (CliTrial) trial = make (trials, "option", path, "both", set, 0);
      gboolean ok = beyond ? trial.status == CLI_USAGE : trial.bytes != NULL;
      g_autofree gchar *cost = trial.bytes != NULL ? dup_cost (&trial) : NULL;
      say (trials, ok ? "ok" : "failed", name,
           cost != NULL ? cost
           : beyond     ? NULL
                        : trial.said,
           &trial, NULL);
    }
  }
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(gchar *const *) a, *(gchar *const *) b);
}

/* Whether what a plugin may not touch is refused to it on this machine. */
static gboolean
is_confined (void)
{
  guint n;
  g_autofree WzConfineFact *facts = wz_confine_dup_facts (&n);
  gboolean holds = n > 0;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (facts[i].id, "read") || g_str_equal (facts[i].id, "network"))
      holds = holds && facts[i].holds;
  return holds;
}

/* What was wanted and not given: nothing that a plugin needs. An interpreter looks for settings of its own.
 */
static void
say_what_was_touched (Trials *trials)
{
  const gchar *name = _ ("opens no file and no connection of others");
  if (!g_file_test (trials->run->paths->trial, G_FILE_TEST_EXISTS) || !is_confined ()) {
    say (trials, "skipped", name, _ ("this machine could not refuse it (`wenzhai plugin doctor`)"), NULL,
         NULL);
    return;
  }
  GPtrArray *touched = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer what;
  gboolean grave = trials->plugin->program == NULL;
  g_hash_table_iter_init (&iter, trials->refused);
  while (g_hash_table_iter_next (&iter, &what, NULL)) {
    g_ptr_array_add (touched, g_strdup (what));
    grave = grave || g_str_has_prefix (what, "socket ");
  }
  g_ptr_array_sort (touched, compare);
  say (trials,
       touched->len == 0 ? "ok"
       : grave           ? "failed"
                         : "odd",
       name,
       touched->len == 0 ? NULL
       : grave           ? _ ("it tried")
                         : _ ("it tried, or what runs it did"),
       NULL, touched);
}

static void
try_all (Trials *trials)
{
  try_zoo (trials);
  try_languages (trials);
  try_options (trials, FALSE);
  try_options (trials, TRUE);
  say_what_was_touched (trials);
  if (trials->unread)
    say (trials, "skipped", _ ("whether the files say all that the models do"),
         _ ("they are no text; read them with a program for their format"), NULL, NULL);
}

/* One output of the module; the others have trials of their own. */
static void
try_output (Trials *trials, const WzPluginInfo *info)
{
  trials->plugin = info;
  trials->unread = FALSE;
  say (trials, info->error == NULL ? "ok" : "failed", _ ("describes itself"),
       info->error != NULL ? info->error->message : _ (info->summary), NULL, NULL);
  if (info->error != NULL)
    return;
  if (wz_plugin_info_is_reader (info)) {
    say (trials, "skipped", _ ("what it reads"), _ ("`wenzhai check FILE` tells of a file that it is for"),
         NULL, NULL);
    return;
  }
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  trials->digests = digests;
  trials->refused = refused;
  try_all (trials);
  g_clear_pointer (&trials->difference, g_free);
}

static void
clear_result (gpointer data)
{
  WzTrialResult *result = data;
  g_free (result->output);
  g_free (result->trial);
  g_free (result->detail);
  g_clear_pointer (&result->missing, g_ptr_array_unref);
}

static int
finish (Trials *trials)
{
  guint failed = 0;
  for (guint i = 0; i < trials->results->len; i++)
    failed += g_str_equal (g_array_index (trials->results, WzTrialResult, i).verdict, "failed");
  if (trials->json) {
    g_autofree gchar *text = wz_describe_trials (trials->results);
    fputs (text, stdout);
  } else if (failed > 0)
    g_print (ngettext ("%u trial failed\n", "%u trials failed\n", failed), failed);
  if (!cli_get_flag (trials->run, WZ_RECIPE_KEEP))
    wz_folder_remove (trials->folder);
  else if (!trials->json)
    g_print (_ ("files: %s\n"), trials->folder);
  return failed > 0 ? CLI_FAILED : CLI_OK;
}

int
cli_plugin_test (CliRun *run, const gchar *path)
{
  const gchar *files[] = {path, NULL}, *nowhere[] = {NULL};
  const WzRegistryPlaces places = {
      .files = files,
      .user_dirs = nowhere,
      .own_dirs = nowhere,
      .unlimited = !cli_get_flag (run, WZ_RECIPE_LIMITS),
  };
  int status = CLI_OK;
  g_autoptr (WzStyle) style =
      cli_load_style (run, run->recipe, wz_recipe_get (run->recipe, WZ_RECIPE_STYLE), &status);
  if (style == NULL)
    return status;
  g_autofree gchar *folder = g_dir_make_tmp ("wenzhai-XXXXXX", NULL);
  g_autoptr (WzRegistry) registry = wz_registry_start (&places, NULL, TRUE);
  g_autoptr (GArray) results = g_array_new (FALSE, FALSE, sizeof (WzTrialResult));
  g_array_set_clear_func (results, clear_result);
  guint n = folder != NULL ? wz_registry_get_n_plugins (registry) : 0;
  Trials trials = {
      .run = run,
      .style = style,
      .folder = folder,
      .began = g_get_real_time () / G_USEC_PER_SEC,
      .results = results,
      .json = cli_lists_json (run),
      .named = n > 1,
  };
  if (n == 0)
    return CLI_FAILED;
  for (guint i = 0; i < n; i++)
    try_output (&trials, wz_registry_get_plugin (registry, i));
  return finish (&trials);
}

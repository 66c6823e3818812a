/* bib-names.c: see bib-record.h. SPDX-License-Identifier: MIT */
#include "bib-record.h"

#include <string.h>

#include <wenzhai-kit/wz-chars.h>

#define MAX_FAMILY 40 /* letters of a key */

static gboolean
is_chinese (const gchar *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (wz_char_is_chinese (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
is_small (const gchar *word)
{
  return g_unichar_islower (g_utf8_get_char (word));
}

static gchar *
join (gchar **words, guint first, guint end)
{
  GString *text = g_string_new (NULL);
  for (guint i = first; i < end; i++)
    g_string_append_printf (text, i > first ? " %s" : "%s", words[i]);
  return g_string_free (text, FALSE);
}

/* `Ludwig van Beethoven Jr.`: the small words behind the first belong to the last, as far as they go. */
static void
split (WzBibName *name, const gchar *text)
{
  static const gchar *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", NULL};
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  if (n > 2 && g_strv_contains (suffixes, words[n - 1]))
    name->suffix = g_strdup (words[--n]);
  guint first = n - 1;
  while (first > 1 && is_small (words[first - 1]))
    first--;
  name->family = join (words, first, n);
  if (first > 0)
    name->given = join (words, 0, first);
}

static gchar *
dup_part (const gchar *text)
{
  gchar *clean = wz_chars_dup_clean (text);
  if (*clean == '\0')
    g_clear_pointer (&clean, g_free);
  return clean;
}

WzBibName *
wz_bib_name_new (const WzAuthor *author)
{
  g_autofree gchar *text = wz_chars_dup_clean (author->name);
  WzBibName *name = g_new0 (WzBibName, 1);
  name->family = author->collaboration ? NULL : dup_part (author->family);
  if (name->family != NULL) {
    name->given = dup_part (author->given);
    name->suffix = dup_part (author->suffix);
  } else if (*text == '\0' || author->collaboration || is_chinese (text) || strchr (text, ',') != NULL) {
    name->whole = g_steal_pointer (&text);
  } else {
    split (name, text);
  }
  return name;
}

void
wz_bib_name_free (WzBibName *name)
{
  g_free (name->family);
  g_free (name->given);
  g_free (name->suffix);
  g_free (name->whole);
  g_free (name);
}

/* ---- Keys ---- */

/* Letters that Unicode does not take apart. */
static const struct {
  gunichar c;
  const gchar *ascii;
} letters[] = {{0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},
               {0x111, "d"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}};

/* Other scripts have no ASCII letters that everybody would write for them. */
static void
append_ascii (GString *key, const gchar *name)
{
  g_autofree gchar *small = g_utf8_strdown (name, -1);
  g_autofree gchar *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  for (const gchar *p = apart; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c < 0x80 && g_ascii_isalpha ((gchar) c))
      g_string_append_c (key, g_ascii_tolower ((gchar) c)); /* of 𝒳 */
    for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
      if (letters[i].c == c)
        g_string_append (key, letters[i].ascii);
  }
}

gchar *
wz_bib_dup_key (const WzEntry *entry)
{
  GString *key = g_string_new (NULL);
  if (wz_entry_get_n_authors (entry) > 0) {
    WzBibName *name = wz_bib_name_new (wz_entry_get_person (entry, 0));
    if (name->whole != NULL)
      name->whole[strcspn (name->whole, " ")] = '\0'; /* ATLAS Collaboration */
    append_ascii (key, name->family != NULL ? name->family : name->whole);
    wz_bib_name_free (name);
  }
  g_string_truncate (key, MIN (key->len, MAX_FAMILY));
  if (key->len > 0)
    g_string_append_c (key, ':');
  g_string_append (key, wz_entry_get_key (entry));
  return g_string_free (key, FALSE);
}

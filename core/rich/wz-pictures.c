/* wz-pictures.c: see wz-pictures.h. SPDX-License-Identifier: MIT */
#include "rich/wz-pictures.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  NAMES_MAX = 20000, /* files looked at in a saved folder */
  STEM_MIN = 8,      /* `640` or `image` is the name of too many */
  SHOWN_BYTES = 160, /* of an address, in messages */
};

typedef enum {
  FOUND,
  ELSEWHERE,
  NO_FOLDER,
  OUTSIDE,
  NO_FILE,
  UNREADABLE,
  TOO_MANY_BYTES,
  TOO_MANY,
  NO_PICTURE,
  TOO_LARGE,
  N_WHYS
} Why;

typedef struct {
  const gchar *id; /* NULL: it is not here */
  Why why;
  gchar *address; /* as it is shown */
  WzPosition place;
} Picture;

struct _WzPictures {
  gint folder; /* descriptor, or -1 */
  gchar *path; /* (nullable): its path */
  WzIssueBuilder *issue;
  gchar *stem;          /* of the document's name */
  gchar *saved;         /* (nullable): the folder that was saved with it, in @folder */
  GHashTable *by_stem;  /* (nullable): names of its files; NULL is a name of several */
  GHashTable *by_names; /* address, LF, origin → Picture */
  GPtrArray *missing;   /* Picture, in the order of the document */
  gsize n_bytes;
};

static void
picture_free (gpointer data)
{
  Picture *picture = data;
  g_free (picture->address);
  g_free (picture);
}

WzPictures *
wz_pictures_new (const gchar *path)
{
  WzPictures *pictures = g_new0 (WzPictures, 1);
  pictures->path = path != NULL ? g_path_get_dirname (path) : NULL;
  pictures->folder = path != NULL ? open (pictures->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  pictures->stem = path != NULL ? g_path_get_basename (path) : NULL;
  gchar *point = pictures->stem != NULL ? strrchr (pictures->stem, '.') : NULL;
  if (point != NULL)
    *point = '\0';
  pictures->by_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  pictures->missing = g_ptr_array_new ();
  return pictures;
}

void
wz_pictures_free (WzPictures *pictures)
{
  if (pictures->folder >= 0)
    close (pictures->folder);
  g_free (pictures->path);
  g_free (pictures->stem);
  g_free (pictures->saved);
  g_clear_pointer (&pictures->by_stem, g_hash_table_unref);
  g_hash_table_unref (pictures->by_names);
  g_ptr_array_unref (pictures->missing);
  g_free (pictures);
}

/* ---- Files ---- */

static Why
why_not_opened (gint error)
{
  return error == ELOOP || error == ENOTDIR ? OUTSIDE : error == ENOENT ? NO_FILE : UNREADABLE;
}

/* Opens what @path names below @folder, step by step, so that no link is followed on the way. */
static gint
open_below (gint folder, const gchar *path, Why *why)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  guint n = g_strv_length (steps);
  gint fd = fcntl (folder, F_DUPFD_CLOEXEC, 0);
  *why = *path == '/' || n == 0 ? OUTSIDE : NO_FILE;
  for (guint i = 0; i < n && fd >= 0 && *why == NO_FILE; i++) {
    gboolean last = i + 1 == n;
    if (!last && (*steps[i] == '\0' || g_str_equal (steps[i], ".")))
      continue;
    if (g_str_equal (steps[i], "..")) {
      *why = OUTSIDE;
      break;
    }
    gint next = openat (fd, steps[i],
                        O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | (last ? O_NONBLOCK : O_DIRECTORY));
    *why = next < 0 ? why_not_opened (errno) : NO_FILE;
    close (fd);
    fd = next;
    if (last && fd >= 0)
      return fd;
  }
  if (fd >= 0)
    close (fd);
  return -1;
}

/* All of a regular file; its size is looked at first, and again while it is read. */
static GBytes *
read_whole (gint fd, Why *why)
{
  struct stat status;
  *why = UNREADABLE;
  if (fstat (fd, &status) < 0 || !S_ISREG (status.st_mode))
    return NULL;
  if (status.st_size > WZ_PICTURES_MAX_BYTES) {
    *why = TOO_MANY_BYTES;
    return NULL;
  }
  gsize room = (gsize) status.st_size, n = 0;
  g_autofree guint8 *data = g_malloc (room + 1);
  while (n < room) {
    gssize got = read (fd, data + n, room - n);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return NULL;
    if (got == 0)
      break;
    n += (gsize) got;
  }
  *why = FOUND;
  return g_bytes_new_take (g_steal_pointer (&data), n);
}

static GBytes *
load_path (const WzPictures *pictures, const gchar *path, Why *why)
{
  gint fd = open_below (pictures->folder, path, why);
  g_autofree gchar *whole = g_build_filename (pictures->path, path, NULL);
  if (*why != OUTSIDE)
    wz_issue_builder_add_file (pictures->issue, whole);
  if (fd < 0)
    return NULL;
  GBytes *bytes = read_whole (fd, why);
  close (fd);
  return bytes;
}

/* A path as it stands, else with what `%20` and `?v=2` mean in an address. */
static GBytes *
load_file (const WzPictures *pictures, const gchar *address, Why *why)
{
  if (pictures->folder < 0) {
    *why = NO_FOLDER;
    return NULL;
  }
  GBytes *bytes = load_path (pictures, address, why);
  if (bytes != NULL || *why != NO_FILE || strpbrk (address, "%?#") == NULL)
    return bytes;
  g_autofree gchar *bare = g_strndup (address, strcspn (address, "?#"));
  g_autofree gchar *path = g_uri_unescape_string (bare, NULL);
  return path != NULL ? load_path (pictures, path, why) : NULL;
}

/* ---- The folder of a saved page ---- */

static void
add_name (GHashTable *by_stem, const gchar *stem, const gchar *name)
{
  gboolean known = g_hash_table_contains (by_stem, stem);
  g_hash_table_insert (by_stem, g_strdup (stem), known ? NULL : g_strdup (name));
}

/* Lists the files of the saved folder, by name and by name without ending. */
static void
list_saved (WzPictures *pictures)
{
  static const gchar *const ends[] = {"_files", ".files"};
  Why why;
  DIR *dir = NULL;
  pictures->by_stem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; dir == NULL && pictures->folder >= 0 && i < G_N_ELEMENTS (ends); i++) {
    g_free (pictures->saved);
    pictures->saved = g_strconcat (pictures->stem, ends[i], NULL);
    gint fd = open_below (pictures->folder, pictures->saved, &why);
    dir = fd >= 0 ? fdopendir (fd) : NULL;
    if (dir == NULL && fd >= 0)
      close (fd);
  }
  const struct dirent *item;
  for (guint n = 0; dir != NULL && n < NAMES_MAX && (item = readdir (dir)) != NULL; n++) {
    const gchar *point = strrchr (item->d_name, '.');
    add_name (pictures->by_stem, item->d_name, item->d_name);
    if (point != NULL && point > item->d_name) {
      g_autofree gchar *stem = g_strndup (item->d_name, (gsize) (point - item->d_name));
      add_name (pictures->by_stem, stem, item->d_name);
    }
  }
  if (dir != NULL)
    closedir (dir);
}

/* `https://host/mmbiz_png/THE-NAME/640?wx_fmt=png`: the last part of the path that tells pictures apart. */
static GBytes *
load_saved (WzPictures *pictures, const gchar *address, Why *why)
{
  *why = ELSEWHERE;
  const gchar *path = strstr (address, "//");
  path = path != NULL ? strchr (path + 2, '/') : NULL;
  if (path == NULL || pictures->folder < 0)
    return NULL;
  if (pictures->by_stem == NULL)
    list_saved (pictures);
  if (g_hash_table_size (pictures->by_stem) == 0)
    return NULL;
  g_autofree gchar *bare = g_strndup (path, strcspn (path, "?#"));
  g_auto (GStrv) parts = g_strsplit (bare, "/", -1);
  for (guint i = g_strv_length (parts); i-- > 0;) {
    g_autofree gchar *part = g_uri_unescape_string (parts[i], "/");
    const gchar *name =
        part != NULL && strlen (part) >= STEM_MIN ? g_hash_table_lookup (pictures->by_stem, part) : NULL;
    if (name == NULL)
      continue;
    g_autofree gchar *whole = g_build_filename (pictures->saved, name, NULL);
    return load_path (pictures, whole, why);
  }
  return NULL;
}

/* ---- Addresses ---- */

static GBytes *
load_data (const gchar *address, Why *why)
{
  const gchar *comma = strchr (address, ','), *base64 = g_strstr_len (address, 100, ";base64,");
  gsize length;
  *why = NO_PICTURE;
  if (comma == NULL)
    return NULL;
  if (strlen (comma + 1) / 4 * 3 > WZ_PICTURES_MAX_BYTES) {
    *why = TOO_MANY_BYTES;
    return NULL;
  }
  *why = FOUND;
  if (base64 != NULL && base64 < comma) {
    guchar *data = g_base64_decode (comma + 1, &length);
    return g_bytes_new_take (data, length);
  }
  return g_uri_unescape_bytes (comma + 1, -1, NULL, NULL);
}

/* Whether @address begins with a scheme; a letter and a colon is a drive. */
static gboolean
has_scheme (const gchar *address)
{
  gsize n = strspn (address, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
  return (n > 0 && address[n] == ':') || g_str_has_prefix (address, "//");
}

static gboolean
is_of_web (const gchar *address)
{
  return g_ascii_strncasecmp (address, "http:", 5) == 0 || g_ascii_strncasecmp (address, "https:", 6) == 0 ||
         g_str_has_prefix (address, "//");
}

static GBytes *
load (WzPictures *pictures, const gchar *address, Why *why)
{
  if (is_of_web (address))
    return load_saved (pictures, address, why);
  if (g_ascii_strncasecmp (address, "data:", 5) == 0)
    return load_data (address, why);
  *why = OUTSIDE;
  return has_scheme (address) ? NULL : load_file (pictures, address, why);
}

/* As a resource of @builder, where its bytes and what they declare may be. */
static const gchar *
take (WzPictures *pictures, WzIssueBuilder *builder, GBytes *bytes, const WzPosition *place, Why *why)
{
  guint width, height, flags;
  *why = NO_PICTURE;
  if (wz_picture_probe (bytes, &width, &height, &flags) == NULL)
    return NULL;
  *why = TOO_LARGE;
  if (wz_picture_is_too_large (width, height, flags))
    return NULL;
  *why = TOO_MANY;
  if (pictures->n_bytes + g_bytes_get_size (bytes) > WZ_PICTURES_MAX_ALL_BYTES)
    return NULL;
  pictures->n_bytes += g_bytes_get_size (bytes);
  *why = FOUND;
  return wz_issue_builder_add_resource (builder, bytes, place)->id;
}

/* Without what would fill a screen: `data:` addresses are as long as their pictures. */
static gchar *
dup_shown (const gchar *address)
{
  gsize n = strlen (address);
  if (n <= SHOWN_BYTES)
    return g_strdup (address);
  const gchar *end = g_utf8_find_prev_char (address, address + SHOWN_BYTES);
  return g_strdup_printf ("%.*s…", (gint) (end - address), address);
}

const gchar *
wz_pictures_find (WzPictures *pictures, WzIssueBuilder *builder, const gchar *address, const gchar *origin,
                  const WzPosition *place)
{
  g_autofree gchar *names = g_strconcat (address, "\n", origin, NULL);
  Picture *picture = g_hash_table_lookup (pictures->by_names, names);
  if (picture != NULL)
    return picture->id;
  gboolean stand_in = origin != NULL && (*address == '\0' || g_str_has_prefix (address, "data:"));
  g_autoptr (GBytes) bytes = NULL;
  pictures->issue = builder;
  picture = g_new0 (Picture, 1);
  picture->why = TOO_MANY;
  picture->place = *place;
  if (g_hash_table_size (pictures->by_names) < WZ_PICTURES_MAX) {
    if (!stand_in)
      bytes = load (pictures, address, &picture->why);
    if (bytes == NULL && origin != NULL)
      bytes = load (pictures, origin, &picture->why);
  }
  if (bytes != NULL)
    picture->id = take (pictures, builder, bytes, place, &picture->why);
  if (picture->id == NULL) {
    picture->address = dup_shown (origin != NULL ? origin : address);
    g_ptr_array_add (pictures->missing, picture);
  }
  g_hash_table_insert (pictures->by_names, g_steal_pointer (&names), picture);
  return picture->id;
}

/* ---- What is not here ---- */

static const gchar *
explain (Why why)
{
  static const gchar *const whys[N_WHYS] = {
      [ELSEWHERE] = N_ ("it lies in the web"),
      [NO_FOLDER] = N_ ("standard input has no folder"),
      [OUTSIDE] = N_ ("only files in the document's folder and below are taken, and no links"),
      [NO_FILE] = N_ ("there is no such file"),
      [UNREADABLE] = N_ ("it cannot be read"),
      [TOO_MANY_BYTES] = N_ ("it has more than 16 MiB"),
      [TOO_MANY] = N_ ("a document's pictures are 2000 and 64 MiB at most"),
      [NO_PICTURE] = N_ ("it is no PNG, JPEG, GIF, WebP or SVG"),
      [TOO_LARGE] = N_ ("its header declares more pixels than are decoded"),
  };
  return _ (whys[why]);
}

void
wz_pictures_report (const WzPictures *pictures, WzDiagSink *sink)
{
  for (guint i = 0; i < pictures->missing->len; i++) {
    const Picture *picture = g_ptr_array_index (pictures->missing, i);
    wz_diag_report (sink, WZ_SEVERITY_HINT, "picture-not-embedded", &picture->place, _ ("picture %s: %s"),
                    picture->address, explain (picture->why));
  }
}

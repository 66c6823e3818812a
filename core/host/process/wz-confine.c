/* wz-confine.c: what a plugin's process may touch: files by Landlock, and what this machine can hold.
 * SPDX-License-Identifier: MIT */
#include "host/process/wz-confine-private.h"

#include <wenzhai/wz-error.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <link.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* For tests: as if the kernel had this ABI of Landlock at most; 0 for none. */
#define SWITCH "WENZHAI_LANDLOCK_ABI"

/* ---- Landlock: the kernel's numbers, which are for ever; older headers lack them ---- */

#define LANDLOCK_CREATE_RULESET 444 /* system calls */
#define LANDLOCK_ADD_RULE 445
#define LANDLOCK_RESTRICT_SELF 446
#define VERSION_FLAG 1u /* of LANDLOCK_CREATE_RULESET: tell the ABI */
#define PATH_BENEATH 1  /* of LANDLOCK_ADD_RULE */

enum {
  EXECUTE,
  WRITE_FILE,
  READ_FILE,
  READ_DIR,
  REMOVE_DIR,
  REMOVE_FILE,
  MAKE_CHAR,
  MAKE_DIR,
  MAKE_REG,
  MAKE_SOCK,
  MAKE_FIFO,
  MAKE_BLOCK,
  MAKE_SYM,
  REFER,
  TRUNCATE,
  IOCTL_DEV,
  N_RIGHTS
};
#define RIGHT(name) (G_GUINT64_CONSTANT (1) << (name))
#define RIGHTS_OF_FILES                                                                                      \
  (RIGHT (EXECUTE) | RIGHT (WRITE_FILE) | RIGHT (READ_FILE) | RIGHT (TRUNCATE) | RIGHT (IOCTL_DEV))

#define TO_READ (RIGHT (READ_FILE) | RIGHT (READ_DIR) | RIGHT (EXECUTE))
#define TO_WRITE                                                                                             \
  (RIGHT (READ_FILE) | RIGHT (READ_DIR) | RIGHT (WRITE_FILE) | RIGHT (TRUNCATE) | RIGHT (REMOVE_DIR) |       \
   RIGHT (REMOVE_FILE) | RIGHT (MAKE_DIR) | RIGHT (MAKE_REG) | RIGHT (MAKE_FIFO) | RIGHT (MAKE_SYM) |        \
   RIGHT (REFER))

#define ABI_NETWORK 4 /* from which on there are such members */
#define ABI_SCOPES 6

typedef struct {
  guint64 files;
  guint64 network; /* TCP: bind, connect */
  guint64 scopes;  /* abstract sockets, signals */
} Ruleset;

typedef struct {
  guint64 rights;
  gint32 fd;
} Beneath; /* the kernel reads its first 12 bytes */

/* 0 where there is none. */
static gint
get_abi (void)
{
  const gchar *wanted = g_getenv (SWITCH);
  glong abi = syscall (LANDLOCK_CREATE_RULESET, NULL, 0, VERSION_FLAG);
  if (wanted != NULL && *wanted != '\0')
    abi = MIN (abi, (glong) g_ascii_strtoll (wanted, NULL, 10));
  return (gint) MAX (abi, 0);
}

static guint64
get_rights (gint abi)
{
  static const guint n_rights[] = {0, REFER, TRUNCATE, IOCTL_DEV, IOCTL_DEV, N_RIGHTS};
  return (G_GUINT64_CONSTANT (1) << n_rights[MIN (abi, (gint) G_N_ELEMENTS (n_rights) - 1)]) - 1;
}

typedef struct {
  gint fd;
  guint64 handled;
} Rules;

/* What is not there, or what its user may not look into, needs no rule. */
static void
add_rule (const Rules *rules, const gchar *path, guint64 rights)
{
  struct stat info;
  Beneath rule = {rights & rules->handled, open (path, O_PATH | O_CLOEXEC)};
  if (rule.fd < 0)
    return;
  if (fstat (rule.fd, &info) == 0 && !S_ISDIR (info.st_mode))
    rule.rights &= RIGHTS_OF_FILES;
  syscall (LANDLOCK_ADD_RULE, rules->fd, PATH_BENEATH, &rule, 0);
  close (rule.fd);
}

/* ---- What every plugin may read ---- */

/* Of /etc what libraries and interpreters ask for, and nothing with secrets: who runs as root may read all.
 */
static const gchar *const system_files[] = {"/usr",
                                            "/lib",
                                            "/lib32",
                                            "/lib64",
                                            "/libx32",
                                            "/bin",
                                            "/sbin",
                                            "/nix/store",
                                            "/gnu/store",
                                            "/run/current-system",
                                            "/var/cache/fontconfig",
                                            "/proc",
                                            "/sys/devices/system/cpu",
                                            "/dev/urandom",
                                            "/dev/random",
                                            "/etc/fonts",
                                            "/etc/group",
                                            "/etc/ld.so.cache",
                                            "/etc/ld.so.conf",
                                            "/etc/ld.so.conf.d",
                                            "/etc/ld.so.preload",
                                            "/etc/locale.alias",
                                            "/etc/localtime",
                                            "/etc/magic",
                                            "/etc/mime.types",
                                            "/etc/nsswitch.conf",
                                            "/etc/os-release",
                                            "/etc/papersize",
                                            "/etc/passwd",
                                            "/etc/perl",
                                            "/etc/python3",
                                            "/etc/ssl/openssl.cnf",
                                            "/etc/texmf",
                                            "/etc/timezone",
                                            NULL};

/* Below the user's folder for data, for caches, for settings. */
static void
add_fonts_of_user (const Rules *rules)
{
  const gchar *const names[][2] = {{g_get_user_data_dir (), "fonts"},
                                   {g_get_user_cache_dir (), "fontconfig"},
                                   {g_get_user_config_dir (), "fontconfig"},
                                   {g_get_home_dir (), ".fonts"},
                                   {g_get_home_dir (), ".fonts.conf"}};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree gchar *path = g_build_filename (names[i][0], names[i][1], NULL);
    add_rule (rules, path, TO_READ);
  }
}

/* Whether the user's home, or the root of all, lies in @folder. */
static gboolean
holds_home (const gchar *folder)
{
  g_autofree gchar *real = realpath (folder, NULL), *home = realpath (g_get_home_dir (), NULL);
  if (real == NULL || g_str_equal (real, "/"))
    return TRUE;
  gsize length = strlen (real);
  return home != NULL && strncmp (home, real, length) == 0 && (home[length] == '/' || home[length] == '\0');
}

static void
add_folder (const Rules *rules, const gchar *folder)
{
  if (!holds_home (folder))
    add_rule (rules, folder, TO_READ);
}

/* A library's neighbours are what it loads later: modules, tables. In a prefix of its own too. */
static int
add_library (struct dl_phdr_info *info, size_t size, void *rules)
{
  const gchar *path = info->dlpi_name;
  if (path == NULL || *path != '/' || g_str_has_prefix (path, "/usr/") || g_str_has_prefix (path, "/lib"))
    return 0;
  g_autofree gchar *folder = g_path_get_dirname (path);
  add_folder (rules, folder);
  return 0;
}

static void
add_files (const Rules *rules, const WzConfinement *confinement)
{
  for (guint i = 0; system_files[i] != NULL; i++)
    add_rule (rules, system_files[i], TO_READ);
  add_fonts_of_user (rules);
  add_rule (rules, bindtextdomain (GETTEXT_PACKAGE, NULL), TO_READ);
  dl_iterate_phdr (add_library, (gpointer) rules);
  add_rule (rules, "/dev/null", RIGHT (READ_FILE) | RIGHT (WRITE_FILE) | RIGHT (TRUNCATE));
  for (guint i = 0; confinement->readable != NULL && confinement->readable[i] != NULL; i++)
    add_rule (rules, confinement->readable[i], TO_READ);
  if (confinement->scratch != NULL)
    add_rule (rules, confinement->scratch, TO_WRITE);
}

void
wz_confine_add_module (GPtrArray *readable, const gchar *path)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  g_ptr_array_add (readable, g_strdup (path));
  if (!holds_home (folder))
    g_ptr_array_add (readable, g_steal_pointer (&folder));
}

/* PREFIX/bin: of the prefix the programs and libraries alone, since it may be ~/.local. PREFIX/shims is
 * pyenv's and its like's, who look up there which of the versions is meant. */
static void
add_prefix (GPtrArray *readable, const gchar *bin)
{
  static const gchar *const parts[] = {"lib", "lib64", "libexec", "pyvenv.cfg", "version", "versions"};
  if (!g_path_is_absolute (bin) || g_str_has_prefix (bin, "/usr/") || holds_home (bin))
    return;
  g_ptr_array_add (readable, g_strdup (bin));
  g_autofree gchar *prefix = g_path_get_dirname (bin);
  gboolean has_parts = g_str_has_suffix (bin, "/bin") || g_str_has_suffix (bin, "/shims");
  for (guint i = 0; has_parts && i < G_N_ELEMENTS (parts); i++)
    g_ptr_array_add (readable, g_build_filename (prefix, parts[i], NULL));
}

void
wz_confine_add_program (GPtrArray *readable, const gchar *path)
{
  g_autofree gchar *real = realpath (path, NULL), *folder = g_path_get_dirname (path);
  g_autofree gchar *real_folder = g_path_get_dirname (real != NULL ? real : path);
  const gchar *list = g_getenv ("PATH");
  g_auto (GStrv) folders = g_strsplit (list != NULL ? list : "", G_SEARCHPATH_SEPARATOR_S, -1);
  g_ptr_array_add (readable, g_strdup (path));
  add_prefix (readable, folder);
  add_prefix (readable, real_folder);
  for (guint i = 0; folders[i] != NULL; i++)
    add_prefix (readable, folders[i]);
}

/* ---- Confining ---- */

static gboolean
restrict_files (const WzConfinement *confinement, gint abi)
{
  static const gsize sizes[] = {sizeof (guint64), 2 * sizeof (guint64), sizeof (Ruleset)};
  Ruleset ruleset = {get_rights (abi), 3, 3};
  gsize size = sizes[(abi >= ABI_NETWORK) + (abi >= ABI_SCOPES)];
  Rules rules = {(gint) syscall (LANDLOCK_CREATE_RULESET, &ruleset, size, 0), ruleset.files};
  if (rules.fd < 0)
    return FALSE;
  add_files (&rules, confinement);
  gboolean ok = syscall (LANDLOCK_RESTRICT_SELF, rules.fd, 0) == 0;
  gint number = errno;
  close (rules.fd);
  errno = number;
  return ok;
}

/* Root's powers; but for that of reading what is its users', which Landlock bounds. */
static void
drop_powers (void)
{
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct held[2] = {{0}};
  guint32 kept = 1u << CAP_DAC_READ_SEARCH;
  for (gulong power = 0; power < 64; power++)
    if (power != CAP_DAC_READ_SEARCH)
      prctl (PR_CAPBSET_DROP, power, 0, 0, 0);
  if (syscall (SYS_capget, &header, held) != 0)
    return;
  struct __user_cap_data_struct left[2] = {{held[0].effective & kept, held[0].permitted & kept, 0}};
  syscall (SYS_capset, &header, left);
}

gboolean
wz_confine (const WzConfinement *confinement, GError **error)
{
  gint abi = get_abi ();
  drop_powers ();
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && (abi == 0 || restrict_files (confinement, abi)) &&
      (!wz_filter_is_there () || wz_filter_install (confinement->programs, abi)))
    return TRUE;
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
               _ ("cannot be confined (%s); `wenzhai plugin doctor` says what this machine can hold"),
               g_strerror (errno));
  return FALSE;
}

/* ---- What holds ---- */

/* What each needs. Who has given up root's powers may not look into a process that has them. */
enum { LANDLOCK = 1, FILTER = 2, LANDLOCK_OR_ROOT = 4 };

WzConfineFact *
wz_confine_dup_facts (guint *n)
{
  static const struct {
    const gchar *id, *text;
    guint needs;
  } facts[] = {
      {"read", N_ ("reads no file but the system's, its own and fonts"), LANDLOCK},
      {"write", N_ ("writes, makes, moves, shortens and removes no file outside its scratch folder"),
       LANDLOCK},
      {"execute", N_ ("starts no program but the system's and its own"), LANDLOCK},
      {"others", N_ ("looks into no other process"), LANDLOCK_OR_ROOT | FILTER},
      {"attributes", N_ ("changes no mode, owner, time or attribute of a file"), FILTER},
      {"network", N_ ("opens no socket of any family"), FILTER},
      {"signals", N_ ("sends no signal to another's process, and sets it no limit"), FILTER},
      {"system", N_ ("mounts nothing, and has no namespace, key, io_uring or tracing of its own"), FILTER},
      {"processes", N_ ("starts no process, where it is native"), FILTER},
      {"memory", N_ ("takes no more memory than its limit, shared mappings included"), 0},
      {"remains", N_ ("leaves no process and no file behind"), 0},
  };
  guint held = wz_filter_is_there () ? FILTER : 0;
  if (get_abi () > 0)
    held |= LANDLOCK | LANDLOCK_OR_ROOT;
  else if (geteuid () == 0)
    held |= LANDLOCK_OR_ROOT;
  WzConfineFact *made = g_new0 (WzConfineFact, G_N_ELEMENTS (facts));
  *n = G_N_ELEMENTS (facts);
  for (guint i = 0; i < *n; i++) {
    guint missing = facts[i].needs & ~held;
    const gchar *name = missing == 0        ? NULL
                        : missing == FILTER ? _ ("filters of system calls (seccomp)")
                                            : _ ("Landlock (Linux 5.13; `lsm=` at boot)");
    made[i] = (WzConfineFact){facts[i].id, _ (facts[i].text), missing == 0, name};
  }
  return made;
}

gchar *
wz_confine_dup_machine (void)
{
  gint abi = get_abi ();
  g_autofree gchar *landlock =
      abi > 0 ? g_strdup_printf (_ ("Landlock ABI %d"), abi) : g_strdup (_ ("no Landlock"));
  return g_strdup_printf ("%s, %s", landlock,
                          wz_filter_is_there () ? _ ("filter of system calls")
                                                : _ ("no filter of system calls"));
}

gchar *
wz_confine_dup_shortfall (void)
{
  guint n;
  g_autofree WzConfineFact *facts = wz_confine_dup_facts (&n);
  g_autoptr (GString) texts = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    if (!facts[i].holds)
      g_string_append_printf (texts, "%s%s", texts->len > 0 ? "; " : "", facts[i].text);
  if (texts->len == 0)
    return NULL;
  g_autofree gchar *machine = wz_confine_dup_machine ();
  return g_strdup_printf (_ ("this machine (%s) cannot hold for a plugin that it %s; `wenzhai plugin doctor` "
                             "says more"),
                          machine, texts->str);
}

/* wz-elf.c: a module's headers. SPDX-License-Identifier: MIT
 *
 * System V ABI, chapters 4 and 5; both classes and both byte orders, since a file may be of any machine. All
 * offsets and sizes are a stranger's, and every read is checked against the file.
 */
#include "host/plugin/wz-elf.h"

#include <elf.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wenzhai/wz-error.h>

#define MAX_SEGMENTS 256
#define MAX_NAMES (16 * 1024 * 1024) /* bytes of a table of names */
#define MAX_ENTRIES 4096             /* of a dynamic section */

typedef struct {
  gint fd;
  gboolean is_64;
  gboolean is_big;
  guint16 type, machine, n_segments;
  guint64 segments; /* where their headers are */
} Elf;

typedef struct {
  guint32 type;
  guint64 offset, address, size;
} Segment;

static gboolean
read_at (const Elf *elf, guint64 offset, gpointer to, gsize length)
{
  return offset <= G_MAXINT64 - length && pread (elf->fd, to, length, (off_t) offset) == (gssize) length;
}

static guint64
number (const Elf *elf, const guint8 *at, guint n_bytes)
{
  guint64 value = 0;
  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | at[elf->is_big ? i : n_bytes - 1 - i];
  return value;
}

/* A field of both classes: where it is in each, and that it is as wide as an address. */
static guint64
address (const Elf *elf, const guint8 *at, guint offset_32, guint offset_64)
{
  return elf->is_64 ? number (elf, at + offset_64, 8) : number (elf, at + offset_32, 4);
}

static gboolean
read_header (Elf *elf)
{
  guint8 bytes[sizeof (Elf64_Ehdr)];
  if (!read_at (elf, 0, bytes, sizeof (Elf32_Ehdr)) || memcmp (bytes, ELFMAG, SELFMAG) != 0)
    return FALSE;
  elf->is_64 = bytes[EI_CLASS] == ELFCLASS64;
  elf->is_big = bytes[EI_DATA] == ELFDATA2MSB;
  if (elf->is_64 && !read_at (elf, 0, bytes, sizeof bytes))
    return FALSE;
  elf->type = (guint16) number (elf, bytes + 16, 2);
  elf->machine = (guint16) number (elf, bytes + 18, 2);
  elf->segments = address (elf, bytes, 28, 32);
  elf->n_segments = (guint16) number (elf, bytes + (elf->is_64 ? 56 : 44), 2);
  return TRUE;
}

static gboolean
read_segment (const Elf *elf, guint i, Segment *segment)
{
  guint8 bytes[sizeof (Elf64_Phdr)];
  gsize size = elf->is_64 ? sizeof (Elf64_Phdr) : sizeof (Elf32_Phdr);
  if (elf->segments > G_MAXINT64 / 2 || !read_at (elf, elf->segments + i * size, bytes, size))
    return FALSE;
  segment->type = (guint32) number (elf, bytes, 4);
  segment->offset = address (elf, bytes, 4, 8);
  segment->address = address (elf, bytes, 8, 16);
  segment->size = address (elf, bytes, 16, 32);
  return TRUE;
}

/* ---- Names ---- */

/* Where in the file what will lie at @at in memory stands; FALSE: nowhere. */
static gboolean
find_offset (const Elf *elf, guint64 at, guint64 *offset)
{
  for (guint i = 0; i < MIN (elf->n_segments, MAX_SEGMENTS); i++) {
    Segment segment;
    if (!read_segment (elf, i, &segment))
      return FALSE;
    if (segment.type == PT_LOAD && at >= segment.address && at - segment.address < segment.size) {
      *offset = segment.offset + (at - segment.address);
      return TRUE;
    }
  }
  return FALSE;
}

/* The dynamic section's @segment: address and size of the table of names, and the flags. */
static void
read_dynamic (const Elf *elf, const Segment *segment, guint64 *names, guint64 *size, guint64 *flags)
{
  gsize width = elf->is_64 ? sizeof (Elf64_Dyn) : sizeof (Elf32_Dyn);
  guint8 bytes[sizeof (Elf64_Dyn)];
  for (guint i = 0; i < MAX_ENTRIES && read_at (elf, segment->offset + i * width, bytes, width); i++) {
    guint64 tag = address (elf, bytes, 0, 0), value = address (elf, bytes, 4, 8);
    if (tag == DT_NULL)
      return;
    if (tag == DT_STRTAB)
      *names = value;
    else if (tag == DT_STRSZ)
      *size = value;
    else if (tag == DT_FLAGS_1)
      *flags = value;
  }
}

/* (nullable) (transfer full): the names that it binds by, each ended by a zero. */
static GBytes *
read_names (const Elf *elf, guint64 *flags)
{
  guint64 names = 0, size = 0, offset;
  for (guint i = 0; i < MIN (elf->n_segments, MAX_SEGMENTS); i++) {
    Segment segment;
    if (read_segment (elf, i, &segment) && segment.type == PT_DYNAMIC && segment.offset < G_MAXINT64 / 2)
      read_dynamic (elf, &segment, &names, &size, flags);
  }
  if (size == 0 || size > MAX_NAMES || !find_offset (elf, names, &offset))
    return NULL;
  g_autofree gchar *bytes = g_malloc0 (size + 1);
  return read_at (elf, offset, bytes, size) ? g_bytes_new_take (g_steal_pointer (&bytes), size + 1) : NULL;
}

/* Whether @name is among them, whole; or else what C++ makes of it, in any namespace. */
static gboolean
has_name (GBytes *names, const gchar *name, gboolean mangled)
{
  gsize length;
  const gchar *text = g_bytes_get_data (names, &length);
  for (const gchar *p = text; p < text + length; p += strlen (p) + 1)
    if (mangled ? g_str_has_prefix (p, "_Z") && strstr (p, name) != NULL : g_str_equal (p, name))
      return TRUE;
  return FALSE;
}

/* ---- Judging ---- */

static gchar *
dup_machine (const Elf *elf)
{
  static const struct {
    guint16 machine;
    const gchar *name;
  } rows[] = {
      {EM_386, "i386"},         {EM_X86_64, "x86-64"},
      {EM_ARM, "ARM"},          {EM_AARCH64, "ARM 64 (aarch64)"},
      {EM_MIPS, "MIPS"},        {EM_PPC, "PowerPC"},
      {EM_PPC64, "PowerPC 64"}, {EM_S390, "S/390"},
      {EM_RISCV, "RISC-V"},     {EM_LOONGARCH, "LoongArch"},
  };
  const gchar *name = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].machine == elf->machine)
      name = rows[i].name;
  g_autofree gchar *other = g_strdup_printf (_ ("machine %u"), elf->machine);
  return g_strdup_printf (_ ("%s, %d bits, %s"), name != NULL ? name : other, elf->is_64 ? 64 : 32,
                          elf->is_big ? _ ("big-endian") : _ ("little-endian"));
}

static gboolean G_GNUC_PRINTF (3, 4) refuse (GError **error, gint code, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (WZ_PLUGIN_ERROR, code, format, args));
  va_end (args);
  return FALSE;
}

/* Against this program's own file. */
static gboolean
check_machine (const Elf *elf, GError **error)
{
  Elf own = {.fd = open ("/proc/self/exe", O_RDONLY | O_CLOEXEC)};
  gboolean known = own.fd >= 0 && read_header (&own);
  if (own.fd >= 0)
    close (own.fd);
  if (!known || (own.machine == elf->machine && own.is_64 == elf->is_64 && own.is_big == elf->is_big))
    return TRUE;
  g_autofree gchar *theirs = dup_machine (elf), *ours = dup_machine (&own);
  return refuse (error, WZ_PLUGIN_ERROR_LOAD, _ ("is built for another kind of machine (%s; this is %s)"),
                 theirs, ours);
}

/* What is mapped and not there ends who looks at it by a signal. */
static gboolean
check_length (const Elf *elf, GError **error)
{
  struct stat info;
  for (guint i = 0; fstat (elf->fd, &info) == 0 && i < MIN (elf->n_segments, MAX_SEGMENTS); i++) {
    Segment segment;
    if (!read_segment (elf, i, &segment) ||
        (segment.type == PT_LOAD &&
         (segment.offset > (guint64) info.st_size || segment.size > (guint64) info.st_size - segment.offset)))
      return refuse (error, WZ_PLUGIN_ERROR_LOAD, _ ("is cut short: a part of the file is not there"));
  }
  return TRUE;
}

static gboolean
check_names (const Elf *elf, GError **error)
{
  guint64 flags = 0;
  g_autoptr (GBytes) names = read_names (elf, &flags);
  if ((flags & DF_1_PIE) != 0)
    return refuse (error, WZ_PLUGIN_ERROR_LOAD,
                   _ ("is a program, not a shared library: link it with -shared"));
  if (names == NULL)
    return TRUE; /* whoever loads it says why it does not */
  if (has_name (names, "wz_plugin_query", FALSE))
    return TRUE;
  if (has_name (names, "15wz_plugin_query", TRUE))
    return refuse (error, WZ_PLUGIN_ERROR_INVALID,
                   _ ("has wz_plugin_query() as a C++ function: end its source with WZ_PLUGIN_DEFINE, or "
                      "declare the function extern \"C\", and build it again"));
  return refuse (error, WZ_PLUGIN_ERROR_SYMBOL,
                 _ ("is no wenzhai plugin: it has no wz_plugin_query() that others can see (WZ_PLUGIN_DEFINE "
                    "makes one)"));
}

static gboolean
check (Elf *elf, GError **error)
{
  if (!read_header (elf))
    return refuse (error, WZ_PLUGIN_ERROR_LOAD, _ ("is no shared library (ELF)"));
  if (!check_machine (elf, error))
    return FALSE;
  if (elf->type == ET_REL)
    return refuse (error, WZ_PLUGIN_ERROR_LOAD,
                   _ ("is an object file, not a shared library: link it with -shared"));
  if (elf->type != ET_DYN)
    return refuse (error, WZ_PLUGIN_ERROR_LOAD,
                   _ ("is a program, not a shared library: link it with -shared"));
  return check_length (elf, error) && check_names (elf, error);
}

gboolean
wz_elf_check (const gchar *path, GError **error)
{
  Elf elf = {.fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (elf.fd < 0)
    return TRUE; /* whoever opens it says why it can't be */
  gboolean ok = check (&elf, error);
  close (elf.fd);
  return ok;
}

/* In: what is odd in records, which are many of one make. Out: a diagnostic for each kind.
 * SPDX-License-Identifier: MIT */
#include "read/record/read-map.h"

#include <glib/gi18n-lib.h>

#define MOST 1000 /* kinds that are told; names of keys may be anything */

typedef struct {
  ReadDiagCode code;
  gchar *detail;
  WzPosition position;
  guint n;
} Kind;

struct _ReadRemarks {
  gchar *file;
  GPtrArray *kinds;  /* of Kind, in the order in which they came */
  GHashTable *index; /* "code detail" → Kind */
  guint n_untold;
};

static void
free_kind (gpointer data)
{
  Kind *kind = data;

  g_free (kind->detail);
  g_free (kind);
}

ReadRemarks *
read_remarks_new (const gchar *file)
{
  ReadRemarks *remarks = g_new0 (ReadRemarks, 1);

  remarks->file = g_strdup (file);
  remarks->kinds = g_ptr_array_new_with_free_func (free_kind);
  remarks->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return remarks;
}

void
read_remarks_free (ReadRemarks *remarks)
{
  if (remarks == NULL)
    return;
  g_hash_table_unref (remarks->index);
  g_ptr_array_unref (remarks->kinds);
  g_free (remarks->file);
  g_free (remarks);
}

void
read_remarks_add (ReadRemarks *remarks, ReadDiagCode code, const WzPosition *position, const gchar *detail)
{
  g_autofree gchar *name = g_strdup_printf ("%u %s", code, detail != NULL ? detail : "");
  Kind *kind = g_hash_table_lookup (remarks->index, name);

  if (kind == NULL && remarks->kinds->len >= MOST) {
    remarks->n_untold++;
    return;
  }
  if (kind == NULL) {
    kind = g_new0 (Kind, 1);
    kind->code = code;
    kind->detail = g_strdup (detail);
    kind->position = (WzPosition){remarks->file, position->line, position->column};
    g_ptr_array_add (remarks->kinds, kind);
    g_hash_table_insert (remarks->index, g_steal_pointer (&name), kind);
  }
  kind->n++;
}

void
read_remarks_flush (ReadRemarks *remarks, WzDiagSink *sink)
{
  WzPosition whole = {remarks->file, 0, 0};

  for (guint i = 0; i < remarks->kinds->len; i++) {
    const Kind *kind = g_ptr_array_index (remarks->kinds, i);
    const ReadDiagInfo *info = read_diag_info (kind->code);
    g_autoptr (GString) text = g_string_new (_ (info->wording));

    if (kind->detail != NULL)
      g_string_append_printf (text, ": %s", kind->detail);
    if (kind->n > 1)
      g_string_append_printf (text, " (%u×)", kind->n);
    wz_diag_report (sink, info->severity, info->code, kind->position.line > 0 ? &kind->position : &whole,
                    "%s", text->str);
  }
  if (remarks->n_untold > 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "remarks-untold", &whole,
                    _ ("%u more things are odd than are told here"), remarks->n_untold);
}

/* Numbers with their signs, prefixes, suffixes and units (R9, R17, R18). */

#include "compose-token-private.h"

#include <string.h>

static gboolean
is_script_sign (gunichar ch) /* super- and subscript digits and signs */
{
  return ch == 0xB2 || ch == 0xB3 || ch == 0xB9 || (ch >= 0x2070 && ch <= 0x208E && ch != 0x2071);
}

guint
compose_number_scan (const Resolver *r, guint i)
{
  for (;;) {
    gunichar ch = resolver_char (r, i), sign = resolver_char (r, i + 1);
    if (resolver_is_digit (r, i) || (ch && is_script_sign (ch)))
      i++;
    else if (ch && ch < 0x10000 && (strchr (",.:/-", (int) MIN (ch, 0x7F)) || ch == 0xD7 || ch == 0x2013) &&
             resolver_is_digit (r, i + 1))
      i += 2;
    else if ((ch == 'e' || ch == 'E' || ch == '^') &&
             (resolver_is_digit (r, i + 1) ||
              ((sign == '-' || sign == '+' || sign == 0x2212) && resolver_is_digit (r, i + 2))))
      i += 2;
    else
      return i;
  }
}

static gboolean
is_suffix (gunichar ch)
{
  switch (ch) {
  case '%':
  case 0x2030:
  case 0x2031:
  case 0x00B0:
  case 0x2032:
  case 0x2033:
  case 0x2103:
  case 0x2109:
  case 0xFF05:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Signs that belong to the number behind them (R1 PR). */
static gboolean
is_prefix (gunichar ch)
{
  switch (ch) {
  case '$':
  case 0x00A3:
  case 0x20AC:
  case 0x00A5:
  case 0xFFE5:
  case 0xFF04:
  case 0x2116:
  case '#':
  case 0x00A7:
  case 0x00B1:
  case 0x2212:
  case '+':
  case '-':
  case '~':
  case 0x2248:
  case '<':
  case '>':
  case 0x2264:
  case 0x2265:
  case '=':
    return TRUE;
  default:
    return FALSE;
  }
}

/* R18. Sorted for bsearch. */
static const gchar *const units[] = {
    "A",   "B",  "EB",  "FLOPS",  "FLOPs", "FPS", "GB", "GFLOPS", "GHz", "GW", "Hz",  "J",
    "K",   "KB", "MB",  "MFLOPS", "MHz",   "MPa", "MV", "MW",     "PB",  "Pa", "TB",  "TFLOPS",
    "THz", "V",  "W",   "Wh",     "bit",   "cm",  "d",  "dB",     "dpi", "eV", "fps", "g",
    "h",   "kB", "kHz", "kJ",     "kPa",   "kV",  "kW", "kWh",    "kg",  "km", "m",   "mA",
    "mV",  "mg", "min", "mm",     "ms",    "nm",  "ns", "px",     "rpm", "s",  "t",
};

static gint
compare_unit (gconstpointer key, gconstpointer row)
{
  return strcmp (key, *(const gchar *const *) row);
}

/* A unit that starts at @i and is a word of its own; returns its end, or @i. */
static guint
scan_unit (const Resolver *r, guint i)
{
  gchar word[8];
  guint len = 0, end = i;

  if (is_suffix (resolver_char (r, i)))
    return i + 1 +
           ((r->chars[i].ch == 0xB0 && (resolver_char (r, i + 1) == 'C' || resolver_char (r, i + 1) == 'F'))
                ? 1
                : 0);
  while (end < r->n && r->infos[end].cls == COMPOSE_CLASS_AL && !is_script_sign (r->chars[end].ch)) {
    gunichar ch = r->chars[end].ch;
    if (ch == 0x3BC || ch == 0xB5) /* μm and its like: any unit letter may follow */
      ch = 'm';
    if (ch >= 0x80 || len + 1 >= sizeof word)
      return i;
    word[len++] = (gchar) ch;
    end++;
  }
  word[len] = '\0';
  if (len == 0 || resolver_is_digit (r, end))
    return i;
  /* μs, μg, μm read as ms, mg, mm */
  if (!bsearch (word, units, G_N_ELEMENTS (units), sizeof units[0], compare_unit))
    return i;
  while (end < r->n && is_script_sign (r->chars[end].ch))
    end++;
  return end;
}

static void
join (Resolver *r, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    r->infos[i].flags |= COMPOSE_INFO_UNIT;
}

/* The unit behind a number that ends at @i, with or without a space; km/s and kg·m² whole. */
static guint
join_unit (Resolver *r, guint i)
{
  ComposeClass cls = resolver_class (r, i);
  gboolean spaced = cls == COMPOSE_CLASS_SP || cls == COMPOSE_CLASS_NB;
  guint start = spaced ? i + 1 : i;
  guint end = scan_unit (r, start);

  if (end == start)
    return i;
  if (is_suffix (r->chars[start].ch))
    resolver_set_class (r, start, end, COMPOSE_CLASS_PO);
  for (;;) {
    gunichar ch = resolver_char (r, end);
    guint next = ch == '/' || ch == 0xB7 ? scan_unit (r, end + 1) : 0;
    if (next <= end + 1)
      break;
    end = next;
  }
  join (r, i, end);
  return end;
}

/* The sign before the figure at @i belongs to it: its place, or @i. */
static guint
resolve_prefix (Resolver *r, guint i)
{
  if (i == 0 || !is_prefix (r->chars[i - 1].ch) || r->infos[i - 1].cls == COMPOSE_CLASS_A ||
      r->infos[i - 1].cls == COMPOSE_CLASS_U ||
      (r->infos[i - 1].cls == COMPOSE_CLASS_HY && i > 1 && compose_class_is_word (resolver_class (r, i - 2))))
    return i;
  r->infos[i - 1].cls = COMPOSE_CLASS_PR;
  return i - 1;
}

static guint
resolve_number (Resolver *r, guint i)
{
  guint end = compose_number_scan (r, i);
  guint start = resolve_prefix (r, i);

  resolver_set_class (r, i, end, COMPOSE_CLASS_NU);
  join (r, start + 1, end);
  return MAX (join_unit (r, end), end);
}

void
compose_number_resolve (Resolver *r)
{
  guint i = 0;

  while (i < r->n) {
    gboolean figure =
        g_unichar_isdigit (r->chars[i].ch) && (i == 0 || r->infos[i - 1].cls != r->infos[i].cls);
    if (resolver_is_digit (r, i) && !(r->infos[i].flags & COMPOSE_INFO_JOIN)) {
      i = resolve_number (r, i);
      continue;
    }
    if (figure && r->infos[i].cls == COMPOSE_CLASS_A) /* ±1.5σ */
      join (r, resolve_prefix (r, i) + 1, i + 1);
    i++;
  }
}

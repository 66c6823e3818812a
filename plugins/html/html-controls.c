/* html-controls.c: what the reader chooses with: fields, whose state the style sheet asks for by `:has()`. No
 * script. In: what there is to choose. Out: fieldsets. SPDX-License-Identifier: MIT */
#include "html-job.h"

typedef struct {
  const gchar *id;
  WzLabel label;
  const gchar *text; /* (nullable): instead of @label: a language is called by its own name */
  const gchar *lang;
} Choice;

static const Choice languages[] = {
    {"l-both", WZ_LABEL_BILINGUAL, NULL, NULL},
    {"l-zh", WZ_LABEL_BILINGUAL, "中文", "zh-CN"},
    {"l-en", WZ_LABEL_BILINGUAL, "English", "en"},
    {"l-pair", WZ_LABEL_SIDE_BY_SIDE, NULL, NULL},
};

static const Choice themes[] = {
    {"t-auto", WZ_LABEL_AUTOMATIC, NULL, NULL},
    {"t-light", WZ_LABEL_LIGHT, NULL, NULL},
    {"t-dark", WZ_LABEL_DARK, NULL, NULL},
};

static void
start (HtmlJob *html, const gchar *element, const gchar *class)
{
  wz_xml_start (html->xml, element);
  wz_xml_attr (html->xml, "class", class);
}

static void
end (HtmlJob *html)
{
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}

static void
start_group (HtmlJob *html, WzLabel legend)
{
  wz_xml_newline (html->xml);
  wz_xml_start (html->xml, "fieldset");
  wz_xml_newline (html->xml);
  wz_xml_element (html->xml, "legend", wz_galley_get_label (html->galley, legend));
  wz_xml_newline (html->xml);
}

static void
start_field (HtmlJob *html, const gchar *type, const gchar *name, const gchar *id, gboolean checked)
{
  wz_xml_start (html->xml, "label");
  wz_xml_start (html->xml, "input");
  wz_xml_attr (html->xml, "type", type);
  wz_xml_attr (html->xml, "name", name);
  wz_xml_attr (html->xml, "id", id);
  wz_xml_attr (html->xml, "checked", checked ? "" : NULL);
  wz_xml_end (html->xml);
  wz_xml_text (html->xml, " ");
}

static void
write_choices (HtmlJob *html, WzLabel legend, const gchar *name, const Choice *choices, guint n, guint chosen)
{
  start_group (html, legend);
  for (guint i = 0; i < n; i++) {
    start_field (html, "radio", name, choices[i].id, i == chosen);
    wz_xml_start (html->xml, "span");
    wz_xml_attr_lang (html->xml, choices[i].lang);
    wz_xml_text (html->xml, choices[i].text != NULL ? choices[i].text
                                                    : wz_galley_get_label (html->galley, choices[i].label));
    wz_xml_end (html->xml);
    end (html);
  }
  end (html);
}

/* Which of @languages a page shows at first. */
static guint
first_language (const HtmlJob *html)
{
  switch (wz_job_get_languages (html->job)) {
  case WZ_LANGUAGES_ZH:
    return 1;
  case WZ_LANGUAGES_EN:
    return 2;
  case WZ_LANGUAGES_PARALLEL:
    return 3;
  case WZ_LANGUAGES_BEHIND: /* the other one is one tap away */
    return wz_lang_is_chinese (wz_galley_get_lang (html->galley)) ? 1 : 2;
  case WZ_LANGUAGES_BOTH:
    break;
  }
  return 0;
}

static void
write_category (HtmlJob *html, const HtmlCategory *category)
{
  g_autofree gchar *id = g_strconcat ("c-", category->token, NULL);
  g_autofree gchar *count = g_strdup_printf ("%u", category->n_papers);

  start_field (html, "checkbox", NULL, id, FALSE);
  if (*category->code != '\0') {
    start (html, "span", "g");
    wz_xml_text (html->xml, category->code);
    wz_xml_end (html->xml);
    wz_xml_text (html->xml, " ");
  }
  if (category->name != NULL) {
    wz_xml_text (html->xml, category->name);
    wz_xml_text (html->xml, " ");
  }
  start (html, "span", "count");
  wz_xml_text (html->xml, count);
  wz_xml_end (html->xml);
  end (html);
}

/* A few are seen at once; many are behind a line. */
static void
write_filter (HtmlJob *html)
{
  wz_xml_start (html->xml, "details");
  wz_xml_attr (html->xml, "class", "filter");
  wz_xml_attr (html->xml, "open", html->categories->len <= 12 ? "" : NULL);
  wz_xml_newline (html->xml);
  wz_xml_element (html->xml, "summary", wz_galley_get_label (html->galley, WZ_LABEL_BY_CATEGORY));
  start_group (html, WZ_LABEL_CATEGORY);
  for (guint i = 0; i < html->categories->len; i++)
    write_category (html, g_ptr_array_index (html->categories, i));
  end (html);
  end (html);
}

void
html_write_controls (HtmlJob *html)
{
  start (html, "section", "tools");
  wz_xml_attr (html->xml, "aria-label", wz_galley_get_label (html->galley, WZ_LABEL_DISPLAY));
  if (html->is_bilingual)
    write_choices (html, WZ_LABEL_LANGUAGE, "l", languages, G_N_ELEMENTS (languages), first_language (html));
  write_choices (html, WZ_LABEL_APPEARANCE, "t", themes, G_N_ELEMENTS (themes), 0);
  if (html->categories->len > 1)
    write_filter (html);
  end (html);
}

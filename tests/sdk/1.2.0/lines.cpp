// lines.cpp: an output in C++17, with a state of its own. SPDX-License-Identifier: MIT
#include <string>
#include <wenzhai/wz-plugin.h>

namespace {

struct State {
  std::string text;
};

void
add_authors (const WzEntry *entry, std::string &text)
{
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    text += std::string (i > 0 ? ", " : "  ") + wz_entry_get_author (entry, i)->text;
  text += '\n';
}

gboolean
begin (const WzJob *job, gpointer *state, GError **)
{
  auto *own = new State;
  const WzIssue *issue = wz_job_get_issue (job);
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++) {
    const WzSection *section = wz_issue_get_section (issue, s);
    for (guint e = 0; e < wz_section_get_n_entries (section); e++) {
      const WzEntry *entry = wz_section_get_entry (section, e);
      own->text += wz_entry_get_key (entry);
      own->text += '\n';
      add_authors (entry, own->text);
    }
  }
  *state = own;
  return TRUE;
}

gboolean
write (const WzJob *, gpointer state, WzOutput *output, GError **error)
{
  const auto *own = static_cast<State *> (state);
  return wz_output_write (output, own->text.data (), own->text.size (), error);
}

void
end (gpointer state)
{
  delete static_cast<State *> (state);
}

const WzOutputFuncs funcs = WZ_OUTPUT_FUNCS (it.begin = begin, it.write = write, it.end = end);
const WzOptionDef options[] = {{"loud", WZ_OPTION_BOOLEAN, "no", 0, 0, nullptr, "nothing yet", {}}};
const WzPluginDesc descriptor =
    WZ_PLUGIN_DESC (it.name = "lines", it.version = "1.0", it.summary = "Keys and authors", it.license = "MIT",
                    it.extension = "lines", it.media_type = "text/plain", it.options = options,
                    it.n_options = G_N_ELEMENTS (options), it.funcs = &funcs);

} // namespace

WZ_PLUGIN_DEFINE (descriptor)

#include "read/read-issue.h"
gboolean
read_parse_paper_list (ReadDoc *doc, ReadIssue *issue)
{
  return FALSE;
}

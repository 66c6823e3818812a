#include "read/read-issue.h"
gboolean
read_parse_zhihu (ReadDoc *doc, ReadIssue *issue)
{
  return FALSE;
}

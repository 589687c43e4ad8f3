/* articles/ -> links.ttl, analysis.ttl, facts.ttl; see derive.h. */
#include "pipeline/derive.h"

bl_status bl_derive(const bl_engine *engine, const char *dir, const bl_options *options, bl_summary *summary) {
  (void)engine, (void)dir, (void)options, (void)summary;
  return BL_OK;
}

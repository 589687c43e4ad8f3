/* The derived layers of a graph folder. */
#ifndef BL_PIPELINE_DERIVE_H
#define BL_PIPELINE_DERIVE_H

#include "pipeline/engine.h"

/* Reads dir/articles/, resolves, and writes links.ttl, analysis.ttl, facts.ttl; fills conflicts of the summary. */
bl_status bl_derive(bl_engine *engine, const char *dir, const bl_options *options, bl_summary *summary);

#endif

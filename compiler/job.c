// SPDX-License-Identifier: MIT
// job.c - the compiler as the VM calls it: a CompileJob of the bytecode contract carried out by compile_source.
#include "compiler/job.h"

#include <string.h>

#include "compiler/compile.h"
#include "compiler/tree.h"

static SourceMessage message_from(const Diag *diag) {
  const char *type = diag->kind == DIAG_KIND_INCOMPLETE ? "incomplete" : diag_kind_name((DiagKind)diag->kind);
  return (SourceMessage){type, diag->message ? diag->message : "", diag->text, diag->text_len, diag->line, diag->col, diag->end_line, diag->end_col, diag->late};
}

CodeUnit *compile_job(CompileJob *job) {
  CompileRequest request;
  memset(&request, 0, sizeof request);
  request.source = job->source;
  request.len = job->len;
  request.tree = job->tree;
  request.filename = job->filename;
  request.mode = (CompileMode)job->mode;
  request.flags = job->flags;
  request.arena = job->arena;
  CodeUnit *unit = compile_source(&request);
  if (!unit) job->error = message_from(&request.diag);
  const char *why = request.bad_tree;
  if (!unit && why) job->error = (SourceMessage){why == tree_too_deep ? "RecursionError" : "ValueError", why, NULL, 0, 0, 0, 0, 0, false};
  job->warnings = arena_alloc(job->arena, request.warnings.count * sizeof *job->warnings + 1);
  job->nwarnings = job->warnings ? request.warnings.count : 0;
  for (uint32_t i = 0; i < job->nwarnings; i++) job->warnings[i] = message_from(&request.warnings.items[i]);
  return unit;
}

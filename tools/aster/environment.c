// SPDX-License-Identifier: MIT
// environment.c - the variables that aster reads; `aster help environment` lists them.
#include <stdlib.h>
#include <string.h>

#include "tools/aster/options.h"

static bool is_read(const Options *o) { return !strpbrk(o->letters, "IE"); }

// NULL: it is not set, or empty.
static const char *variable(const Options *o, const char *name) {
  const char *text = is_read(o) ? getenv(name) : NULL;
  return text && *text ? text : NULL;
}

// Each stands for an option: as often as its number says, else once.
static const struct { const char *name; char letter; } letters[] = {
  {"PYTHONOPTIMIZE", 'O'}, {"PYTHONINSPECT", 'i'}, {"PYTHONUNBUFFERED", 'u'}, {"PYTHONVERBOSE", 'v'}, {"PYTHONDEBUG", 'd'},
  {"PYTHONSAFEPATH", 'P'}, {"PYTHONDONTWRITEBYTECODE", 'B'}, {"PYTHONNOUSERSITE", 's'},
};

static void as_options(Options *o) {
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
    const char *text = variable(o, letters[i].name);
    if (!text || strchr(o->letters, letters[i].letter)) continue;
    long times = strtol(text, NULL, 10);
    for (long k = times < 1 ? 1 : times > 3 ? 3 : times; k > 0; k--) option_letter(o, letters[i].letter);
  }
}

void environment_read(Options *o) {
  as_options(o);
  if (variable(o, "PYTHONDEVMODE")) option_x(&o->config, "dev");
  if (variable(o, "ASTER_DEBUG") || variable(o, "PYTHONASYNCIODEBUG")) o->config.debug = true;
  const char *seed = o->config.hash_seeded ? NULL : variable(o, "PYTHONHASHSEED");
  if (!seed || strcmp(seed, "random") == 0) return;
  o->config.hash_seeded = true;
  o->config.hash_seed = strtoull(seed, NULL, 10);
}

// Calls use(vm, piece, arg) for what lies between the separators.
static bool each_piece(AsterVM *vm, const char *text, char separator, bool (*use)(AsterVM *vm, const char *piece, size_t len, void *arg), void *arg) {
  while (text) {
    const char *end = strchr(text, separator);
    if (!use(vm, text, end ? (size_t)(end - text) : strlen(text), arg)) return false;
    text = end ? end + 1 : NULL;
  }
  return true;
}

static bool add_folder(AsterVM *vm, const char *piece, size_t len, void *path) {
  AsterValue folder = aster_str_new(vm, piece, len);
  bool ok = aster_ok(folder) && aster_append(vm, *(AsterRef *)path, aster_ref(folder));
  aster_release(vm, folder);
  return ok;
}

static bool add_warning(AsterVM *vm, const char *piece, size_t len, void *arg) {
  (void)arg;
  char *filter = strndup(piece, len);
  bool ok = filter && (!len || aster_add_warning(vm, filter));
  free(filter);
  return ok;
}

bool environment_give(AsterVM *vm, const Options *o) {
  const char *folders = variable(o, "PYTHONPATH");
  if (folders) {
    AsterValue sys = aster_import(vm, "sys"), path = aster_ok(sys) ? aster_getattr(vm, aster_ref(sys), "path") : sys;
    AsterRef list = aster_ref(path);
    bool ok = aster_ok(path) && each_piece(vm, folders, ':', add_folder, &list);
    if (aster_ok(sys)) aster_release(vm, sys);
    if (aster_ok(path)) aster_release(vm, path);
    if (!ok) return false;
  }
  return each_piece(vm, variable(o, "PYTHONWARNINGS"), ',', add_warning, NULL);
}

// SPDX-License-Identifier: MIT
// library.c - the tables of the complete library: every module of modules.def, the frozen modules, the compiler.
#include "vm/include/aster_host.h"
#include "vm/library.h"

#ifndef ASTER_NO_ZLIB
#include <zlib.h>
#endif

#include "compiler/job.h"

#define NATIVE(symbol) extern const ModuleDef symbol;
#include "stdlib/modules.def"

const ModuleDef *const library_natives[] = {
#define NATIVE(symbol) &symbol,
#include "stdlib/modules.def"
  NULL,
};

const CompileFn library_compile = compile_job;

#ifndef ASTER_NO_ZLIB
static bool unpack(const uint8_t *packed, size_t len, uint8_t *out, size_t size) {
  z_stream z = {.next_in = (Bytef *)(uintptr_t)packed, .avail_in = (uInt)len, .next_out = out, .avail_out = (uInt)size};
  if (inflateInit2(&z, -MAX_WBITS) != Z_OK) return false;
  bool ok = inflate(&z, Z_FINISH) == Z_STREAM_END && z.avail_out == 0;
  inflateEnd(&z);
  return ok;
}

const UnpackFn library_unpack = unpack;  // tools/freeze.c packs
#else
const UnpackFn library_unpack = NULL;  // without zlib: modules in C only
#endif
#ifdef ASTER_NO_LIBUV
const struct AsterHost library_host = {0};  // loops need a host of the program's own
#endif

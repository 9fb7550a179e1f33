// SPDX-License-Identifier: MIT
// options.h - what the command line and the environment ask for.
#ifndef ASTER_OPTIONS_H
#define ASTER_OPTIONS_H

#include "vm/include/aster.h"

typedef struct Options {
  AsterConfig config;
  AsterRunKind kind;
  const char *what;         // path, code or module; NULL: none given
  bool inspect;             // -i
  bool quiet;               // -q
  const char *xoptions[32], *warnings[32];
  int nxoptions, nwarnings;
  char letters[32];         // of options without argument, for sys.flags
  bool fair;                // --fair
  const char *trace;        // --trace: the file; NULL: none
  int rest, argc;           // where the script's arguments begin in argv, and where they end
} Options;

// An option of one letter without argument. False: unknown.
bool option_letter(Options *o, char c);
void option_x(AsterConfig *config, const char *text);     // -X text, as far as it concerns the VM

// environment.c. With -I or -E nothing is read.
void environment_read(Options *o);                        // before there is a VM; the command line goes before it
bool environment_give(AsterVM *vm, const Options *o);     // PYTHONPATH and PYTHONWARNINGS. False: no memory

#endif

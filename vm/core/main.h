// SPDX-License-Identifier: MIT
// main.h - programs: code run as __main__, its errors printed, its exit status found.
#ifndef ASTER_MAIN_H
#define ASTER_MAIN_H

#include "vm/core/vm.h"

enum { MAIN_INTERRUPTED = -2 };
int main_run_file(VM *vm, const char *path);
int main_run_source(VM *vm, const char *source, size_t len, const char *filename);  // as a module body named `filename`
int main_run_module(VM *vm, const char *dotted);
int main_exit_status(VM *vm);  // takes the pending exception: SystemExit's code, or prints it and gives 1
int main_interact(VM *vm, bool banner);  // the prompt, in the namespace of __main__; the exit status
Module *main_module_get(VM *vm);  // __main__, made when it is missing; borrowed. NULL: exception
void main_keep_source(VM *vm, const char *source, size_t len, const char *filename);  // for tracebacks through code that has no file
bool main_path_prepend(VM *vm, const char *folder);

#endif

// SPDX-License-Identifier: MIT
// commands.h - the subcommands of `aster`. Each gets the words behind its name and returns the exit status.
#ifndef ASTER_COMMANDS_H
#define ASTER_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

int command_dis(int argc, char **argv);
int command_check(int argc, char **argv);
int command_build(int argc, char **argv);
int command_trace_report(int argc, char **argv);

// The words behind a command were wrong: tells its form, and the topic of `aster help` with examples. Gives the exit status, 2.
int command_usage(const char *form, const char *topic);

// Compiles one file and hands the unit on. False: told on stderr what is wrong.
struct CodeUnit;
bool with_unit(const char *path, void (*use)(const struct CodeUnit *unit, const char *source, size_t len, void *arg), void *arg);

#endif

// SPDX-License-Identifier: MIT
// commands.h - the subcommands of `aster`. Each gets the words behind its name and returns the exit status.
#ifndef ASTER_COMMANDS_H
#define ASTER_COMMANDS_H

int command_dis(int argc, char **argv);
int command_check(int argc, char **argv);

#endif

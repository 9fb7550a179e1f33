// SPDX-License-Identifier: MIT
// help.h - what `aster --help` and `aster help TOPIC` say.
#ifndef ASTER_HELP_H
#define ASTER_HELP_H

#include <stdio.h>

int help_usage(FILE *out, int status);          // the first page; gives `status` back
int command_help(int argc, char **argv);        // aster help [TOPIC]
void help_suggest(const char *word);            // to stderr: what may have been meant by a file that does not exist

#endif

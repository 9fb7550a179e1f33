// SPDX-License-Identifier: MIT
// pty.h - a program on a terminal: keys in, a screen out. The terminal is libvterm's, the wire a pseudo-terminal.
#ifndef ASTER_TESTS_PTY_H
#define ASTER_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

typedef struct Pty {
  VTerm *vt;
  VTermScreen *screen;
  VTermPos cursor;
  int fd;               // our end; -1: the program has closed its own
  pid_t pid;            // 0: it has ended
  int status;           // its exit status, once it has
  int rows, columns;
  bool ready;           // the program takes keys one by one: it has asked for bracketed paste
  char tail[16];        // the end of the output, to find what sets `ready`
  size_t tail_len;
} Pty;

// Starts argv in `folder` with exactly the variables of envp. False: told on stderr why not.
bool pty_start(Pty *p, char *const *argv, char *const *envp, const char *folder, int columns, int rows);
void pty_resize(Pty *p, int columns, int rows);
void pty_renew(Pty *p);  // a blank emulator: libvterm 0.1 does not survive every change of size with every content
void pty_send(Pty *p, const char *bytes, size_t len);
// Takes in what the program writes, for at most `milliseconds`; returns at once after some was taken in. False: it writes nothing more.
bool pty_pump(Pty *p, int milliseconds);
// The row as UTF-8, without blanks at its end. `out` holds 8 bytes a column.
void pty_row(Pty *p, int row, char *out);
// The row's looks, one character a cell: '.', or a letter of the colour (rgybmcw, a capital if bold), '*' bold, '_' underlined, '#' reversed.
void pty_looks(Pty *p, int row, char *out);
void pty_end(Pty *p);   // kills what still runs, frees

#endif

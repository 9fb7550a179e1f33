// SPDX-License-Identifier: MIT
// transcript.h - what a program wrote to stderr, without what differs from run to run and from library to library.
//
//   frames of the standard library, their source lines with them       left out
//   a place in the library elsewhere (FILE:LINE)                       LIBRARY; the source line below a warning goes too
//   "created at FILE:LINE"                                             created at HERE
//   0x7f31...                                                          0x...
//   0.151 seconds, 3.14 s, 12.5 ms, when=123.4                         N seconds, N s, N ms, when=N
//   fd=7, pid=1234                                                 fd=N, pid=N
//   the recommendation of tracemalloc, which Aster has not             left out
//
// In an expectation a line that begins with TRANSCRIPT_OURS is one that Aster says and CPython does not.
#ifndef ASTER_TRANSCRIPT_H
#define ASTER_TRANSCRIPT_H

#include <stddef.h>

#define TRANSCRIPT_OURS "aster| "

// Both give a block for free(), zero-terminated, its length in *out_len; NULL: no memory.
char *transcript_of(const char *text, size_t len, size_t *out_len);
char *transcript_expected(const char *text, size_t len, size_t *out_len);  // the marks cut off

#endif

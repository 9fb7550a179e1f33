// SPDX-License-Identifier: MIT
// trace_report.c - `aster trace-report trace.json -o report.html`: one page around a timeline, readable without a network.
//
// The page is tools/aster/report.html, with the trace in the place of @TRACE@. What could end the script element there is written in
// another way, which JSON allows: so any trace makes a page.
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/aster/commands.h"

__asm__(".section .rodata\n"
        ".globl report_page\n.globl report_page_end\n"
        "report_page: .incbin \"tools/aster/report.html\"\nreport_page_end: .byte 0\n"
        ".previous\n");
extern const char report_page[], report_page_end[];

static const char slot[] = "@TRACE@";

static int fail(const char *what, const char *path) {
  fprintf(stderr, "aster: can't %s '%s': [Errno %d] %s\n", what, path, errno, strerror(errno));
  return 1;
}

static bool copy_trace(FILE *in, FILE *out) {
  for (int c, before = 0; (c = getc(in)) != EOF; before = c) {
    if (c == '/' && before == '<') fputs("\\/", out);
    else if (c == '!' && before == '<') fputs("\\u0021", out);
    else putc(c, out);
  }
  return !ferror(in);
}

// A trace is a JSON array or object: nothing else is worth a page.
static bool looks_like_trace(FILE *in) {
  int c;
  do c = getc(in); while (c == ' ' || c == '\n' || c == '\t' || c == '\r');
  rewind(in);
  return c == '[' || c == '{';
}

int command_trace_report(int argc, char **argv) {
  const char *from = NULL, *to = "report.html";
  for (int i = 0; i < argc; i++) {
    if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) to = argv[++i];
    else if (argv[i][0] == '-' || from) return command_usage("trace-report TRACE.json [-o REPORT.html]", "debug");
    else from = argv[i];
  }
  if (!from) return command_usage("trace-report TRACE.json [-o REPORT.html]", "debug");
  FILE *in = fopen(from, "rb");
  if (!in) return fail("open", from);
  if (!looks_like_trace(in)) {
    fprintf(stderr, "aster: '%s' is no trace: `aster --trace %s x.as` writes one\n", from, from);
    fclose(in);
    return 1;
  }
  FILE *out = fopen(to, "wb");
  if (!out) {
    int status = fail("write", to);
    fclose(in);
    return status;
  }
  const char *cut = strstr(report_page, slot);
  fwrite(report_page, 1, (size_t)(cut - report_page), out);
  bool ok = copy_trace(in, out);
  cut += sizeof slot - 1;
  fwrite(cut, 1, (size_t)(report_page_end - cut), out);
  fclose(in);
  if (fclose(out) != 0 || !ok) return fail("write", to);
  return 0;
}

// SPDX-License-Identifier: MIT
// pty.c - a program on a terminal: keys in, a screen out.
#include "tests/repl/pty.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int on_cursor(VTermPos pos, VTermPos old, int visible, void *user) {
  (void)old, (void)visible;
  ((Pty *)user)->cursor = pos;
  return 1;
}
static VTermScreenCallbacks callbacks = {.movecursor = on_cursor};

static void make_terminal(Pty *p) {
  p->vt = vterm_new(p->rows, p->columns);
  vterm_set_utf8(p->vt, 1);
  p->screen = vterm_obtain_screen(p->vt);
  vterm_screen_set_callbacks(p->screen, &callbacks, p);
  vterm_screen_reset(p->screen, 1);
}

bool pty_start(Pty *p, char *const *argv, char *const *envp, const char *folder, int columns, int rows) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  *p = (Pty){.rows = rows, .columns = columns, .fd = -1};
  p->pid = forkpty(&p->fd, NULL, NULL, &size);
  if (p->pid < 0) return perror("forkpty"), false;
  if (p->pid == 0) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);   // a background shell may have had some ignored
    if (chdir(folder) == 0) execve(argv[0], argv, envp);
    perror(argv[0]);
    _exit(127);
  }
  make_terminal(p);
  return true;
}

void pty_resize(Pty *p, int columns, int rows) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  while (p->fd >= 0 && pty_pump(p, 0)) {}
  p->rows = rows;
  p->columns = columns;
  vterm_set_size(p->vt, rows, columns);
  if (p->fd >= 0) ioctl(p->fd, TIOCSWINSZ, &size);
}

void pty_renew(Pty *p) {
  vterm_free(p->vt);
  make_terminal(p);
}

static void take(Pty *p);

// What the program writes meanwhile is taken: it may have to get rid of it before it reads on. A program that takes nothing for long is left alone.
void pty_send(Pty *p, const char *bytes, size_t len) {
  enum { PATIENCE_MS = 30000 };
  while (len && p->fd >= 0) {
    struct pollfd wait = {.fd = p->fd, .events = POLLIN | POLLOUT};
    if (poll(&wait, 1, PATIENCE_MS) <= 0) return;
    if (wait.revents & POLLOUT) {
      ssize_t n = write(p->fd, bytes, len);
      if (n < 0 && errno != EINTR && errno != EAGAIN) return;
      if (n > 0) bytes += n, len -= (size_t)n;
    }
    if (len && wait.revents & ~POLLOUT) take(p);
  }
}

// The program's wish for bracketed paste is its sign that it reads keys; the sequence may come in pieces.
static void note_ready(Pty *p, const char *bytes, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (p->tail_len == sizeof p->tail) memmove(p->tail, p->tail + 1, --p->tail_len);
    p->tail[p->tail_len++] = bytes[i];
    if (p->tail_len < 8 || memcmp(p->tail + p->tail_len - 8, "\033[?2004", 7) != 0) continue;
    if (bytes[i] == 'h') p->ready = true;
    if (bytes[i] == 'l') p->ready = false;
  }
}

static void reap(Pty *p) {
  int status;
  close(p->fd);
  p->fd = -1;
  if (waitpid(p->pid, &status, 0) == p->pid) p->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  p->pid = 0;
}

static void take(Pty *p) {
  char bytes[16384], answer[256];
  ssize_t n = read(p->fd, bytes, sizeof bytes);
  if (n <= 0) {
    if (n == 0 || (errno != EINTR && errno != EAGAIN)) reap(p);
    return;
  }
  note_ready(p, bytes, (size_t)n);
  vterm_input_write(p->vt, bytes, (size_t)n);
  size_t len = vterm_output_read(p->vt, answer, sizeof answer);
  if (len) pty_send(p, answer, len);
}

bool pty_pump(Pty *p, int milliseconds) {
  struct pollfd wait = {.fd = p->fd, .events = POLLIN};
  if (p->fd < 0 || poll(&wait, 1, milliseconds) <= 0) return false;
  take(p);
  return p->fd >= 0;
}

static size_t put_utf8(char *out, uint32_t c) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
  if (c < 0x10000) return out[0] = (char)(0xe0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 63)), out[2] = (char)(0x80 | (c & 63)), 3;
  out[0] = (char)(0xf0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 63)), out[2] = (char)(0x80 | (c >> 6 & 63)), out[3] = (char)(0x80 | (c & 63));
  return 4;
}

void pty_row(Pty *p, int row, char *out) {
  size_t len = 0, end = 0;
  VTermScreenCell cell;
  for (int x = 0; x < p->columns; x += cell.width > 1 ? cell.width : 1) {
    vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = x}, &cell);
    if (!cell.chars[0]) out[len++] = ' ';
    for (int i = 0; i < 2 && cell.chars[i]; i++) len += put_utf8(out + len, cell.chars[i]);
    if (cell.chars[0] && cell.chars[0] != ' ') end = len;
  }
  out[end] = 0;
}

void pty_looks(Pty *p, int row, char *out) {
  static const char colours[] = "krgybmcw";
  int end = 0;
  VTermScreenCell cell;
  for (int x = 0; x < p->columns; x++) {
    vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = x}, &cell);
    char look = cell.attrs.reverse ? '#' : cell.attrs.underline ? '_' : cell.attrs.bold ? '*' : '.';
    if (VTERM_COLOR_IS_INDEXED(&cell.fg) && !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)) {
      look = colours[cell.fg.indexed.idx & 7];
      if (cell.attrs.bold || cell.fg.indexed.idx > 7) look = (char)(look - 32);
    }
    out[x] = look;
    if (look != '.') end = x + 1;
  }
  out[end] = 0;
}

void pty_end(Pty *p) {
  if (p->pid > 0) {
    kill(p->pid, SIGKILL);
    waitpid(p->pid, &p->status, 0);
  }
  if (p->fd >= 0) close(p->fd);
  if (p->vt) vterm_free(p->vt);
  *p = (Pty){.fd = -1};
}

// SPDX-License-Identifier: MIT
// termios.c - the termios module: the line discipline of a terminal.
//
// Attributes travel as CPython has them: [iflag, oflag, cflag, lflag, ispeed, ospeed, cc], cc a list of one-byte strings in which VMIN and
// VTIME are ints where the terminal is not in canonical mode.
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "vm/core/host.h"
#include "stdlib/native/posix.h"

enum { ATTRIBUTES = 7 };

// Raises termios.error(errno, text); V_ABSENT.
static Value fail(VM *vm) {
  int number = errno;
  Value args[2] = {from_int(number), str_from_c(vm, strerror(number))}, type = args[1] ? import_attr(vm, "termios", "error") : V_ABSENT;
  Value exc = type ? obj_call(vm, type, args, 2) : V_ABSENT;
  if (exc) raise_object(vm, exc);
  release(vm, exc);
  release(vm, type);
  release(vm, args[1]);
  return V_ABSENT;
}

static Value outcome(VM *vm, int r) { return r < 0 ? fail(vm) : V_NONE; }

static Value chars_list(VM *vm, const struct termios *mode) {
  Value list = list_new(vm, NCCS);
  for (int i = 0; list && i < NCCS; i++) {
    bool number = !(mode->c_lflag & ICANON) && (i == VMIN || i == VTIME);
    Value v = number ? from_int(mode->c_cc[i]) : bytes_new(vm, &mode->c_cc[i], 1);
    if (!v || !list_append_steal(vm, as_list(list), v)) replace(vm, &list, V_ABSENT);
  }
  return list;
}

static Value termios_tcgetattr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  struct termios mode;
  if (!fd_arg(vm, args[0], &fd)) return V_ABSENT;
  if (tcgetattr(fd, &mode) < 0) return fail(vm);
  Value cc = chars_list(vm, &mode);
  if (!cc) return V_ABSENT;
  Value items[ATTRIBUTES] = {from_int(mode.c_iflag), from_int(mode.c_oflag), from_int(mode.c_cflag), from_int(mode.c_lflag),
                             from_int(cfgetispeed(&mode)), from_int(cfgetospeed(&mode)), cc};
  return list_from_steal(vm, items, ATTRIBUTES);
}

static bool chars_read(VM *vm, Value v, struct termios *mode) {
  if (!is_list(v) || as_list(v)->len != NCCS) {
    raise_type(vm, "tcsetattr: attributes[6] must be %d element list", NCCS);
    return false;
  }
  for (size_t i = 0; i < NCCS; i++) {
    Value item = as_list(v)->items[i];
    int64_t n;
    if (is_bytes(item) && as_bytes(item)->len == 1) mode->c_cc[i] = as_bytes(item)->data[0];
    else if (is_integer(item) && int_to_i64(item, &n)) mode->c_cc[i] = (cc_t)n;
    else return raise_type(vm, "tcsetattr: elements of attributes must be characters or integers"), false;
  }
  return true;
}

// The list of attributes over what the terminal has. False: an exception is set.
static bool mode_read(VM *vm, Value v, struct termios *mode) {
  if (!is_list(v) || as_list(v)->len != ATTRIBUTES) return raise_type(vm, "tcsetattr, arg 3: must be 7 element list"), false;
  tcflag_t *flags[4] = {&mode->c_iflag, &mode->c_oflag, &mode->c_cflag, &mode->c_lflag};
  int64_t numbers[6];
  Value held = retain(v);  // __index__ may change the list
  bool ok = true;
  for (size_t i = 0; ok && i < 6; i++) ok = i < as_list(v)->len && obj_index_i64(vm, as_list(v)->items[i], &numbers[i]);
  if (ok && as_list(v)->len != ATTRIBUTES) ok = false, raise_type(vm, "tcsetattr, arg 3: must be 7 element list");
  for (size_t i = 0; ok && i < 4; i++) *flags[i] = (tcflag_t)numbers[i];
  if (ok) ok = chars_read(vm, as_list(v)->items[6], mode);
  if (ok && (cfsetispeed(mode, (speed_t)numbers[4]) < 0 || cfsetospeed(mode, (speed_t)numbers[5]) < 0)) ok = false, (void)fail(vm);
  release(vm, held);
  if (!ok && !has_error(vm)) raise_type(vm, "tcsetattr, arg 3: must be 7 element list");
  return ok;
}

static Value termios_tcsetattr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, when;
  struct termios mode;
  if (!fd_arg(vm, args[0], &fd) || !int32_arg(vm, args[1], 0, &when)) return V_ABSENT;
  if (!is_list(args[2]) || as_list(args[2])->len != ATTRIBUTES) return raise_type(vm, "tcsetattr, arg 3: must be 7 element list");
  if (tcgetattr(fd, &mode) < 0) return fail(vm);
  return mode_read(vm, args[2], &mode) ? outcome(vm, tcsetattr(fd, when, &mode)) : V_ABSENT;
}

#define WITH_NUMBER(name) \
  static Value termios_##name(VM *vm, Value *args, uint32_t argc) { \
    (void)argc; \
    int fd, n; \
    return fd_arg(vm, args[0], &fd) && int32_arg(vm, args[1], 0, &n) ? outcome(vm, name(fd, n)) : V_ABSENT; \
  }
WITH_NUMBER(tcsendbreak)
WITH_NUMBER(tcflush)
WITH_NUMBER(tcflow)

static Value termios_tcdrain(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  return fd_arg(vm, args[0], &fd) ? outcome(vm, tcdrain(fd)) : V_ABSENT;
}

static Value termios_tcgetwinsize(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd;
  struct winsize size;
  if (!fd_arg(vm, args[0], &fd)) return V_ABSENT;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return fail(vm);
  return tuple_pack(vm, 2, from_int(size.ws_row), from_int(size.ws_col));
}

static Value termios_tcsetwinsize(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int fd, rows, columns;
  struct winsize size;
  if (!fd_arg(vm, args[0], &fd)) return V_ABSENT;
  Value pair = sequence_tuple(vm, args[1]);
  bool ok = pair && as_tuple(pair)->len == 2;
  if (!ok) {
    if (pair || error_clear_if(vm, EXC_TypeError)) raise_type(vm, "tcsetwinsize, arg 2: must be a two-item sequence");
    release(vm, pair);
    return V_ABSENT;
  }
  ok = int32_arg(vm, as_tuple(pair)->items[0], 0, &rows) && int32_arg(vm, as_tuple(pair)->items[1], 0, &columns);
  release(vm, pair);
  if (!ok) return V_ABSENT;
  if ((unsigned short)rows != rows || (unsigned short)columns != columns) {
    return raise(vm, EXC_OverflowError, "winsize value(s) out of range.");
  }
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return fail(vm);
  size.ws_row = (unsigned short)rows;
  size.ws_col = (unsigned short)columns;
  return outcome(vm, ioctl(fd, TIOCSWINSZ, &size));
}

static const NativeDef functions[] = {
  {"tcgetattr", "(fd, /)", termios_tcgetattr, 0, "Get the tty attributes for file descriptor fd: [iflag, oflag, cflag, lflag, ispeed, ospeed, cc]."},
  {"tcsetattr", "(fd, when, attributes, /)", termios_tcsetattr, 0, "Set the tty attributes for file descriptor fd, as tcgetattr() gives them."},
  {"tcsendbreak", "(fd, duration, /)", termios_tcsendbreak, 0, "Send a break on file descriptor fd."},
  {"tcdrain", "(fd, /)", termios_tcdrain, 0, "Wait until all output written to file descriptor fd has been transmitted."},
  {"tcflush", "(fd, queue, /)", termios_tcflush, 0, "Discard queued data on file descriptor fd."},
  {"tcflow", "(fd, action, /)", termios_tcflow, 0, "Suspend or resume input or output on file descriptor fd."},
  {"tcgetwinsize", "(fd, /)", termios_tcgetwinsize, 0, "Get the tty winsize for file descriptor fd: (lines, columns)."},
  {"tcsetwinsize", "(fd, winsize, /)", termios_tcsetwinsize, 0, "Set the tty winsize for file descriptor fd to (lines, columns)."},
  {0},
};

#define C(name) {#name, name},
static const struct { const char *name; int64_t value; } constants[] = {
  C(B0) C(B50) C(B75) C(B110) C(B134) C(B150) C(B200) C(B300) C(B600) C(B1200) C(B1800) C(B2400) C(B4800) C(B9600) C(B19200) C(B38400)
  C(B57600) C(B115200) C(B230400) C(B460800) C(B500000) C(B576000) C(B921600) C(B1000000) C(B1152000) C(B1500000) C(B2000000) C(B2500000)
  C(B3000000) C(B3500000) C(B4000000) C(BRKINT) C(BS0) C(BS1) C(BSDLY) C(CLOCAL) C(CR0) C(CR1) C(CR2) C(CR3) C(CRDLY) C(CREAD) C(CRTSCTS)
  C(CS5) C(CS6) C(CS7) C(CS8) C(CSIZE) C(CSTOPB) C(ECHO) C(ECHOCTL) C(ECHOE) C(ECHOK) C(ECHOKE) C(ECHONL) C(ECHOPRT) C(FF0) C(FF1) C(FFDLY)
  C(FIOASYNC) C(FIOCLEX) C(FIONBIO) C(FIONCLEX) C(FIONREAD) C(FLUSHO) C(HUPCL) C(ICANON) C(ICRNL) C(IEXTEN) C(IGNBRK) C(IGNCR) C(IGNPAR)
  C(IMAXBEL) C(INLCR) C(INPCK) C(ISIG) C(ISTRIP) C(IUCLC) C(IUTF8) C(IXANY) C(IXOFF) C(IXON) C(NCCS) C(NL0) C(NL1) C(NLDLY) C(NOFLSH)
  C(OCRNL) C(OFDEL) C(OFILL) C(OLCUC) C(ONLCR) C(ONLRET) C(ONOCR) C(OPOST) C(PARENB) C(PARMRK) C(PARODD) C(PENDIN) C(TAB0) C(TAB1) C(TAB2)
  C(TAB3) C(TABDLY) C(TCIFLUSH) C(TCIOFF) C(TCIOFLUSH) C(TCION) C(TCOFLUSH) C(TCOOFF) C(TCOON) C(TCSADRAIN) C(TCSAFLUSH) C(TCSANOW)
  C(TIOCEXCL) C(TIOCGPGRP) C(TIOCGWINSZ) C(TIOCINQ) C(TIOCNOTTY) C(TIOCNXCL) C(TIOCOUTQ) C(TIOCSCTTY) C(TIOCSPGRP) C(TIOCSTI) C(TIOCSWINSZ)
  C(TOSTOP) C(VDISCARD) C(VEOF) C(VEOL) C(VEOL2) C(VERASE) C(VINTR) C(VKILL) C(VLNEXT) C(VMIN) C(VQUIT) C(VREPRINT) C(VSTART) C(VSTOP)
  C(VSUSP) C(VT0) C(VT1) C(VTDLY) C(VTIME) C(VWERASE) C(_POSIX_VDISABLE)
};

// class error(Exception), in the module's name.
static Value error_type(VM *vm) {
  Value name = str_from_c(vm, "error"), bases = tuple_pack(vm, 1, from_obj(error_type_get(vm, EXC_Exception))), type = V_ABSENT;
  Dict *ns = dict_new(vm);
  if (name && bases && ns && dict_set_c(vm, ns, "__module__", str_from_c(vm, "termios"))) {
    Value args[3] = {name, bases, from_obj(ns)};
    type = obj_call(vm, from_obj(vm->types.type), args, 3);
  }
  release(vm, name);
  release(vm, bases);
  xdecref(vm, ns);
  return type;
}

static bool init(VM *vm, Module *module) {
  if (!module_add_guarded(vm, module, functions, CAN_FILES)) return false;
  Value error = error_type(vm);
  bool ok = error && module_add(vm, module, "error", error);
  for (size_t i = 0; ok && i < sizeof constants / sizeof *constants; i++) ok = module_add_int(vm, module, constants[i].name, constants[i].value);
  return ok;
}

const ModuleDef termios_module = {"termios", "The line discipline of a terminal: its modes and control characters.", NULL, init};

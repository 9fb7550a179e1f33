// SPDX-License-Identifier: MIT
// io.h - files: raw descriptors, buffers above them, text above those; the standard streams; print, input, open.
//
// The layers are Python's: FileIO (system calls), BufferedReader/Writer/Random (an array of bytes), TextIOWrapper (decoding, newlines).
// Each is a type of its own that scripts can subclass or replace. Where a layer finds an exact builtin type below it, it calls the C
// function; otherwise the method. Only fileio.c makes system calls.
#ifndef ASTER_IO_H
#define ASTER_IO_H

#include "vm/types/bytes.h"
#include "vm/types/str.h"
#include "vm/core/thread.h"

typedef enum {
  IO_BASE, IO_RAW_BASE, IO_BUFFERED_BASE, IO_TEXT_BASE, IO_FILE, IO_READER, IO_WRITER, IO_RANDOM, IO_PAIR, IO_BYTES, IO_STRING, IO_TEXT,
  IO_NEWLINES, IO_UNRAISABLE, IO_TYPE_COUNT
} IoTypeId;

typedef struct StdFile { bool open, tty; uint32_t block_size; } StdFile;  // a standard descriptor at the VM's start

typedef struct IoState {
  Type *types[IO_TYPE_COUNT];
  Value unsupported;                 // io.UnsupportedOperation, a class; V_ABSENT: nobody has needed it (io_unsupported_type_get)
  Value streams[3];                  // stdin, stdout, stderr; V_NONE: its descriptor was closed; V_ABSENT: not made yet (io_stream_get)
  StdFile std[3];                    // what they were when the VM began, which is what they are made by
  Value sources;                     // dict: text of code without a file, for tracebacks
  Value audit_hooks, hooks_type, kept;  // of the sys module
} IoState;

typedef struct IoBase {              // head of every object here
  Object header;
  bool closed;                       // by IOBase.close; the types below with a better test keep it true as well
  bool finalizing;                   // close() is called because nobody holds the object any more
} IoBase;

typedef struct FileIO {
  IoBase base;
  int fd;                            // -1: closed
  bool readable, writable, created, appending, closefd;
  bool standard;                     // a standard stream of the process: the host's `write` takes what it gets
  int8_t seekable;                   // -1: not known
  uint32_t block_size;
  Value name;                        // V_ABSENT: none
} FileIO;

// One buffer serves reading and writing in turn: when `dirty`, data[0, len) waits to be written at the raw position; else
// data[pos, len) was read ahead, the raw position being that of data[len].
typedef struct Buffered {
  IoBase base;
  Value raw;                         // V_ABSENT: detached or not initialised
  uint8_t *data;
  size_t size, pos, len;
  bool dirty, ready, detached;
  Thread *owner;                     // works on data, perhaps in a raw call without the VM's lock; NULL: nobody
  WaitQueue waiters;
} Buffered;

typedef struct BytesIO {
  IoBase base;
  Value buffer;                      // a bytearray, so that getbuffer can lend it; V_ABSENT: closed
  size_t pos;
} BytesIO;

typedef struct StringIO {
  IoBase base;
  uint32_t *data;
  size_t len, cap, pos;
  bool ready, translate, universal;
  Str *newline;                      // written instead of \n, and the end of a line when reading; NULL: none
  uint8_t seen;
} StringIO;

typedef enum { TEXT_UTF8, TEXT_ASCII, TEXT_LATIN1, TEXT_OTHER } TextCodec;
enum { NEWLINE_CR = 1, NEWLINE_LF = 2, NEWLINE_CRLF = 4 };

typedef struct TextIO {
  IoBase base;
  Value buffer;                      // V_ABSENT: detached or not initialised
  Str *encoding, *errors;
  Value mode;                        // what open() says; V_ABSENT: none
  Str *newline;                      // as given to the constructor; NULL: None
  char write_newline[3];             // what \n becomes; "": stays
  uint8_t codec;                     // TextCodec
  uint8_t seen;                      // kinds of newline met
  bool universal, translate;         // reading: \r and \r\n end lines; they become \n
  bool line_buffering, write_through, ready, detached, telling, seekable, eof;
  bool can_read, can_write, wrote;   // wrote: the byte order mark, if any, is out
  uint8_t family, variant;           // 8, 16, 32: encodings with a byte order mark; variant: which was met (textread.c)
  uint8_t *pending;                  // encoded, not yet given to `buffer`
  size_t pending_len, pending_cap;
  Str *decoded;                      // read ahead; NULL: nothing
  size_t used;                       // code points of it that were given out
  Value snapshot;                    // the bytes behind `decoded`, V_ABSENT: unknown
  uint8_t tail[16];                  // the end of the last chunk: an incomplete character, a \r that may be half of \r\n
  uint8_t tail_len;
  size_t chunk;
} TextIO;

static inline IoState *io_state(VM *vm);
bool io_init(VM *vm) MUST_USE;       // the types and the standard streams; before sys
void io_flush_std(VM *vm);           // sys.stdout, then sys.stderr; errors are reported as unraisable
void io_free(VM *vm);                // forgets streams and types; flushes nothing
struct ModuleDef;
extern const struct ModuleDef io_module;  // `_io`

// io.c
Value io_open(VM *vm, Value file, const char *mode, Value buffering, Value encoding, Value errors, Value newline) MUST_USE;
Value io_call(VM *vm, Value o, const char *method, const Value *args, uint32_t argc) MUST_USE;
Value io_closed_error(VM *vm);       // ValueError "I/O operation on closed file."
Type *io_unsupported_type_get(VM *vm);                       // these are made when first needed. NULL, V_ABSENT: no memory
Type *io_unraisable_type_get(VM *vm);
Value io_stream_get(VM *vm, int fd);                         // borrowed: a standard stream as the VM began with it; V_NONE: was closed
Value io_unsupported(VM *vm, const char *text);
bool io_is_exact(VM *vm, Value v, IoTypeId id);
bool io_is(VM *vm, Value v, IoTypeId id);
int io_is_closed(VM *vm, Value o);   // o.closed: 0, 1, -1
bool io_size_arg(VM *vm, Value v, int64_t *out) MUST_USE;  // None or absent: -1; TypeError "argument should be integer or None, not 'X'"
Value io_unraisable_args(VM *vm, const Value fields[5]) MUST_USE;
void io_stderr_write(VM *vm, const Str *text);   // to sys.stderr, else the descriptor; never fails
void io_stderr_raw(VM *vm, const char *text);
Value io_path_arg(VM *vm, Value path, bool allow_fd) MUST_USE;  // a str, bytes or int: os.fspath
bool io_path_c(VM *vm, Value path, char *out, size_t size) MUST_USE;  // encoded; ValueError "embedded null byte"

// fileio.c
Value fileio_open(VM *vm, Value file, const char *mode, bool closefd, Value opener) MUST_USE;
int64_t fileio_read_into(VM *vm, FileIO *f, uint8_t *out, size_t len) MUST_USE;        // -1: exception; -2: would block
int64_t fileio_write_from(VM *vm, FileIO *f, const uint8_t *data, size_t len) MUST_USE; // likewise
int64_t fileio_seek_to(VM *vm, FileIO *f, int64_t offset, int whence) MUST_USE;        // -1: exception
bool fileio_isatty(const FileIO *f);
StdFile fileio_standard_probe(const VM *vm, int fd);
Value fileio_standard_new(VM *vm, int fd, const char *mode) MUST_USE;
void fileio_warn_unclosed(VM *vm, FileIO *f, Value source);
bool fd_write_all(int fd, const void *data, size_t len);      // needs no VM

// bufio.c
Value buffered_open(VM *vm, IoTypeId id, Value raw, size_t size) MUST_USE;
// Around what follows, which works on the array: others wait meanwhile. false: exception; the thread holds it already (RuntimeError).
bool buffered_hold(VM *vm, Buffered *b) MUST_USE;
void buffered_let_go(VM *vm, Buffered *b);
bool buffered_write_from(VM *vm, Buffered *b, const uint8_t *data, size_t len) MUST_USE;
bool buffered_flush_out(VM *vm, Buffered *b) MUST_USE;
int64_t buffered_read_chunk(VM *vm, Buffered *b, uint8_t *out, size_t len) MUST_USE;   // at most one raw read; -1 exception; -2 would block
Value buffered_read_all(VM *vm, Buffered *b) MUST_USE;

// textio.c
Value textio_open(VM *vm, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering, bool write_through) MUST_USE;
bool textio_write_str(VM *vm, TextIO *t, Str *s) MUST_USE;
bool textio_flush(VM *vm, TextIO *t) MUST_USE;
bool textio_pending_out(VM *vm, TextIO *t) MUST_USE;  // to the buffer, no further
// textread.c
Value textio_read(VM *vm, TextIO *t, int64_t size) MUST_USE;
Value textio_readline(VM *vm, TextIO *t, int64_t limit) MUST_USE;
Value textio_tell(VM *vm, TextIO *t) MUST_USE;
Value textio_seek(VM *vm, TextIO *t, Value cookie, int whence) MUST_USE;
void textio_forget(VM *vm, TextIO *t);  // what was read ahead
// Translates newlines of a decoded chunk; takes `text`. `held` carries a \r over to the next one.
Str *newlines_translate_steal(VM *vm, Str *text, bool translate, bool final, bool *held, uint8_t *seen) MUST_USE;
Value newlines_seen(VM *vm, uint8_t seen) MUST_USE;   // None, a str or a tuple of strs

// The types' specs, for io.c.
extern const TypeSpec iobase_spec, rawiobase_spec, bufferediobase_spec, textiobase_spec, fileio_spec, bufreader_spec, bufwriter_spec,
  bufrandom_spec, bufpair_spec, bytesio_spec, stringio_spec, textio_spec, newlines_spec;
extern const NativeDef iobase_methods[];

// Builtin functions; their signatures are beside. print and open as their names say.
#define BUILTIN_PRINT_SIG "(*args, sep=' ', end='\\n', file=None, flush=False)"
#define BUILTIN_INPUT_SIG "(prompt='', /)"
#define BUILTIN_OPEN_SIG "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"
Value builtin_print(VM *vm, Value *args, uint32_t argc, Tuple *kwnames);  // NATIVE_KW: a NativeKwFn
Value builtin_input(VM *vm, Value *args, uint32_t argc);
Value builtin_open(VM *vm, Value *args, uint32_t argc);

#include "vm/core/vm.h"
static inline IoState *io_state(VM *vm) { return (IoState *)vm->io; }

#endif

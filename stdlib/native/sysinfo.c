// SPDX-License-Identifier: MIT
// sysinfo.c - what sys tells of the implementation: versions, limits, flags, names of the standard modules.
#include <float.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "stdlib/native/sys.h"
#include "vm/core/host.h"
#include "vm/types/structseq.h"

#define END {NULL, NULL, NULL, NULL}
#define F(i, name) {name, structseq_get_##i, NULL, NULL}

static const GetSetDef version_fields[] = {F(0, "major"), F(1, "minor"), F(2, "micro"), F(3, "releaselevel"), F(4, "serial"), END};
static const StructSeqSpec version_spec = {.type = {STRUCTSEQ("sys.version_info", 5), .getset = version_fields}, .visible = 5, .no_new = true};

static const GetSetDef flags_fields[] = {
  F(0, "debug"), F(1, "inspect"), F(2, "interactive"), F(3, "optimize"), F(4, "dont_write_bytecode"), F(5, "no_user_site"),
  F(6, "no_site"), F(7, "ignore_environment"), F(8, "verbose"), F(9, "bytes_warning"), F(10, "quiet"), F(11, "hash_randomization"),
  F(12, "isolated"), F(13, "dev_mode"), F(14, "utf8_mode"), F(15, "warn_default_encoding"), F(16, "safe_path"),
  F(17, "int_max_str_digits"), END,
};
static const StructSeqSpec flags_spec = {.type = {STRUCTSEQ("sys.flags", 18), .getset = flags_fields}, .visible = 18, .no_new = true};

static const GetSetDef float_fields[] = {
  F(0, "max"), F(1, "max_exp"), F(2, "max_10_exp"), F(3, "min"), F(4, "min_exp"), F(5, "min_10_exp"), F(6, "dig"), F(7, "mant_dig"),
  F(8, "epsilon"), F(9, "radix"), F(10, "rounds"), END,
};
static const StructSeqSpec float_spec = {.type = {STRUCTSEQ("sys.float_info", 11), .getset = float_fields}, .visible = 11};

static const GetSetDef int_fields[] = {
  F(0, "bits_per_digit"), F(1, "sizeof_digit"), F(2, "default_max_str_digits"), F(3, "str_digits_check_threshold"), END,
};
static const StructSeqSpec int_spec = {.type = {STRUCTSEQ("sys.int_info", 4), .getset = int_fields}, .visible = 4};

static const GetSetDef hash_fields[] = {
  F(0, "width"), F(1, "modulus"), F(2, "inf"), F(3, "nan"), F(4, "imag"), F(5, "algorithm"), F(6, "hash_bits"), F(7, "seed_bits"),
  F(8, "cutoff"), END,
};
static const StructSeqSpec hash_spec = {.type = {STRUCTSEQ("sys.hash_info", 9), .getset = hash_fields}, .visible = 9};

static const GetSetDef thread_fields[] = {F(0, "name"), F(1, "lock"), F(2, "version"), END};
static const StructSeqSpec thread_spec = {.type = {STRUCTSEQ("sys.thread_info", 3), .getset = thread_fields}, .visible = 3};

// Adds an instance of a type that nobody else needs. Takes the values, one of which may be missing for want of memory.
static bool add(VM *vm, Module *module, const char *name, const StructSeqSpec *spec, Value *values, uint32_t count) {
  Type *type = has_error(vm) ? NULL : structseq_type_new(vm, spec);
  Value v = type ? structseq_from_steal(vm, type, values) : V_ABSENT;
  for (uint32_t i = 0; !type && i < count; i++) release(vm, values[i]);
  bool ok = v != V_ABSENT && module_add(vm, module, name, v);
  if (type) ok = sys_keep(vm, module, from_obj(type)) && ok;
  return ok;
}

static bool versions_add(VM *vm, Module *module) {
  Type *type = structseq_type_new(vm, &version_spec);
  if (!type || !sys_keep(vm, module, from_obj(type))) return false;
  Value values[5] = {from_int(3), from_int(13), from_int(0), str_from_c(vm, "final"), from_int(0)};
  Value version = values[3] != V_ABSENT ? structseq_from_steal(vm, type, values) : V_ABSENT;
  if (version == V_ABSENT) return false;
  Value names[] = {str_from_c(vm, "name"), str_from_c(vm, "cache_tag"), str_from_c(vm, "version"), str_from_c(vm, "hexversion")};
  Value args[] = {str_from_c(vm, "aster"), str_from_c(vm, "aster-313"), version, from_int(0x030d00f0)};
  Value kwnames = has_error(vm) ? V_ABSENT : tuple_from(vm, names, 4), implementation = V_ABSENT;
  if (kwnames != V_ABSENT) implementation = obj_call_kw(vm, from_obj(vm->types.simple_namespace), args, 0, as_tuple(kwnames));
  release(vm, kwnames);
  for (int i = 0; i < 4; i++) {
    release(vm, names[i]);
    if (i != 2) release(vm, args[i]);
  }
  bool ok = module_add(vm, module, "version_info", version);
  return module_add(vm, module, "implementation", implementation) && ok;
}

// -I stands for -E, -P and -s as well; what an embedding program isolates has no letter. Bytecode is never written beside a script.
static bool flags_add(VM *vm, Module *module) {
  const VMConfig *c = &vm->config;
  bool isolated = c->isolated && !vm_option_count(c, "P");
  int64_t optimize = vm_option_count(c, "O");
  Value values[] = {
    from_int(vm_option_count(c, "d")), from_int(vm_option_count(c, "i") > 0), from_int(vm_option_count(c, "i") > 0), from_int(optimize ? optimize : c->optimize), from_int(1),
    from_int(isolated || vm_option_count(c, "s")), from_int(vm_option_count(c, "S") > 0), from_int(isolated || vm_option_count(c, "E")), from_int(vm_option_count(c, "v")),
    from_int(vm_option_count(c, "b")), from_int(vm_option_count(c, "q") > 0), from_int(!c->hash_seeded || c->hash_seed), from_int(isolated), from_bool(c->dev_mode),
    from_int(1), from_int(0), from_bool(c->isolated), from_int(4300)};
  return add(vm, module, "flags", &flags_spec, values, 18);
}

static bool float_info_add(VM *vm, Module *module) {
  Value f[11] = {from_double(DBL_MAX), from_int(DBL_MAX_EXP), from_int(DBL_MAX_10_EXP), from_double(DBL_MIN), from_int(DBL_MIN_EXP),
                 from_int(DBL_MIN_10_EXP), from_int(DBL_DIG), from_int(DBL_MANT_DIG), from_double(DBL_EPSILON), from_int(FLT_RADIX), from_int(1)};
  return add(vm, module, "float_info", &float_spec, f, 11);
}

static bool int_info_add(VM *vm, Module *module) {
  Value n[4] = {from_int(30), from_int(4), from_int(4300), from_int(640)};
  return add(vm, module, "int_info", &int_spec, n, 4);
}

static bool hash_info_add(VM *vm, Module *module) {
  Value h[9] = {from_int(64), int_from_i64(vm, (INT64_C(1) << 61) - 1), from_int(314159), from_int(0), from_int(1000003),
                str_from_c(vm, "siphash13"), from_int(64), from_int(128), from_int(0)};
  return add(vm, module, "hash_info", &hash_spec, h, 9);
}

static bool thread_info_add(VM *vm, Module *module) {
  Value t[3] = {str_from_c(vm, "pthread"), str_from_c(vm, "semaphore"), V_NONE};
  return add(vm, module, "thread_info", &thread_spec, t, 3);
}

static const char standard_modules[] =
  "__future__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk "
  "_codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize _compat_pickle _compression "
  "_contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib "
  "_frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _interpchannels _interpqueues _interpreters _io "
  "_ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode _opcode_metadata "
  "_operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong _pyrepl "
  "_queue _random _scproxy _sha1 _sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string "
  "_strptime _struct _suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _typing _uuid "
  "_warnings _weakref _weakrefset _winapi _wmi _zoneinfo abc antigravity argparse array ast asyncio atexit base64 bdb binascii "
  "bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser "
  "contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings "
  "ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass "
  "gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json "
  "keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt "
  "ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix "
  "posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib "
  "resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver "
  "sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig "
  "syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback "
  "tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg "
  "winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ";

static Value names_split(VM *vm, const char *text) {
  Value list = list_new(vm, 320);
  while (list != V_ABSENT && *text) {
    const char *end = strchr(text, ' ');
    Str *name = str_intern(vm, text, (size_t)(end - text));
    if (!name || !list_append_steal(vm, as_list(list), from_obj(name))) replace(vm, &list, V_ABSENT);
    text = end + 1;
  }
  return list;
}

static bool module_names_add(VM *vm, Module *module) {
  Value list = names_split(vm, standard_modules), set = list == V_ABSENT ? V_ABSENT : frozenset_new(vm);
  if (set != V_ABSENT && !set_update(vm, as_set(set), list)) replace(vm, &set, V_ABSENT);
  release(vm, list);
  if (set == V_ABSENT || !module_add(vm, module, "stdlib_module_names", set)) return false;
  Value names = list_new(vm, 64);
  for (const ModuleDef *const *def = vm->config.natives; names != V_ABSENT && def && *def; def++) {
    Value name = str_from_c(vm, (*def)->name);
    if (name == V_ABSENT || !list_append_steal(vm, as_list(names), name)) replace(vm, &names, V_ABSENT);
  }
  bool ok = names != V_ABSENT && list_sort(vm, as_list(names), V_ABSENT, false);
  Value tuple = ok ? list_to_tuple(vm, as_list(names)) : V_ABSENT;
  release(vm, names);
  return tuple != V_ABSENT && module_add(vm, module, "builtin_module_names", tuple);
}

static bool texts_add(VM *vm, Module *module) {
  char version[128];
#if defined(__clang__)
  snprintf(version, sizeof version, "3.13.0 (aster %s) [Clang %d.%d.%d]", ASTER_VERSION_TEXT, __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  snprintf(version, sizeof version, "3.13.0 (aster %s) [GCC %d.%d.%d]", ASTER_VERSION_TEXT, __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
#if defined(__APPLE__)
  const char *platform = "darwin";
#elif defined(__EMSCRIPTEN__)
  const char *platform = "emscripten";
#else
  const char *platform = "linux";
#endif
  static const char *const prefixes[] = {"prefix", "base_prefix", "exec_prefix", "base_exec_prefix"};
  for (int i = 0; i < 4; i++) if (!module_add_str(vm, module, prefixes[i], "/usr/local")) return false;
  return module_add_str(vm, module, "version", version) && module_add_str(vm, module, "platform", platform) &&
         module_add_str(vm, module, "copyright", "Copyright (c) the authors of Aster. MIT licence.") &&
         module_add_str(vm, module, "byteorder", "little") && module_add_str(vm, module, "float_repr_style", "short") &&
         module_add_str(vm, module, "abiflags", "") && module_add_str(vm, module, "platlibdir", "lib");
}

bool sysinfo_add(VM *vm, Module *module) {
  return versions_add(vm, module) && flags_add(vm, module) && float_info_add(vm, module) && int_info_add(vm, module) &&
         hash_info_add(vm, module) && thread_info_add(vm, module) && module_names_add(vm, module) && texts_add(vm, module) &&
         module_add_int(vm, module, "hexversion", 0x030d00f0) && module_add_int(vm, module, "api_version", 1013) &&
         module_add_int(vm, module, "maxunicode", 0x10ffff) && module_add(vm, module, "maxsize", int_from_i64(vm, INT64_MAX)) &&
         module_add(vm, module, "dont_write_bytecode", V_TRUE) && module_add(vm, module, "pycache_prefix", V_NONE);
}

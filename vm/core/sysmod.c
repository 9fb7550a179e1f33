// SPDX-License-Identifier: MIT
// sysmod.c - what the host puts into the sys module.
#include "vm/core/sysmod.h"

// Bytes of the command line as a str: what is no UTF-8 is kept as surrogates.
static Value text_of(VM *vm, const char *bytes) { return codec_decode(vm, (const uint8_t *)bytes, strlen(bytes), "utf-8", "surrogateescape"); }

static bool list_set(VM *vm, const char *name, const char *const *texts, size_t count) {
  Value list = list_new(vm, count);
  for (size_t i = 0; list != V_ABSENT && i < count; i++) {
    Value text = text_of(vm, texts[i]);
    if (text == V_ABSENT || !list_append_steal(vm, as_list(list), text)) replace(vm, &list, V_ABSENT);
  }
  return list != V_ABSENT && dict_set_c(vm, vm->sys->dict, name, list);
}

bool sys_set_argv(VM *vm, int argc, char *const *argv, const char *executable, int orig_argc, char *const *orig_argv) {
  if (!list_set(vm, "argv", (const char *const *)argv, (size_t)argc)) return false;
  if (!list_set(vm, "orig_argv", (const char *const *)orig_argv, (size_t)orig_argc)) return false;
  Value text = text_of(vm, executable ? executable : "");
  return text != V_ABSENT && dict_set_c(vm, vm->sys->dict, "_base_executable", retain(text)) && dict_set_c(vm, vm->sys->dict, "executable", text);
}

bool sys_path_set(VM *vm, const char *const *folders, size_t count) { return list_set(vm, "path", folders, count); }

static Value member(VM *vm, const char *name) {  // borrowed
  Value key = str_from_c(vm, name), v = V_ABSENT;
  if (key != V_ABSENT && dict_find(vm, vm->sys->dict, key, &v) <= 0) v = V_ABSENT;
  release(vm, key);
  return v;
}

bool sys_add_xoption(VM *vm, const char *option) {
  Value options = member(vm, "_xoptions");
  if (options == V_ABSENT || !is_dict(options)) return !has_error(vm);
  const char *equals = strchr(option, '=');
  Str *name = str_from_utf8(vm, option, equals ? (size_t)(equals - option) : strlen(option));
  Value v = equals ? text_of(vm, equals + 1) : V_TRUE;
  if (name && v != V_ABSENT) return dict_set_steal(vm, as_dict(options), from_obj(name), v);
  xdecref(vm, name);
  release(vm, v);
  return false;
}

bool sys_add_warning(VM *vm, const char *filter) {
  Value options = member(vm, "warnoptions"), text = text_of(vm, filter);
  if (text == V_ABSENT) return false;
  if (options == V_ABSENT || !is_list(options)) return release(vm, text), true;
  return list_append_steal(vm, as_list(options), text);
}

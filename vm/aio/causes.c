// SPDX-License-Identifier: MIT
// causes.c - an exception's way through tasks, written down.
#include "vm/aio/causes.h"

#include <stdio.h>

static void put_number(StrBuilder *sb, long n) {
  char digits[24];
  sb_ascii(sb, digits, (size_t)snprintf(digits, sizeof digits, "%ld", n));
}

static void put_name(StrBuilder *sb, Value name) {
  if (is_int(name)) sb_c(sb, "Task-"), put_number(sb, (long)as_int(name));
  else if (is_str(name)) sb_str(sb, as_str(name));
}

static void put_site(StrBuilder *sb, const Site *site) {
  sb_str(sb, site->code->filename);
  sb_char(sb, ':');
  put_number(sb, site_line(site));
  const Str *name = site->code->qualname;
  if (!name->len || str_char(name, 0) == '<') return;
  sb_c(sb, " in ");
  sb_str(sb, name);
  sb_c(sb, "()");
}

static void put_makers(StrBuilder *sb, VM *vm, const Task *t) {
  const Descent *d = task_descent_get(vm, t);
  for (uint32_t i = 0; d && i < d->count && d->makers[i].site.code; i++) {
    sb_c(sb, ", made at ");
    put_site(sb, &d->makers[i].site);
    if (d->makers[i].name == V_NONE) return;
    sb_c(sb, " by ");
    put_name(sb, d->makers[i].name);
  }
}

static void add(VM *vm, Value exc, StrBuilder *sb) {
  Value line = sb_finish(sb);
  Exception *e = as_exception(exc);
  if (line && !e->causes) {
    Value list = list_new(vm, 2);
    if (list) e->causes = as_obj(list);
  }
  if (line && e->causes && ((List *)e->causes)->len < CAUSES_MAX && !list_append(vm, (List *)e->causes, line)) error_clear(vm);
  if (has_error(vm)) error_clear(vm);
  release(vm, line);
}

void causes_raised(VM *vm, const Task *t, Value exc) {
  if (as_exception(exc)->causes) return;
  Value pending = error_take(vm);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, "raised in ");
  put_name(&sb, t->name);
  put_makers(&sb, vm, t);
  add(vm, exc, &sb);
  error_restore_steal(vm, pending);
}

void causes_awaited(VM *vm, Value exc) {
  Value running = vm->thread.running_loop;
  const Task *t = running != V_ABSENT && is_loop(vm, running) ? ((Loop *)as_obj(running))->current : NULL;
  if (!t) return;
  Value pending = error_take(vm);
  Site site = site_here(vm);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, "awaited at ");
  if (site.code) put_site(&sb, &site);
  sb_c(&sb, " in ");
  put_name(&sb, t->name);
  add(vm, exc, &sb);
  site_clear(vm, &site);
  error_restore_steal(vm, pending);
}

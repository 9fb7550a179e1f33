// SPDX-License-Identifier: MIT
// test_dict.c - dict: order, deletion, growth, the version that inline caches compare.
#include "tests/unit/unit.h"

Test(dict, keeps_the_order_of_insertion) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  for (int i = 0; i < 1000; i++) cr_assert(dict_set(vm, d, from_int((i * 7919) % 1000), from_int(i)));
  uint32_t pos = 0;
  Value key, value;
  for (int i = 0; i < 1000; i++) {
    cr_assert(dict_step(d, &pos, &key, &value));
    cr_assert_eq(as_int(key), (i * 7919) % 1000);
    cr_assert_eq(as_int(value), i);
  }
  cr_assert_not(dict_step(d, &pos, &key, &value));
  decref(vm, d);
  vm_close(vm);
}

Test(dict, agrees_with_a_plain_table) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  int64_t table[256];
  uint32_t used = 0;
  uint64_t state = 42;
  for (int i = 0; i < 256; i++) table[i] = -1;
  for (int round = 0; round < 50000; round++) {
    uint64_t r = unit_random(&state);
    unsigned key = r & 255;
    int64_t value = (int64_t)(r >> 20 & 0xffff);
    Value found;
    if (r >> 8 & 1) {
      cr_assert(dict_set(vm, d, from_int(key), from_int(value)));
      used += table[key] < 0;
      table[key] = value;
    } else {
      cr_assert_eq(dict_remove(vm, d, from_int(key), NULL), table[key] >= 0);
      used -= table[key] >= 0;
      table[key] = -1;
    }
    cr_assert_eq(d->used, used);
    cr_assert_eq(dict_find(vm, d, from_int(key), &found), table[key] >= 0);
    if (table[key] >= 0) cr_assert_eq(as_int(found), table[key]);
  }
  decref(vm, d);
  vm_close(vm);
}

Test(dict, equal_numbers_are_one_key) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  Value found;
  cr_assert(dict_set(vm, d, from_int(1), from_int(10)));
  cr_assert_eq(dict_find(vm, d, from_double(1.0), &found), 1);
  cr_assert_eq(dict_find(vm, d, V_TRUE, &found), 1);
  cr_assert(dict_set(vm, d, V_TRUE, from_int(20)));
  cr_assert_eq(d->used, 1);
  cr_assert(unit_repr_is(vm, from_obj(d), "{1: 20}"), "the first key stays");
  decref(vm, d);
  vm_close(vm);
}

Test(dict, names_are_found_by_pointer) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  char text[16];
  for (int i = 0; i < 100; i++) {
    snprintf(text, sizeof text, "name%d", i);
    cr_assert(dict_set_c(vm, d, text, from_int(i)));
  }
  cr_assert(d->plain);
  for (int i = 0; i < 100; i++) {
    Str *name = str_intern(vm, text, (size_t)snprintf(text, sizeof text, "name%d", i));
    cr_assert_eq(as_int(dict_get_name(vm, d, name)), i);
    cr_assert_eq(dict_name_position(d, name), i);
    decref(vm, name);
  }
  cr_assert(dict_set(vm, d, from_int(3), V_NONE));
  cr_assert_not(d->plain);
  decref(vm, d);
  vm_close(vm);
}

Test(dict, version_changes_with_the_keys_only) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  Str *name = str_intern(vm, "x", 1);
  cr_assert(dict_set_name(vm, d, name, from_int(1)));
  uint32_t version = dict_version(vm, d);
  cr_assert_neq(version, 0);
  cr_assert(dict_set_name(vm, d, name, from_int(2)));
  cr_assert_eq(dict_version(vm, d), version, "a new value is no new key");
  cr_assert(dict_set_c(vm, d, "y", from_int(3)));
  cr_assert_neq(dict_version(vm, d), version);
  version = dict_version(vm, d);
  cr_assert_eq(dict_remove(vm, d, from_obj(name), NULL), 1);
  cr_assert_neq(dict_version(vm, d), version);
  decref(vm, name);
  decref(vm, d);
  vm_close(vm);
}

Test(dict, pop_last_takes_the_newest) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  for (int i = 0; i < 20; i++) cr_assert(dict_set(vm, d, from_int(i), from_int(i * i)));
  cr_assert_eq(dict_remove(vm, d, from_int(19), NULL), 1);
  DictEntry entry;
  for (int i = 18; i >= 0; i--) {
    cr_assert(dict_pop_last(d, &entry));
    cr_assert_eq(as_int(entry.key), i);
  }
  cr_assert_not(dict_pop_last(d, &entry));
  decref(vm, d);
  vm_close(vm);
}

Test(dict, a_queue_of_keys_does_not_grow_for_ever) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  for (int i = 0; i < 100000; i++) {
    cr_assert(dict_set(vm, d, from_int(i), V_NONE));
    if (i >= 10) cr_assert_eq(dict_remove(vm, d, from_int(i - 10), NULL), 1);
  }
  cr_assert_eq(d->used, 10);
  cr_assert_lt(d->cap, 1000);
  decref(vm, d);
  vm_close(vm);
}

Test(dict, copy_and_merge) {
  VM *vm = vm_open();
  Value a = unit_eval(vm, "{1: 'a', 2: 'b'}"), b = unit_eval(vm, "{2: 'c', 3: 'd'}");
  Dict *copy = dict_copy(vm, as_dict(a));
  cr_assert(dict_merge(vm, copy, as_dict(b), false));
  cr_assert(unit_repr_is(vm, from_obj(copy), "{1: 'a', 2: 'b', 3: 'd'}"));
  cr_assert(dict_merge(vm, copy, as_dict(b), true));
  cr_assert(unit_repr_is(vm, from_obj(copy), "{1: 'a', 2: 'c', 3: 'd'}"));
  cr_assert_eq(as_dict(a)->used, 2);
  decref(vm, copy);
  release(vm, a);
  release(vm, b);
  vm_close(vm);
}

Test(dict, an_unhashable_key_is_a_type_error) {
  VM *vm = vm_open();
  Dict *d = dict_new(vm);
  Value key = unit_eval(vm, "[]"), found;
  cr_assert_not(dict_set(vm, d, key, V_NONE));
  cr_assert(error_is(vm, EXC_TypeError));
  error_clear(vm);
  cr_assert_eq(dict_find(vm, d, key, &found), -1);
  error_clear(vm);
  release(vm, key);
  decref(vm, d);
  vm_close(vm);
}

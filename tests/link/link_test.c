// SPDX-License-Identifier: MIT
// link_test.c - the VM links and runs without compiler, library modules and libuv: this file's tables hold an empty `sys` alone,
// without which no VM begins, and what it runs is bytecode that it puts together by hand.
#include <stdio.h>

#include "vm/core/main.h"
#include "vm/core/vm.h"

static int passed, failed;

static void check(bool ok, const char *what) {
  if (ok) passed++;
  else failed++;
  if (!ok) printf("FAIL link: %s\n", what);
}

static const ModuleDef empty_sys = {.name = "sys"};
static const ModuleDef *const natives[] = {&empty_sys, NULL};
static const uint8_t not_code[] = {1, 2, 3};
static const FrozenModule frozen[] = {
  {"packed", not_code, sizeof not_code, 100, false},
  {"damaged", not_code, sizeof not_code, 0, false},
  {0},
};

static VM *open_vm(void) {
  VMConfig config = {.natives = natives, .frozen = frozen, .leak_check = true};
  return vm_new(&config);
}

// `return 40 + 2`, by hand: the constant 2, one temporary.
static Value forty_two(VM *vm) {
  Insn insns[] = {insn_wide(OP_LOADINT, 0, 0, 40), insn_abc(OP_ADDK, KILL_B, 0, 0, 0), insn_abc(OP_RETURN, KILL_A, 0, 0, 0)};
  Const consts[] = {{.kind = CONST_INT, .as.integer = 2}};
  CodeStr name = {"by_hand", 7};
  CodeUnit unit = {.name = name, .qualname = name, .filename = name, .flags = CO_OPTIMIZED | CO_NEWLOCALS, .first_line = 1, .nregs = 1,
                   .insns = insns, .ninsns = 3, .consts = consts, .nconsts = 1};
  char why[200];
  check(code_verify(&unit, why, sizeof why), "the verifier accepts the unit");
  Value code = code_load(vm, &unit);
  Dict *globals = dict_new(vm);
  Value result = code && globals ? code_run(vm, (Code *)as_obj(code), globals, V_ABSENT, NULL) : V_ABSENT;
  release(vm, code);
  xdecref(vm, globals);
  return result;
}

static void runs_bytecode(void) {
  VM *vm = open_vm();
  check(vm != NULL, "a VM without library begins");
  if (!vm) return;
  check(forty_two(vm) == from_int(42), "bytecode made by hand gives 42");
  Value list = list_new(vm, 0);
  check(list && list_append(vm, as_list(list), from_int(7)), "lists work");
  Value text = obj_repr(vm, list);
  check(text && str_is(as_str(text), "[7]"), "repr works");
  release(vm, text);
  release(vm, list);
  vm_free(vm);
}

static void says_that_it_cannot_compile(void) {
  VM *vm = open_vm();
  if (!vm) return;
  Value code = vm_compile(vm, "1", 1, "<test>", COMPILE_EVAL, 0);
  check(code == V_ABSENT && error_is(vm, EXC_RuntimeError), "without a compiler vm_compile raises RuntimeError");
  error_clear(vm);
  vm_free(vm);
}

static void refuses(VM *vm, const char *module, const char *message) {
  Value found = import_module(vm, module);
  Value exc = error_take(vm), text = exc ? obj_str(vm, exc) : V_ABSENT;
  check(found == V_ABSENT && text && str_is(as_str(text), message), message);
  release(vm, text);
  release(vm, exc);
}

static void refuses_damaged_modules(void) {
  VM *vm = open_vm();
  if (!vm) return;
  refuses(vm, "packed", "frozen module 'packed': cannot be unpacked");  // there is no unpack function
  refuses(vm, "damaged", "frozen module 'damaged': not a file of compiled code");
  vm_free(vm);
}

int main(void) {
  runs_bytecode();
  says_that_it_cannot_compile();
  refuses_damaged_modules();
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}

// SPDX-License-Identifier: MIT
// loan.c - memory that objects of script classes lend through __buffer__ (PEP 688).
//
// A Loan stands between the lender and who borrows: it holds the lender and the memoryview that its __buffer__ gave, and is the owner
// of every Buffer made of that. When the last of these goes, the Loan ends, which tells the lender: __release_buffer__(view).
#include "vm/types/bytes.h"
#include "vm/core/vm.h"

typedef struct Loan { Object header; Value lender, view; } Loan;

enum { FULL_READ_ONLY = 284 };  // the request that memoryview() makes: format, shape and strides, writable or not

static Value loan_new(VM *vm, Value lender, Value view_steal) {
  Loan *loan = object_new(vm, vm->types.buffer_loan, sizeof *loan);
  if (!loan) return release(vm, view_steal), V_ABSENT;
  loan->lender = retain(lender);
  loan->view = view_steal;
  if (gc_track(vm, &loan->header)) return from_obj(loan);
  decref(vm, loan);
  return V_ABSENT;
}

bool loan_buffer(VM *vm, Value lender, Buffer *out) {
  Type *type = type_of_get(vm, lender);
  Value method = type_has(type, TYPE_HEAP) ? type_lookup_get(vm, type, vm->names.dunder_buffer) : V_ABSENT;
  if (method == V_ABSENT) return false;
  Value args[] = {lender, from_int(FULL_READ_ONLY)}, view = obj_call(vm, method, args, 2);
  if (!view) return false;
  if (!is_kind(view, KIND_MEMORYVIEW)) {
    release(vm, view);
    return raise_type(vm, "__buffer__ returned non-memoryview object"), false;
  }
  if (!memoryview_buffer(vm, view, out, true)) return release(vm, view), false;
  return (out->owner = loan_new(vm, lender, view)) != V_ABSENT;
}

// A second buffer of the same memory, as slices of a view make.
static bool loan_lend(VM *vm, Value self, Buffer *out) { return memoryview_buffer(vm, ((Loan *)as_obj(self))->view, out, true); }
static void loan_lend_end(Value self) { memoryview_unlock(((Loan *)as_obj(self))->view); }

static Value loan_finalize(VM *vm, Value self) {
  Loan *loan = (Loan *)as_obj(self);
  Value args[] = {loan->lender, loan->view}, method = type_lookup_get(vm, type_of_get(vm, loan->lender), vm->names.dunder_release_buffer);
  Value result = method != V_ABSENT ? obj_call(vm, method, args, 2) : V_NONE;
  if (!result) error_unraisable(vm, NULL, loan->lender);
  release(vm, result);
  return V_NONE;
}

static void loan_free(VM *vm, Object *o) {
  replace(vm, &((Loan *)o)->lender, V_ABSENT);
  replace(vm, &((Loan *)o)->view, V_ABSENT);
}

static void loan_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Loan *)o)->lender);
  visit(arg, ((Loan *)o)->view);
}

static const TypeSpec loan_spec = {
  .name = "_buffer_wrapper", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .basicsize = sizeof(Loan), .lend = loan_lend, .lend_end = loan_lend_end,
  .slots = {.finalize = loan_finalize, .free = loan_free, .traverse = loan_traverse}};

bool loan_types_init(VM *vm) { return (vm->types.buffer_loan = type_from_spec(vm, &loan_spec, NULL)) != NULL; }

// ---- the same for script: __buffer__ and __release_buffer__ of the types in C that lend memory

Value buffer_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t flags;
  return obj_index_i64(vm, args[1], &flags) ? memoryview_new(vm, args[0]) : V_ABSENT;
}

Value release_buffer_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_kind(args[1], KIND_MEMORYVIEW)) return raise_type(vm, "expected a memoryview object");
  return obj_call_method(vm, args[1], vm->names.release, NULL, 0);
}

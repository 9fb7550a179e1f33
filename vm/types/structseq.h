// SPDX-License-Identifier: MIT
// structseq.h - tuples with named fields, as sys.version_info, os.stat_result and time.struct_time are.
//
//   static const GetSetDef point_fields[] = {{"x", structseq_get_0, NULL, "left"}, {"y", structseq_get_1, NULL, NULL}, {NULL, NULL, NULL, NULL}};
//   static const StructSeqSpec point_spec = {.type = {STRUCTSEQ("geo.point", 2), .getset = point_fields}, .visible = 2};
//   Type *point = structseq_type_new(vm, &point_spec);
//   Value values[2] = {from_int(1), from_int(2)};
//   Value p = structseq_from_steal(vm, point, values);
#ifndef ASTER_STRUCTSEQ_H
#define ASTER_STRUCTSEQ_H

#include "vm/types/list.h"
#include "vm/core/type.h"

enum { STRUCTSEQ_MAX = 24 };

typedef struct StructSeqSpec {
  TypeSpec type;
  uint32_t visible;  // items of the tuple; fields behind them are attributes only
  bool no_new;       // scripts cannot make instances
} StructSeqSpec;

#define STRUCTSEQ(full_name, total) \
  .name = full_name, .kind = KIND_TUPLE, .flags = TYPE_GC | TYPE_SEQUENCE | TYPE_IMMUTABLE, \
  .basicsize = sizeof(Tuple) + (total) * sizeof(Value), .methods = structseq_methods, \
  .slots = {.repr = structseq_repr, .new = structseq_new, .free = structseq_free, .traverse = structseq_traverse}

Type *structseq_type_new(VM *vm, const StructSeqSpec *spec) MUST_USE;  // owned
// Takes the references in `values` (one for each field, V_ABSENT: an error happened), even when it fails.
Value structseq_from_steal(VM *vm, Type *type, Value *values) MUST_USE;

extern const NativeDef structseq_methods[];
Value structseq_repr(VM *vm, Value self);
Value structseq_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames);
void structseq_free(VM *vm, Object *o);
void structseq_traverse(Object *o, VisitFn visit, void *arg);
#define STRUCTSEQ_INDICES(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) X(20) X(21) X(22) X(23)
#define X(i) Value structseq_get_##i(VM *vm, Value self);
STRUCTSEQ_INDICES(X)
#undef X

#endif

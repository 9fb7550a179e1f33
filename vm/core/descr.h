// SPDX-License-Identifier: MIT
// descr.h - descriptors: what stands in a class and acts when it is reached through an instance.
#ifndef ASTER_DESCR_H
#define ASTER_DESCR_H

#include "vm/core/type.h"

typedef struct Property {   // V_ABSENT: none
  Object header;
  Value get, set, del, doc, name;
  bool getter_doc;          // the doc is the getter's
} Property;

typedef struct Wrapping { Object header; Value callable; } Wrapping;  // classmethod, staticmethod
typedef struct GetSet { Object header; Type *owner; const GetSetDef *def; } GetSet;

// A member of __slots__: `index` counts those of the bases first; `offset` is from the header (see object_member).
typedef struct Member { Object header; Type *owner; Str *name; uint32_t index; int32_t offset; } Member;
typedef struct ClassMethodDescr { Object header; Type *owner; const NativeDef *def; } ClassMethodDescr;
typedef struct MappingProxy { Object header; Value mapping; } MappingProxy;
typedef struct Super { Object header; Type *type; Value object; Type *object_type; } Super;

#endif

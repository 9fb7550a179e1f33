// SPDX-License-Identifier: MIT
// lrucache.c - functools._lru_cache_wrapper: a function that remembers its results.
//
// With a bound, results hang in a ring of nodes from the least to the most recently used, and the dict maps a call's key to its
// node (the address as an int: the dict never leaves this object). Without one the dict maps keys to results.
//
// Looking a key up can run script code (__eq__), which can call the function again or clear the cache: nodes are taken out of
// the ring before the dict is touched, and the ring is entered last.
#include "stdlib/native/functools.h"

typedef struct Node { struct Node *prev, *next; Value key, result; uint64_t hash; } Node;

typedef struct LruCache {
  Object header;
  Value function, info_type;
  Dict *cache;
  int64_t maxsize;       // -1: no bound
  int64_t hits, misses;
  bool typed;
  Node ring;             // ring.next: least recently used
} LruCache;

static inline LruCache *as_cache(Value v) { return (LruCache *)as_obj(v); }
static inline Node *as_node(Value v) { return (Node *)(uintptr_t)as_int(v); }

static void unlink_node(Node *n) {
  n->prev->next = n->next;
  n->next->prev = n->prev;
}

static void link_newest(LruCache *c, Node *n) {
  n->prev = c->ring.prev;
  n->next = &c->ring;
  n->prev->next = c->ring.prev = n;
}

static void node_free(VM *vm, Node *n) {
  Value key = n->key, result = n->result;
  vm_dealloc(vm, n, sizeof(Node));
  release(vm, key);
  release(vm, result);
}

// ---- keys

static bool is_plain_key(VM *vm, Value v) {
  return is_int(v) || (is_heap(v) && (as_obj(v)->shape == vm->shape.str || obj_type(as_obj(v)) == vm->types.int_));
}

// One int or str stands for itself; else a tuple of arguments, a mark and names with values, and the types when they count.
static Value make_key(VM *vm, const LruCache *c, const Value *args, uint32_t argc, Tuple *kwnames) {
  size_t nkw = kwnames ? kwnames->len : 0, values = argc + nkw;
  if (!c->typed && argc == 1 && nkw == 0 && is_plain_key(vm, args[0])) return retain(args[0]);
  Tuple *key = tuple_new_uninit(vm, argc + (nkw ? 1 + 2 * nkw : 0) + (c->typed ? values : 0));
  if (!key || key->len == 0) return from_obj(key);
  size_t at = 0;
  for (uint32_t i = 0; i < argc; i++) key->items[at++] = retain(args[i]);
  if (nkw) key->items[at++] = retain_obj(vm->types.cmp_key);
  for (size_t i = 0; i < nkw; i++) {
    key->items[at++] = retain(kwnames->items[i]);
    key->items[at++] = retain(args[argc + i]);
  }
  for (size_t i = 0; c->typed && i < values; i++) key->items[at++] = retain_obj(type_of_get(vm, args[i]));
  return from_obj(key);
}

// ---- calls

// A result that is not there yet goes into the full or growing ring. false: exception.
static bool remember(VM *vm, LruCache *c, Value key, uint64_t hash, Value result) {
  if (c->cache->used >= c->maxsize && c->ring.next != &c->ring) {
    Node *oldest = c->ring.next;
    unlink_node(oldest);
    int removed = dict_remove_hash(vm, c->cache, oldest->key, oldest->hash, NULL);
    node_free(vm, oldest);
    if (removed < 0) return false;
  }
  Node *n = vm_alloc(vm, sizeof(Node));
  if (!n) return false;
  *n = (Node){NULL, NULL, retain(key), retain(result), hash};
  if (!dict_insert(vm, c->cache, key, hash, from_int((int64_t)(uintptr_t)n))) return node_free(vm, n), false;
  link_newest(c, n);
  return true;
}

static Value bounded_call(VM *vm, LruCache *c, const Value *args, uint32_t argc, Tuple *kwnames, Value key, uint64_t hash) {
  int64_t at = dict_position(vm, c->cache, key, hash);
  if (at == -2) return V_ABSENT;
  if (at >= 0) {
    Node *n = as_node(c->cache->entries[at].value);
    unlink_node(n);
    link_newest(c, n);
    c->hits++;
    return retain(n->result);
  }
  c->misses++;
  Value result = obj_call_kw(vm, c->function, args, argc, kwnames);
  if (!result) return V_ABSENT;
  at = dict_position(vm, c->cache, key, hash);
  if (at >= 0 || (at == -1 && remember(vm, c, key, hash, result))) return result;
  release(vm, result);
  return V_ABSENT;
}

static Value unbounded_call(VM *vm, LruCache *c, const Value *args, uint32_t argc, Tuple *kwnames, Value key, uint64_t hash) {
  int64_t at = dict_position(vm, c->cache, key, hash);
  if (at == -2) return V_ABSENT;
  if (at >= 0) {
    c->hits++;
    return retain(c->cache->entries[at].value);
  }
  c->misses++;
  Value result = obj_call_kw(vm, c->function, args, argc, kwnames);
  if (!result || dict_insert(vm, c->cache, key, hash, result)) return result;
  release(vm, result);
  return V_ABSENT;
}

static Value cache_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  LruCache *c = as_cache(self);
  if (c->maxsize == 0) {
    c->misses++;
    return obj_call_kw(vm, c->function, args, argc, kwnames);
  }
  Value key = make_key(vm, c, args, argc, kwnames), result = V_ABSENT;
  uint64_t hash;
  if (key && dict_key_hash(vm, key, &hash))
    result = c->maxsize < 0 ? unbounded_call(vm, c, args, argc, kwnames, key, hash) : bounded_call(vm, c, args, argc, kwnames, key, hash);
  release(vm, key);
  return result;
}

// ---- the object

static void forget_all(VM *vm, LruCache *c) {
  Node *n = c->ring.next;
  if (n) c->ring.prev->next = NULL;
  c->ring.prev = c->ring.next = &c->ring;
  if (c->cache) dict_clear(vm, c->cache);
  while (n && n != &c->ring) {
    Node *next = n->next;
    node_free(vm, n);
    n = next;
  }
}

static Value cache_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[4];
  int64_t maxsize = -1;
  if (!args_bind(vm, "lru_cache", "(user_function, maxsize, typed, cache_info_type)", args, argc, kwnames, in)) return V_ABSENT;
  if (!obj_is_callable(vm, in[0])) return raise_type(vm, "the first argument must be callable");
  if (in[1] != V_NONE) {
    if (!sequence_has_index(vm, in[1])) return raise_type(vm, "maxsize should be integer or None");
    if (!obj_index_i64(vm, in[1], &maxsize)) return V_ABSENT;
    if (maxsize < 0) maxsize = 0;
  }
  int typed = obj_truthy(vm, in[2]);
  Dict *cache = typed < 0 ? NULL : dict_new(vm);
  Value self = cache ? instance_new(vm, type) : V_ABSENT;
  if (!self) return xdecref(vm, cache), V_ABSENT;
  LruCache *c = as_cache(self);
  c->cache = cache;
  c->function = retain(in[0]);
  c->info_type = retain(in[3]);
  c->maxsize = maxsize;
  c->typed = typed;
  c->ring.prev = c->ring.next = &c->ring;
  return self;
}

static void cache_free(VM *vm, Object *o) {
  LruCache *c = (LruCache *)o;
  forget_all(vm, c);
  CLEAR_REF(vm, c->cache);
  replace(vm, &c->function, V_ABSENT);
  replace(vm, &c->info_type, V_ABSENT);
}

static void cache_traverse(Object *o, VisitFn visit, void *arg) {
  LruCache *c = (LruCache *)o;
  visit(arg, c->function);
  visit(arg, c->info_type);
  if (c->cache) visit(arg, from_obj(c->cache));
  for (Node *n = c->ring.next; n && n != &c->ring; n = n->next) {
    visit(arg, n->key);
    visit(arg, n->result);
  }
}

static Value cache_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  return instance && instance != V_NONE ? method_new(vm, self, instance) : retain(self);
}

static Value m_cache_info(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  LruCache *c = as_cache(args[0]);
  Value fields[4] = {from_int(c->hits), from_int(c->misses), c->maxsize < 0 ? V_NONE : int_from_i64(vm, c->maxsize), from_int(c->cache->used)};
  Value info = fields[2] ? obj_call(vm, c->info_type, fields, 4) : V_ABSENT;
  release(vm, fields[2]);
  return info;
}

static Value m_cache_clear(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  LruCache *c = as_cache(args[0]);
  c->hits = c->misses = 0;
  forget_all(vm, c);
  return V_NONE;
}

static Value m_reduce(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_getattr(vm, args[0], vm->names.dunder_qualname); }
static Value m_self(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, retain(args[0]); }

static const NativeDef cache_methods[] = {
  {"cache_info", "($self, /)", m_cache_info, 0, "Report cache statistics"},
  {"cache_clear", "($self, /)", m_cache_clear, 0, "Clear the cache and cache statistics"},
  {"__reduce__", "($self, /)", m_reduce, 0, NULL},
  {"__copy__", "($self, /)", m_self, 0, NULL},
  {"__deepcopy__", "($self, memo, /)", m_self, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};

static const TypeSpec cache_spec = {
  .name = "functools._lru_cache_wrapper",
  .doc = "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\n"
         "maxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\n"
         "typed:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\n"
         "cache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize\n",
  .flags = TYPE_BASE | TYPE_GC | TYPE_HAS_DICT | TYPE_WEAKREF,
  .basicsize = sizeof(LruCache),
  .methods = cache_methods,
  .slots = {.new = cache_new, .call = cache_call, .descr_get = cache_get, .free = cache_free, .traverse = cache_traverse},
};

bool lrucache_init_type(VM *vm, Module *m) { return module_add_type(vm, m, type_from_spec(vm, &cache_spec, NULL)); }

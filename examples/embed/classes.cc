// SPDX-License-Identifier: MIT
// classes.cc - a C++17 program: owned values as objects, and a C++ class that scripts make and call.
#include <aster.h>

#include <cstdio>
#include <string>
#include <utility>

// An AsterValue that releases itself.
class Value {
 public:
  Value(AsterVM *vm, AsterValue v) : vm_(vm), v_(v) {}
  Value(Value &&other) noexcept : vm_(other.vm_), v_(std::exchange(other.v_, aster_absent())) {}
  Value(const Value &) = delete;
  Value &operator=(const Value &) = delete;
  ~Value() { aster_release(vm_, v_); }
  explicit operator bool() const { return aster_ok(v_); }
  AsterRef ref() const { return aster_ref(v_); }
  std::string text() const {
    Value s(vm_, aster_text(vm_, ref()));
    std::size_t len = 0;
    const char *utf8 = s ? aster_get_str(vm_, s.ref(), &len) : nullptr;
    return utf8 ? std::string(utf8, len) : std::string("?");
  }

 private:
  AsterVM *vm_;
  AsterValue v_;
};

struct Counter { std::int64_t n; };
extern const AsterType counter_type;

static AsterValue counter_init(AsterVM *vm, const AsterRef *args, std::uint32_t) {
  auto *c = static_cast<Counter *>(aster_data(vm, args[0], &counter_type));
  if (!c || (aster_given(args[1]) && !aster_get_int(vm, args[1], &c->n))) return aster_absent();
  return aster_none(vm);
}

static AsterValue counter_add(AsterVM *vm, const AsterRef *args, std::uint32_t) {
  auto *c = static_cast<Counter *>(aster_data(vm, args[0], &counter_type));
  std::int64_t by = 1;
  if (!c || (aster_given(args[1]) && !aster_get_int(vm, args[1], &by))) return aster_absent();
  c->n += by;
  return aster_retain(vm, args[0]);
}

static AsterValue counter_get(AsterVM *vm, AsterRef self) {
  auto *c = static_cast<Counter *>(aster_data(vm, self, &counter_type));
  return c ? aster_int_new(vm, c->n) : aster_absent();
}

static const AsterFunction methods[] = {
  {"__init__", "($self, start=0)", counter_init, 0, nullptr}, {"add", "($self, by=1)", counter_add, 0, "Counts on."}, {nullptr, nullptr, nullptr, 0, nullptr}};
static const AsterProperty properties[] = {{"n", counter_get, nullptr, "where it stands"}, {nullptr, nullptr, nullptr, nullptr}};
const AsterType counter_type = {"app.Counter", "A counter in C++.", sizeof(Counter), true, methods, properties, nullptr, nullptr};

int main() {
  AsterVM *vm = aster_new(nullptr);
  {
    Value cls(vm, aster_type_new(vm, &counter_type));
    if (!cls || !aster_setattr(vm, aster_main(vm), "Counter", cls.ref())) return 1;
    Value r(vm, aster_exec(vm, "class Loud(Counter):\n    def add(self, by=1):\n        print('adding', by)\n        return super().add(by)\n", "app.as"));
    Value v(vm, aster_eval(vm, "Loud(40).add().add().n", nullptr));
    if (!v) aster_print_error(vm);
    else std::printf("%s\n", v.text().c_str());
    Value bad(vm, aster_eval(vm, "Counter('x')", nullptr));
    Value exc(vm, aster_take_error(vm));
    std::printf("%s\n", exc.text().c_str());
  }
  aster_flush(vm);
  aster_free(vm);
  return 0;
}

// SPDX-License-Identifier: MIT
// test_call.c - calls, code and errors from C.
#include "tests/api/api.h"

Test(api_call, calls) {
  AsterVM *vm = api_open();
  api_exec(vm, "def f(a, b=2, *rest, k=0, **kw): return (a, b, rest, k, kw)");
  AsterValue f = api_eval(vm, "f"), one = aster_int_new(vm, 1), two = aster_int_new(vm, 2), three = aster_int_new(vm, 3);
  AsterRef args[] = {aster_ref(one), aster_ref(two), aster_ref(three)};
  cr_assert(api_is(vm, aster_call(vm, aster_ref(f), args, 3), "(1, 2, (3,), 0, {})"));
  const char *names[] = {"z", "k"};
  cr_assert(api_is(vm, aster_call_kw(vm, aster_ref(f), args, 1, names, 2), "(1, 2, (), 3, {'z': 2})"));
  cr_assert(api_is(vm, aster_call_kw(vm, aster_ref(f), args, 1, NULL, 0), "(1, 2, (), 0, {})"));
  cr_assert(!aster_ok(aster_call(vm, aster_ref(f), NULL, 0)));
  cr_assert(api_raised(vm, "TypeError", "f() missing 1 required positional argument: 'a'"));
  cr_assert(!aster_ok(aster_call(vm, aster_ref(one), NULL, 0)));
  cr_assert(api_raised(vm, "TypeError", "'int' object is not callable"));
  AsterValue text = aster_str_new(vm, "a-b", 3), dash = aster_str_new(vm, "-", 1);
  AsterRef arg = aster_ref(dash);
  cr_assert(api_is(vm, aster_call_method(vm, aster_ref(text), "split", &arg, 1), "['a', 'b']"));
  cr_assert(!aster_ok(aster_call_method(vm, aster_ref(text), "nope", NULL, 0)));
  cr_assert(api_raised(vm, "AttributeError", "'str' object has no attribute 'nope'"));
  aster_release(vm, text);
  aster_release(vm, dash);
  aster_release(vm, f);
  aster_free(vm);
}

Test(api_call, source) {
  AsterVM *vm = api_open();
  cr_assert(api_is(vm, aster_eval(vm, "6 * 7", NULL), "42"));
  cr_assert(api_is(vm, aster_exec(vm, "x = 5", NULL), "None"));
  cr_assert(api_is(vm, aster_getattr(vm, aster_main(vm), "x"), "5"));
  cr_assert(!aster_ok(aster_eval(vm, "1 +", "input")));
  cr_assert(aster_error_is(vm, "SyntaxError"));
  AsterValue exc = aster_take_error(vm);
  cr_assert(api_is(vm, aster_getattr(vm, aster_ref(exc), "filename"), "'input'"));
  aster_release(vm, exc);
  cr_assert(!aster_ok(aster_exec(vm, "raise ValueError('v')", NULL)));
  cr_assert(api_raised(vm, "ValueError", "v"));
  AsterValue co = aster_exec(vm, "import asyncio\nawait asyncio.sleep(0)\nx = 6", NULL), run = api_eval(vm, "__import__('asyncio').run");
  cr_assert_eq(aster_kind(vm, aster_ref(co)), ASTER_KIND_COROUTINE);
  AsterRef arg = aster_ref(co);
  cr_assert(api_is(vm, aster_call(vm, aster_ref(run), &arg, 1), "None"));
  cr_assert(api_is(vm, aster_getattr(vm, aster_main(vm), "x"), "6"));
  aster_release(vm, co);
  aster_release(vm, run);
  aster_free(vm);
}

Test(api_call, modules) {
  AsterVM *vm = api_open();
  AsterValue m = aster_import(vm, "os.path");
  cr_assert(api_is(vm, aster_getattr(vm, aster_ref(m), "sep"), "'/'"));
  aster_release(vm, m);
  cr_assert(!aster_ok(aster_import(vm, "no.such")));
  cr_assert(api_raised(vm, "ModuleNotFoundError", "No module named 'no'"));
  aster_free(vm);
}

Test(api_call, code) {
  AsterVM *vm = api_open();
  const char *source = "def double(x): return 2 * x\ny = double(21)\n";
  AsterValue code = aster_compile(vm, source, strlen(source), "mod.as", false);
  AsterValue module = aster_module_new(vm, "mod", NULL, NULL), none = aster_none(vm);
  cr_assert(api_is(vm, aster_run(vm, aster_ref(code), aster_ref(module)), "None"));
  cr_assert(api_is(vm, aster_getattr(vm, aster_ref(module), "y"), "42"));
  aster_release(vm, code);
  code = aster_compile(vm, "y + 1", 5, NULL, true);
  cr_assert(api_is(vm, aster_run(vm, aster_ref(code), aster_ref(module)), "43"));
  cr_assert(!aster_ok(aster_run(vm, aster_ref(code), aster_ref(aster_absent()))));
  cr_assert(api_raised(vm, "NameError", "name 'y' is not defined"));
  cr_assert(!aster_ok(aster_run(vm, aster_ref(none), aster_ref(module))));
  cr_assert(api_raised(vm, "TypeError", "a code object is required, not NoneType"));
  cr_assert(!aster_ok(aster_run(vm, aster_ref(code), aster_ref(code))));
  cr_assert(api_raised(vm, "TypeError", "a module is required, not code"));
  aster_release(vm, code);
  aster_release(vm, module);
  cr_assert(!aster_ok(aster_compile(vm, "def", 3, NULL, false)));
  cr_assert(api_raised(vm, "SyntaxError", NULL));
  aster_free(vm);
}

Test(api_call, built_code) {
  AsterVM *vm = api_open();
  const char *source = "z = [n for n in range(4)]";
  AsterValue bytes = aster_build(vm, source, strlen(source), "built.as");
  size_t len;
  const char *data = aster_get_bytes(vm, aster_ref(bytes), &len);
  AsterValue code = aster_load(vm, data, len);
  cr_assert(api_is(vm, aster_run(vm, aster_ref(code), aster_ref(aster_absent())), "None"));
  cr_assert(api_is(vm, aster_getattr(vm, aster_main(vm), "z"), "[0, 1, 2, 3]"));
  aster_release(vm, code);
  char *copy = malloc(len);
  for (size_t cut = 0; cut < len; cut++) {  // no part of it is the whole
    cr_assert(!aster_ok(aster_load(vm, data, cut)));
    cr_assert(api_raised(vm, "ImportError", NULL));
  }
  for (size_t at = 0; at < len; at++) {  // any byte changed: an error, or code that may be run
    memcpy(copy, data, len);
    copy[at] ^= 0x41;
    AsterValue v = aster_load(vm, copy, len);
    if (!aster_ok(v)) aster_clear_error(vm);
    aster_release(vm, v);
  }
  memcpy(copy, data, len);
  copy[4]++;
  cr_assert(!aster_ok(aster_load(vm, copy, len)));
  cr_assert(api_raised(vm, "ImportError", "code: written by another version"));
  free(copy);
  aster_release(vm, bytes);
  cr_assert(!aster_ok(aster_build(vm, "x = = 1", 7, NULL)));
  cr_assert(api_raised(vm, "SyntaxError", NULL));
  aster_free(vm);
}

Test(api_call, raising) {
  AsterVM *vm = api_open();
  cr_assert(!aster_pending(vm));
  cr_assert(!aster_ok(aster_take_error(vm)));
  cr_assert(!aster_ok(aster_raise(vm, "ValueError", "%s is %d", "n", 5)));
  cr_assert(aster_pending(vm) && aster_error_is(vm, "Exception") && !aster_error_is(vm, "TypeError") && !aster_error_is(vm, "Nonsense"));
  cr_assert(api_raised(vm, "ValueError", "n is 5"));
  aster_raise(vm, "Nonsense", "what");
  cr_assert(api_raised(vm, "SystemError", "what"));
  aster_raise(vm, "ValueError", "bad \xff byte");
  cr_assert(api_raised(vm, "ValueError", "bad \xef\xbf\xbd byte"));
  char long_text[2000];
  memset(long_text, 'x', sizeof long_text - 1);
  long_text[sizeof long_text - 1] = 0;
  aster_raise(vm, "ValueError", "%s", long_text);
  cr_assert(api_raised(vm, "ValueError", long_text));
  AsterValue exc = api_eval(vm, "KeyError('k')"), n = aster_int_new(vm, 1);
  cr_assert(!aster_ok(aster_raise_value(vm, aster_ref(exc))));
  cr_assert(api_raised(vm, "KeyError", "'k'"));
  aster_raise_value(vm, aster_ref(n));
  cr_assert(api_raised(vm, "TypeError", "exceptions must derive from BaseException"));
  aster_raise(vm, "ValueError", "gone");
  aster_clear_error(vm);
  aster_clear_error(vm);
  cr_assert(!aster_pending(vm));
  aster_print_error(vm);
  aster_release(vm, exc);
  aster_free(vm);
}

Test(api_call, error_as_structure) {
  AsterVM *vm = api_open();
  AsterValue r = aster_exec(vm,
    "class Lost(Exception): pass\n"
    "def inner():\n"
    "  try:\n"
    "    [][1]\n"
    "  except IndexError as e:\n"
    "    raise Lost('caf\xc3\xa9') from e\n"
    "def outer():\n"
    "  inner()\n"
    "outer()\n", "app.as");
  cr_assert(!aster_ok(r));
  AsterValue exc = aster_take_error(vm);
  AsterError *e = aster_error_new(vm, aster_ref(exc));
  cr_assert_not_null(e);
  cr_assert_str_eq(e->type, "__main__.Lost");
  cr_assert_str_eq(e->message, "caf\xc3\xa9");
  cr_assert_eq(e->nframes, 3);
  static const struct { const char *function; int line; } frames[] = {{"<module>", 9}, {"outer", 8}, {"inner", 6}};
  for (int i = 0; i < 3; i++) {
    cr_assert_str_eq(e->frames[i].function, frames[i].function);
    cr_assert_str_eq(e->frames[i].file, "app.as");
    cr_assert_eq(e->frames[i].line, frames[i].line);
  }
  cr_assert_not_null(e->cause);
  cr_assert_str_eq(e->cause->type, "IndexError");
  cr_assert_str_eq(e->cause->message, "list index out of range");
  cr_assert_eq(e->cause->frames[0].line, 4);
  cr_assert_null(e->cause->cause);
  aster_error_free(vm, e);
  aster_error_free(vm, NULL);
  AsterValue text = aster_error_text(vm, aster_ref(exc));
  cr_assert(strstr(aster_get_str(vm, aster_ref(text), NULL), "The above exception was the direct cause of the following exception:"));
  aster_release(vm, text);
  aster_release(vm, exc);
  AsterValue n = aster_int_new(vm, 1);
  cr_assert_null(aster_error_new(vm, aster_ref(n)));
  cr_assert(api_raised(vm, "TypeError", "an exception is required, not int"));
  cr_assert(!aster_ok(aster_error_text(vm, aster_ref(n))));
  cr_assert(api_raised(vm, "TypeError", "an exception is required, not int"));
  aster_free(vm);
}

# Aster: build, test, install. `make help` lists the targets.
#   make DEBUG=1      assertions, no optimisation          make CC=clang
#   make BUILD=DIR    objects and results go there
BUILD ?= build
CC ?= gcc
ifeq ($(origin CC),default)
CC := gcc
endif
PREFIX ?= /usr/local
PYTHON ?= python3.13

WARN = -Wall -Wextra
CFLAGS ?= $(if $(DEBUG),-O0 -g3,-O2 -g)
CPPFLAGS_ALL = -I. -I$(BUILD) -D_GNU_SOURCE $(if $(DEBUG),,-DNDEBUG) $(CPPFLAGS)
CFLAGS_ALL = -std=gnu11 $(WARN) -fno-semantic-interposition -fno-strict-aliasing -fvisibility=hidden -fPIC $(CFLAGS)
LIBS = -ltommath -lutf8proc $(shell grep -qs '(re_module)' stdlib/modules.def && echo -lpcre2-8 -lpcre2-16 -lpcre2-32) $(shell grep -qs '(zlib_module)' stdlib/modules.def && echo -lz) -lm -lpthread

VM_SRC := $(wildcard vm/base/*.c vm/code/*.c vm/core/*.c) vm/api.c
COMPILER_SRC := $(wildcard compiler/*.c)
COMPILER_GEN := $(BUILD)/compiler/lexer.c $(BUILD)/compiler/grammar.c
STDLIB_SRC := $(wildcard stdlib/native/*.c stdlib/loop/*.c) stdlib/library.c
TOOL_SRC := $(wildcard tools/aster/*.c)
LIB_AS := $(shell find stdlib/lib -name '*.as' 2>/dev/null | LC_ALL=C sort)

obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
COMPILER_OBJ = $(call obj,$(COMPILER_SRC)) $(BUILD)/obj/compiler/lexer.o $(BUILD)/obj/compiler/grammar.o
CONTRACT_OBJ = $(call obj,$(wildcard vm/base/*.c vm/code/*.c))
LIB_OBJ = $(call obj,$(VM_SRC) $(STDLIB_SRC)) $(COMPILER_OBJ) $(BUILD)/obj/frozen.o

.PHONY: all run test check bench asan fuzz install uninstall clean help setup
all: $(BUILD)/aster $(BUILD)/libaster.a $(BUILD)/libaster.so

help:
	@echo "make            the command, libaster.a, libaster.so, in $(BUILD)/"
	@echo "make run        builds and runs examples/wordstats.as"
	@echo "make test       builds and runs every test"
	@echo "make check      layers, headers, generated files: the cheap checks"
	@echo "make bench      the benchmarks, beside the peers that are installed"
	@echo "make asan       the tests under AddressSanitizer and UBSan"
	@echo "make fuzz       a short fuzzing run of the front end"
	@echo "make install    PREFIX=$(PREFIX) DESTDIR=    make uninstall    make clean"

setup:
	@tools/setup.sh

$(BUILD)/aster: $(call obj,$(TOOL_SRC)) $(BUILD)/libaster.a
	$(CC) $(CFLAGS_ALL) -o $@ $(call obj,$(TOOL_SRC)) $(BUILD)/libaster.a $(LIBS) $(LDFLAGS)

$(BUILD)/libaster.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/libaster.so: $(LIB_OBJ)
	$(CC) -shared -Wl,-soname,libaster.so.0 $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)

$(BUILD)/compiler/lexer.c: compiler/lexer.re
	@mkdir -p $(@D)
	re2c -W --no-debug-info -o $@ $<

$(BUILD)/compiler/grammar.c: compiler/grammar.y
	@mkdir -p $(@D)
	lemon -d$(@D) $<

$(BUILD)/obj/compiler/lexer.o: $(BUILD)/compiler/lexer.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/obj/compiler/grammar.o: $(BUILD)/compiler/grammar.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(call obj,$(COMPILER_SRC)): | $(BUILD)/compiler/grammar.c

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/freeze: $(BUILD)/obj/tools/freeze.o $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)

$(BUILD)/frozen.c: $(BUILD)/freeze $(LIB_AS)
	$(BUILD)/freeze stdlib/lib $@ $(LIB_AS)

$(BUILD)/obj/frozen.o: $(BUILD)/frozen.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) -std=gnu11 -O0 -fPIC -c -o $@ $<

$(BUILD)/run_tests: tools/run_tests.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $<

# The libraries, so that a build can begin; one stamp, so that a second call asks nothing.
$(BUILD)/.setup: tools/setup.sh
	@mkdir -p $(@D)
	@tools/setup.sh
	@touch $@

run: $(BUILD)/.setup
	@$(MAKE) --no-print-directory $(BUILD)/aster
	$(BUILD)/aster examples/wordstats.as LICENSE 8

SCRIPT_TESTS = $(wildcard tests/lang tests/builtins tests/errors tests/modules tests/async tests/limits tests/regress)
ASTER_OPTIONS ?=
test: $(BUILD)/.setup
	@$(MAKE) --no-print-directory test-all

.PHONY: test-all test-parse test-code test-unit test-scripts test-stress
test-all: all test-parse test-code test-unit test-scripts test-examples

test-parse: $(BUILD)/parse_test
	$(BUILD)/parse_test tests/parse

test-code: $(BUILD)/code_test
	$(BUILD)/code_test tests/code

test-scripts: $(BUILD)/run_tests $(BUILD)/aster
	$(BUILD)/run_tests --aster $(BUILD)/aster --fail-list tests/known_failures $(SCRIPT_TESTS)

.PHONY: test-examples
test-examples: $(BUILD)/aster
	$(BUILD)/aster examples/wordstats.as LICENSE 5 >/dev/null

UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
test-unit: $(UNIT_TESTS)
	@set -e; for t in $(UNIT_TESTS); do echo "$$t"; "$$t" --quiet; done

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libaster.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $< $(BUILD)/libaster.a $(LIBS) -lcriterion $(LDFLAGS)

$(BUILD)/parse_test: $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard tests/parse/*.c)) $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)

$(BUILD)/code_test: $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard tests/code/*.c)) $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)

check:
	@tools/check_includes.sh && echo "check: layers are kept"

ASAN_FLAGS = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
asan: $(BUILD)/.setup
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-asan CFLAGS="$(ASAN_FLAGS)" $(BUILD)-asan/aster $(BUILD)-asan/run_tests
	ASAN_OPTIONS=detect_leaks=1 $(BUILD)-asan/run_tests --timeout 120 --aster $(BUILD)-asan/aster --fail-list tests/known_failures $(SCRIPT_TESTS)

bench: $(BUILD)/aster
	tools/bench/run.sh $(BUILD)/aster

clean:
	rm -rf $(BUILD) $(BUILD)-asan

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

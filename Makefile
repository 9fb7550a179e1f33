# Aster: build, test, install. `make help` lists the targets.
#   make DEBUG=1      assertions, no optimisation          make CC=clang
#   make BUILD=DIR    objects and results go there         make V=1  shows the commands
BUILD ?= build
CC ?= gcc
ifeq ($(origin CC),default)
CC := gcc
endif
PREFIX ?= /usr/local
PYTHON ?= python3.13
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
FUZZ_SECONDS ?= 30

WARN = -Wall -Wextra
CFLAGS ?= $(if $(DEBUG),-O0 -g3,-O2 -g)
CPPFLAGS_ALL = -I. -I$(BUILD) -D_GNU_SOURCE $(if $(DEBUG),,-DNDEBUG) $(CPPFLAGS)
CFLAGS_ALL = -std=gnu11 $(WARN) -fno-semantic-interposition -fno-strict-aliasing -fvisibility=hidden -fPIC \
  -fno-asynchronous-unwind-tables -ffunction-sections $(CFLAGS)
uses = $(shell grep -qs '($(1))' stdlib/modules.def && echo yes)
LIBS = -ltommath -lutf8proc -luv $(if $(call uses,re_module),-lpcre2-8 -lpcre2-16 -lpcre2-32) -lz \
  $(if $(wildcard stdlib/loop/*.c),-luv) -lm -lpthread
VERSION := $(shell sed -n 's/^.define ASTER_VERSION "\(.*\)"/\1/p' vm/include/aster.h)
Q = $(if $(V),,@)

VM_SRC := $(wildcard vm/base/*.c vm/code/*.c vm/core/*.c vm/types/*.c vm/io/*.c vm/aio/*.c)
API_SRC := $(wildcard vm/api/*.c)
COMPILER_SRC := $(wildcard compiler/*.c)
STDLIB_SRC := $(wildcard stdlib/native/*.c stdlib/loop/*.c) stdlib/library.c
TOOL_SRC := $(wildcard tools/aster/*.c)
LIB_AS := $(shell find stdlib/lib -name '*.as' 2>/dev/null | LC_ALL=C sort)
LIB_DIRS := $(shell find stdlib/lib -type d 2>/dev/null)  # newer when a module has gone

obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
VM_OBJ = $(call obj,$(VM_SRC))
COMPILER_OBJ = $(call obj,$(COMPILER_SRC)) $(BUILD)/obj/compiler/lexer.o $(BUILD)/obj/compiler/grammar.o
CONTRACT_OBJ = $(call obj,$(wildcard vm/base/*.c vm/code/*.c))
LIB_OBJ = $(VM_OBJ) $(call obj,$(API_SRC) $(STDLIB_SRC)) $(COMPILER_OBJ) $(BUILD)/obj/frozen.o

.PHONY: all run test check bench asan tsan fuzz install uninstall clean help setup docs amalgamation FORCE
all: $(BUILD)/aster $(BUILD)/libaster.a $(BUILD)/libaster.so

help:
	@echo "make            the command, libaster.a, libaster.so, in $(BUILD)/"
	@echo "make run        builds and runs examples/wordstats.as"
	@echo "make test       builds and runs every test; the last line is the total"
	@echo "make check      layers, style, sizes: the cheap checks"
	@echo "make bench      the benchmarks, beside the peers that are installed"
	@echo "make asan       the tests under AddressSanitizer and UBSan"
	@echo "make tsan       the tests of threads under ThreadSanitizer"
	@echo "make fuzz       fuzzes compiler and bytecode reader, FUZZ_SECONDS=$(FUZZ_SECONDS) (needs clang)"
	@echo "make install    PREFIX=$(PREFIX) DESTDIR=    make uninstall    make clean"
	@echo "make amalgamation  aster.c and aster.h: the library in one file, in $(BUILD)/amalgamation"
	@echo "make docs       rewrites the list of modules in stdlib/README.md"
	@echo "make setup      installs what the build needs (run and test do it by themselves)"

# ---- building
.SECONDARY:

$(BUILD)/aster: $(call obj,$(TOOL_SRC)) $(BUILD)/libaster.a
	@echo "  link  $@"
	$(Q)$(CC) $(CFLAGS_ALL) -no-pie -Wl,--gc-sections -o $@ $(call obj,$(TOOL_SRC)) $(BUILD)/libaster.a $(LIBS) $(LDFLAGS)

$(BUILD)/libaster.a: $(LIB_OBJ)
	@echo "  ar    $@"
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/libaster.so: $(LIB_OBJ) vm/include/aster.map
	@echo "  link  $@"
	$(Q)$(CC) -shared -Wl,-soname,libaster.so.0 -Wl,--version-script=vm/include/aster.map $(CFLAGS_ALL) -o $@ $(LIB_OBJ) $(LIBS) $(LDFLAGS)
	$(Q)ln -sf libaster.so $@.0

$(BUILD)/compiler/lexer.c: compiler/lexer.re
	@mkdir -p $(@D)
	@echo "  re2c  $<"
	$(Q)re2c -W --no-debug-info -o $@ $<

$(BUILD)/compiler/grammar.c: compiler/grammar.y
	@mkdir -p $(@D)
	@echo "  lemon $<"
	$(Q)lemon -d$(@D) $<

$(BUILD)/obj/compiler/lexer.o $(BUILD)/obj/compiler/grammar.o: $(BUILD)/obj/compiler/%.o: $(BUILD)/compiler/%.c $(BUILD)/.flags
	@mkdir -p $(@D)
	@echo "  cc    $<"
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(COMPILER_OBJ) $(call obj,$(wildcard tests/parse/*.c tests/code/*.c)): | $(BUILD)/compiler/grammar.c

# The compiler is fast enough: its code is made small.
$(COMPILER_OBJ): CFLAGS_ALL += $(if $(filter -O2,$(CFLAGS)),-Os)

# The interpreter's loop: gcc's manual advises against gcse where gotos are computed (it and pre keep addresses of operands in registers
# from one instruction to the next), and every path through an opcode is to end in a dispatch of its own.
DISPATCH_FLAGS := $(if $(shell $(CC) --version 2>/dev/null | grep -i clang),,-fno-gcse -fno-tree-pre --param=max-goto-duplication-insns=20)
$(BUILD)/obj/vm/core/interp.o: CFLAGS_ALL += $(DISPATCH_FLAGS)

$(BUILD)/obj/%.o: %.c $(BUILD)/.flags
	@mkdir -p $(@D)
	@echo "  cc    $<"
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# Other flags are another build: the objects are older than this file when they change.
FLAGS_LINE = $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL)
$(BUILD)/.flags: FORCE
	@mkdir -p $(@D)
	@if [ ! -e $@ ]; then echo '$(FLAGS_LINE)' >$@; touch -d @0 $@; fi
	@echo '$(FLAGS_LINE)' | cmp -s - $@ || echo '$(FLAGS_LINE)' >$@

$(BUILD)/freeze: $(BUILD)/obj/tools/freeze.o $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)

$(BUILD)/frozen.c: $(BUILD)/freeze $(LIB_AS) $(LIB_DIRS)
	@echo "  freeze stdlib/lib"
	$(Q)$(BUILD)/freeze stdlib/lib $@ $(LIB_AS)

$(BUILD)/obj/frozen.o: $(BUILD)/frozen.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) -std=gnu11 -O0 -fPIC -c -o $@ $<

# The packages, so that a build can begin; one stamp, so that a second call asks nothing.
setup: $(BUILD)/.setup
$(BUILD)/.setup: tools/setup.sh
	@mkdir -p $(@D)
	@tools/setup.sh
	@touch $@

run: $(BUILD)/.setup
	@$(MAKE) --no-print-directory -j$(JOBS) $(BUILD)/aster
	$(BUILD)/aster examples/wordstats.as LICENSE 8

# ---- tests: each step prints one line and adds it to the results; the last line is their sum

STEP = tools/step.sh $(BUILD)/test-results
SCRIPTS = $(wildcard tests/lang tests/builtins tests/errors tests/modules tests/async tests/limits tests/regress tests/debug examples/debugging)
LANGUAGE = $(wildcard tests/lang tests/builtins tests/errors)
RUN_TESTS = $(BUILD)/run_tests --aster $(BUILD)/aster
STEPS = parse code unit api link state scripts nospecialize nocaches suspend gc leaks failalloc memory trace cli repl install examples embed amalgam
UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
TEST_PROGRAMS = $(BUILD)/api_test $(BUILD)/parse_test $(BUILD)/code_test $(BUILD)/run_tests $(UNIT_TESTS) $(BUILD)/link_test $(BUILD)/repl_test

test: $(BUILD)/.setup
	@rm -f $(BUILD)/test-results*
	@if ! $(MAKE) --no-print-directory -j$(JOBS) all; then echo "build 0 1" >$(BUILD)/test-results; else \
	  $(MAKE) --no-print-directory -k -j$(JOBS) test-programs || echo "build 0 1" >>$(BUILD)/test-results; \
	  for step in $(STEPS); do \
	    $(MAKE) --no-print-directory -s test-$$step || grep -q "^$$step " $(BUILD)/test-results || echo "$$step 0 1" >>$(BUILD)/test-results; \
	  done; fi
	@$(STEP) --total

.PHONY: test-programs $(STEPS:%=test-%)
test-programs: $(TEST_PROGRAMS)
test-parse: $(BUILD)/parse_test
	@$(STEP) parse $(BUILD)/parse_test tests/parse
test-code: $(BUILD)/code_test
	@$(STEP) code $(BUILD)/code_test $(wildcard tests/code/*.as)
test-unit: $(UNIT_TESTS)
	@$(STEP) unit sh -c 'status=0; for t in $(UNIT_TESTS); do "$$t" || status=1; done; exit $$status'
test-api: $(BUILD)/api_test
	@$(STEP) api $(BUILD)/api_test
test-link: $(BUILD)/link_test
	@$(STEP) link $(BUILD)/link_test
test-state: $(BUILD)/libaster.a
	@$(STEP) state tools/check_state.sh $(BUILD)/libaster.a
test-scripts: $(BUILD)/run_tests $(BUILD)/aster
	@$(STEP) scripts $(RUN_TESTS) --fail-list tests/known_failures $(SCRIPTS)
test-nospecialize: $(BUILD)/run_tests $(BUILD)/aster
	@$(STEP) nospecialize $(RUN_TESTS) --fail-list tests/known_failures --option -Xstress=nospecialize $(LANGUAGE)
test-nocaches: $(BUILD)/run_tests $(BUILD)/aster
	@$(STEP) nocaches $(RUN_TESTS) --fail-list tests/known_failures --option -Xstress=nocaches $(LANGUAGE)
test-suspend: $(BUILD)/run_tests $(BUILD)/aster
	@$(STEP) suspend $(RUN_TESTS) --fail-list tests/known_failures --skip-list tests/order_sensitive --option -Xstress=suspend $(wildcard tests/async tests/lang/async tests/debug)
test-gc: $(BUILD)/run_tests $(BUILD)/aster
	@$(STEP) gc $(RUN_TESTS) --timeout 120 --fail-list tests/known_failures --skip-list tests/slow_under_gc --option -Xstress=gc $(LANGUAGE)
test-leaks: $(BUILD)/run_tests $(BUILD)/aster
	@$(STEP) leaks $(RUN_TESTS) --fail-list tests/known_failures --fail-list tests/known_leaks --option -Xleakcheck $(SCRIPTS)
test-failalloc: $(BUILD)/aster
	@$(STEP) failalloc tests/limits/failalloc.sh $(BUILD)/aster
test-memory: $(BUILD)/aster
	@$(STEP) memory tests/limits/memory.sh $(BUILD)/aster
test-trace: $(BUILD)/aster
	@$(STEP) trace tests/trace/run.sh $(BUILD)/aster
test-cli: $(BUILD)/aster
	@$(STEP) cli tests/cli/run.sh $(BUILD)/aster
test-repl: $(BUILD)/aster $(BUILD)/repl_test
	@$(STEP) repl tests/repl/run.sh $(BUILD)/repl_test $(abspath $(BUILD)/aster)
test-install: all
	@$(STEP) install tests/link/install.sh $(BUILD) $(CC)
test-examples: $(BUILD)/aster
	@$(STEP) examples examples/run.sh $(BUILD)/aster

test-amalgam: amalgamation
	@$(STEP) amalgam tests/link/amalgam.sh $(BUILD)/amalgamation "$(CC)" $(LIBS)
test-embed: all
	@$(STEP) embed examples/embed/run.sh $(BUILD) "$(CC)"

$(BUILD)/obj/tools/aster/trace_report.o: tools/aster/report.html

$(BUILD)/run_tests: tools/run_tests.c tools/transcript.c tools/transcript.h $(BUILD)/.flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ tools/run_tests.c tools/transcript.c

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/libaster.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $< $(BUILD)/libaster.a $(LIBS) -lcriterion $(LDFLAGS)
$(BUILD)/api_test: $(call obj,$(wildcard tests/api/*.c)) $(BUILD)/libaster.a
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $(filter %.o,$^) $(BUILD)/libaster.a $(LIBS) -lcriterion $(LDFLAGS)
$(UNIT_TESTS:$(BUILD)/unit/%=$(BUILD)/obj/tests/unit/%.o): | $(BUILD)/compiler/grammar.c

# The VM alone, without compiler and libuv: the test's own tables stand in for the library.
$(BUILD)/link_test: $(call obj,tests/link/link_test.c) $(VM_OBJ)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ -ltommath -lutf8proc -lm -lpthread $(LDFLAGS)

# Sessions at the prompt, on a pseudo-terminal under an emulator.
$(BUILD)/repl_test: $(call obj,$(wildcard tests/repl/*.c))
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ -lvterm -lutil $(LDFLAGS)

$(BUILD)/parse_test: $(call obj,$(wildcard tests/parse/*.c)) $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)

$(BUILD)/code_test: $(call obj,$(wildcard tests/code/*.c)) $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)

check:
	@tools/check_includes.sh && echo "check: layers are kept"
	@tools/check_style.sh && echo "check: files keep the house's rules"

ASAN_FLAGS = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
asan: $(BUILD)/.setup
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)-asan CFLAGS="$(ASAN_FLAGS)" $(BUILD)-asan/aster test-programs
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-asan CFLAGS="$(ASAN_FLAGS)" asan-run

.PHONY: asan-run
asan-run: export ASAN_OPTIONS = detect_leaks=1:allocator_may_return_null=1
asan-run: export LSAN_OPTIONS = suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0
asan-run:
	@rm -f $(BUILD)/test-results*
	-@$(STEP) parse $(BUILD)/parse_test tests/parse
	-@$(STEP) code $(BUILD)/code_test $(wildcard tests/code/*.as)
	-@$(STEP) api $(BUILD)/api_test
	-@$(STEP) scripts $(RUN_TESTS) --timeout 120 --option -Xleakcheck --fail-list tests/known_failures $(SCRIPTS)
	@$(STEP) --total

# The scripts that start threads, under ThreadSanitizer. What is exempt, and why: tests/tsan.supp.
TSAN_FLAGS = -O1 -g -fsanitize=thread -fno-omit-frame-pointer
TSAN_SCRIPTS = $(wildcard tests/modules/threading tests/modules/queue tests/modules/concurrent_futures tests/async/threads)
tsan: $(BUILD)/.setup
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)-tsan CFLAGS="$(TSAN_FLAGS)" $(BUILD)-tsan/aster $(BUILD)-tsan/run_tests
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-tsan CFLAGS="$(TSAN_FLAGS)" tsan-run

.PHONY: tsan-run
tsan-run: export TSAN_OPTIONS = suppressions=$(CURDIR)/tests/tsan.supp:exitcode=66
tsan-run:
	@rm -f $(BUILD)/test-results*
	-@$(STEP) scripts $(RUN_TESTS) --timeout 120 $(TSAN_SCRIPTS)
	-@$(STEP) leaks $(RUN_TESTS) --timeout 120 --option -Xleakcheck $(TSAN_SCRIPTS)
	@$(STEP) --total

# libFuzzer over the front end and over the reader of bytecode files. The corpus stays in $(BUILD)-fuzz and grows.
FUZZ_FLAGS = -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined
FUZZ_CORPUS = $(wildcard tests/parse/*.as tests/code/*.as tests/lang/*/*.as tests/errors/syntax/*.as)
fuzz:
	@if ! command -v clang >/dev/null 2>&1; then echo "fuzz: skipped, clang is not installed"; \
	else $(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)-fuzz CC=clang CFLAGS="$(FUZZ_FLAGS)" fuzz-run; fi

.PHONY: fuzz-run
FUZZERS = $(BUILD)/compile_fuzz $(BUILD)/unit_fuzz
FUZZ_OPTIONS = -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -max_len=4096 -artifact_prefix=$(BUILD)/ -verbosity=0 -print_final_stats=1
fuzz-run: $(FUZZERS) $(BUILD)/seed_units
	@mkdir -p $(BUILD)/corpus/compile $(BUILD)/corpus/unit $(BUILD)/seeds/compile $(BUILD)/seeds/unit
	@cp -u $(FUZZ_CORPUS) $(BUILD)/seeds/compile/
	@$(BUILD)/seed_units $(BUILD)/seeds/unit $(wildcard tests/code/*.as)
	$(BUILD)/compile_fuzz $(FUZZ_OPTIONS) $(BUILD)/corpus/compile $(BUILD)/seeds/compile
	$(BUILD)/unit_fuzz $(FUZZ_OPTIONS) $(BUILD)/corpus/unit $(BUILD)/seeds/unit
	@echo "fuzz: nothing found"

$(BUILD)/seed_units: $(BUILD)/obj/tests/fuzz/seed_units.o $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS) $(LDFLAGS)
$(BUILD)/%_fuzz: $(BUILD)/obj/tests/fuzz/%_fuzz.o $(COMPILER_OBJ) $(CONTRACT_OBJ)
	$(Q)$(CC) $(CFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(LIBS) $(LDFLAGS)

bench: $(BUILD)/aster $(BUILD)/libaster.a
	@tools/bench/run.sh $(BUILD)/aster
	@tools/bench/embed.sh $(BUILD) "$(CC)" $(LIBS)

# One file of all sources, to be compiled with one call; tools/amalgamate.as says how. -DASTER_NO_LIBUV, _PCRE2, _ZLIB leave parts out.
AMALGAM_SRC = $(VM_SRC) $(API_SRC) $(COMPILER_SRC) $(BUILD)/compiler/lexer.c $(BUILD)/compiler/grammar.c $(STDLIB_SRC) $(BUILD)/frozen.c
amalgamation: $(BUILD)/aster $(BUILD)/frozen.c
	@mkdir -p $(BUILD)/amalgamation
	@cp vm/include/aster.h vm/include/aster_host.h $(BUILD)/amalgamation/
	$(BUILD)/aster tools/amalgamate.as $(BUILD) $(BUILD)/amalgamation/aster.c $(AMALGAM_SRC)

docs:
	@tools/list_modules.sh stdlib/README.md

# ---- installing

INSTALLED = bin/aster lib/libaster.a lib/libaster.so lib/libaster.so.0 lib/pkgconfig/aster.pc lib/cmake/aster/aster-config.cmake lib/cmake/aster/aster-config-version.cmake share/man/man1/aster.1 \
  share/bash-completion/completions/aster share/zsh/site-functions/_aster share/fish/vendor_completions.d/aster.fish \
  $(patsubst vm/include/%,include/%,$(wildcard vm/include/*.h))
TO = $(DESTDIR)$(PREFIX)
install: all
	install -d $(TO)/bin $(TO)/lib/pkgconfig $(TO)/lib/cmake/aster $(TO)/include $(TO)/share/man/man1
	install -m 755 $(BUILD)/aster $(TO)/bin/aster
	install -m 644 $(BUILD)/libaster.a $(TO)/lib/libaster.a
	install -m 755 $(BUILD)/libaster.so $(TO)/lib/libaster.so.0
	ln -sf libaster.so.0 $(TO)/lib/libaster.so
	install -m 644 $(wildcard vm/include/*.h) $(TO)/include
	install -m 644 tools/aster/aster.1 $(TO)/share/man/man1/aster.1
	install -D -m 644 tools/aster/completion/aster.bash $(TO)/share/bash-completion/completions/aster
	install -D -m 644 tools/aster/completion/_aster $(TO)/share/zsh/site-functions/_aster
	install -D -m 644 tools/aster/completion/aster.fish $(TO)/share/fish/vendor_completions.d/aster.fish
	printf 'prefix=%s\nlibdir=$${prefix}/lib\nincludedir=$${prefix}/include\n\nName: aster\nDescription: The Aster virtual machine\nVersion: %s\nLibs: -L$${libdir} -laster\nLibs.private: %s\nCflags: -I$${includedir}\n' \
	  '$(PREFIX)' '$(VERSION)' '$(strip $(LIBS))' >$(TO)/lib/pkgconfig/aster.pc
	sed 's/@LIBS@/$(strip $(LIBS:-l%=%))/; s/@VERSION@/$(VERSION)/' vm/include/aster-config.cmake.in >$(TO)/lib/cmake/aster/aster-config.cmake
	sed 's/@VERSION@/$(VERSION)/' vm/include/aster-config-version.cmake.in >$(TO)/lib/cmake/aster/aster-config-version.cmake

uninstall:
	rm -f $(INSTALLED:%=$(TO)/%)

clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-tsan $(BUILD)-fuzz

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

// SPDX-License-Identifier: MIT
// parse_test.c - runs the parser's cases: trees and errors as CPython gives them.
//
//   parse_test dir...          every dir/*.as whose .ast (tree) or .err (diagnostic) stands beside it
//   parse_test -d [-f] file    prints the tree (-f: with positions), or the diagnostic
//   parse_test -m file...      fails every allocation in turn: no crash, no leak, and a MemoryError each time
//   parse_test -t file...      parses and prints the time; exit status 1 if any file has an error
//
// An .as file may hold several cases, divided by lines of `#---`; its expectation file then has one line for each.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compiler/parse.h"

typedef struct Outcome {
    Arena arena;
    AstNames names;
    Diag diag;
    DiagList warnings;
    AstNode *tree;
} Outcome;

static void parse(Outcome *outcome, const char *name, const char *bytes, size_t len, ParseMode mode, unsigned flags) {
    memset(outcome, 0, sizeof *outcome);
    arena_init(&outcome->arena, NULL, NULL);
    ast_names_init(&outcome->names, &outcome->arena);
    ParseRequest request = {
        .mode = mode,
        .flags = flags,
        .file = name,
        .bytes = bytes,
        .len = len,
        .arena = &outcome->arena,
        .names = &outcome->names,
        .diag = &outcome->diag,
        .warnings = &outcome->warnings,
    };
    outcome->tree = parse_source(&request);
}

static void describe(const Outcome *outcome, bool full, Buf *out) {
    if (outcome->tree && full)
        ast_dump_full(outcome->tree, out);
    else if (outcome->tree)
        ast_dump(outcome->tree, out);
    else
        buf_printf(out, "%s: %s (%d, %d, %d, %d)", diag_kind_name((DiagKind)outcome->diag.kind), outcome->diag.message,
                   (int)outcome->diag.line, (int)outcome->diag.col, (int)outcome->diag.end_line,
                   (int)outcome->diag.end_col);
    for (uint32_t i = 0; outcome->tree && i < outcome->warnings.count; i++)
        buf_printf(out, " [warning %d: %s]", (int)outcome->warnings.items[i].line, outcome->warnings.items[i].message);
}

static bool read_file(const char *path, Buf *out) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char chunk[65536];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_append(out, chunk, got);
    fclose(file);
    return buf_reserve(out, 1);
}

typedef struct Score {
    int passed, failed;
} Score;

static void check_case(Score *score, const char *path, int number, const char *source, size_t len, const char *want,
                       size_t want_len) {
    Outcome outcome;
    Buf got;
    buf_init(&got, NULL, NULL);
    parse(&outcome, path, source, len, PARSE_EXEC, PARSE_FLAG_TEXT);
    describe(&outcome, true, &got);
    if (got.len == want_len && memcmp(got.data, want, want_len) == 0) {
        score->passed++;
    } else {
        score->failed++;
        printf("FAIL %s case %d:\n%.*s\n  want %.*s\n  got  %.*s\n", path, number, (int)len, source, (int)want_len, want,
               (int)got.len, got.data);
    }
    buf_free(&got);
    arena_free(&outcome.arena);
}

// Cuts source and expectation in step.
static void check_file(Score *score, const char *path, const char *expect_path) {
    static const char divider[] = "#---\n";
    Buf source, expect;
    buf_init(&source, NULL, NULL);
    buf_init(&expect, NULL, NULL);
    if (!read_file(path, &source) || !read_file(expect_path, &expect)) {
        printf("FAIL %s: cannot be read\n", path);
        score->failed++;
    } else {
        char *at = source.data, *want = expect.data;
        for (int number = 1; at; number++) {
            char *end = strstr(at, divider);
            char *want_end = strchr(want, '\n');
            if (!want_end)
                want_end = want + strlen(want);
            check_case(score, path, number, at, end ? (size_t)(end - at) : strlen(at), want, (size_t)(want_end - want));
            at = end ? end + strlen(divider) : NULL;
            want = *want_end ? want_end + 1 : want_end;
        }
    }
    buf_free(&source);
    buf_free(&expect);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void check_dir(Score *score, const char *dir_path) {
    char *names[1024];
    size_t count = 0;
    DIR *dir = opendir(dir_path);
    if (!dir) {
        printf("FAIL %s: cannot be opened\n", dir_path);
        score->failed++;
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir)) && count < 1024;) {
        size_t len = strlen(entry->d_name);
        if (len > 3 && strcmp(entry->d_name + len - 3, ".as") == 0)
            names[count++] = strdup(entry->d_name);
    }
    closedir(dir);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        char path[1024], expect[1024];
        int stem = (int)strlen(names[i]) - 3;
        snprintf(path, sizeof path, "%s/%s", dir_path, names[i]);
        snprintf(expect, sizeof expect, "%s/%.*s.ast", dir_path, stem, names[i]);
        check_file(score, path, expect);
        free(names[i]);
    }
}

static int dump_file(const char *path, bool full, ParseMode mode, unsigned flags) {
    Outcome outcome;
    Buf source, out;
    buf_init(&source, NULL, NULL);
    buf_init(&out, NULL, NULL);
    if (!read_file(path, &source)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return 2;
    }
    parse(&outcome, path, source.data, source.len, mode, flags);
    describe(&outcome, full, &out);
    puts(out.data);
    int status = outcome.tree ? 0 : 1;
    arena_free(&outcome.arena);
    buf_free(&source);
    buf_free(&out);
    return status;
}

// ---- memory that runs out ----

typedef struct Meter {
    size_t until_failure; // allocations that still succeed
    size_t held;          // bytes
} Meter;

static void *metered_alloc(void *user, void *ptr, size_t old_size, size_t new_size) {
    Meter *meter = user;
    if (new_size && meter->until_failure == 0)
        return NULL;
    if (new_size)
        meter->until_failure--;
    meter->held += new_size - old_size;
    return arena_libc_alloc(NULL, ptr, old_size, new_size);
}

// One parse in which allocation number `limit` fails. Returns true once the parse needs fewer than that.
static bool starve(const Buf *source, size_t limit, bool *wrong) {
    Meter meter = {limit, 0};
    Outcome outcome = {0};
    arena_init(&outcome.arena, metered_alloc, &meter);
    ast_names_init(&outcome.names, &outcome.arena);
    ParseRequest request = {
        .mode = PARSE_EXEC,
        .bytes = source->data,
        .len = source->len,
        .arena = &outcome.arena,
        .names = &outcome.names,
        .diag = &outcome.diag,
        .warnings = &outcome.warnings,
    };
    outcome.tree = parse_source(&request);
    bool starved = outcome.diag.kind == DIAG_KIND_MEMORY_ERROR;
    *wrong |= meter.until_failure == 0 && !starved && outcome.arena.failed;
    arena_free(&outcome.arena);
    *wrong |= meter.held != 0;
    return !starved;
}

static int starve_files(int count, char **paths) {
    int status = 0;
    for (int i = 0; i < count; i++) {
        Buf source;
        bool wrong = false;
        size_t limit = 0;
        buf_init(&source, NULL, NULL);
        if (read_file(paths[i], &source))
            while (!starve(&source, limit, &wrong))
                limit++;
        printf("%s: %zu allocations%s\n", paths[i], limit, wrong ? ", WRONG" : "");
        status |= wrong;
        buf_free(&source);
    }
    return status;
}

static int time_files(int count, char **paths) {
    int status = 0;
    size_t total = 0;
    double seconds = 0;
    for (int i = 0; i < count; i++) {
        Outcome outcome;
        Buf source;
        buf_init(&source, NULL, NULL);
        if (!read_file(paths[i], &source))
            continue;
        clock_t begin = clock();
        parse(&outcome, paths[i], source.data, source.len, PARSE_EXEC, 0);
        seconds += (double)(clock() - begin) / CLOCKS_PER_SEC;
        total += source.len;
        if (!outcome.tree) {
            printf("%s:%d: %s\n", paths[i], (int)outcome.diag.line, outcome.diag.message);
            status = 1;
        }
        arena_free(&outcome.arena);
        buf_free(&source);
    }
    printf("%zu bytes, %.3f s, %.1f MB/s\n", total, seconds, (double)total / 1e6 / (seconds > 0 ? seconds : 1e-9));
    return status;
}

int main(int argc, char **argv) {
    bool full = false;
    ParseMode mode = PARSE_EXEC;
    unsigned flags = 0;
    int i = 1;
    if (argc > 1 && strcmp(argv[1], "-t") == 0)
        return time_files(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "-m") == 0)
        return starve_files(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "-d") == 0) {
        for (i = 2; i < argc - 1; i++) {
            full |= strcmp(argv[i], "-f") == 0;
            if (strcmp(argv[i], "-e") == 0)
                mode = PARSE_EVAL;
            if (strcmp(argv[i], "-s") == 0) {
                mode = PARSE_SINGLE;
                flags = PARSE_FLAG_ALLOW_INCOMPLETE | PARSE_FLAG_NEEDS_BLANK_LINE;
            }
        }
        return dump_file(argv[argc - 1], full, mode, flags);
    }
    Score score = {0};
    for (; i < argc; i++)
        check_dir(&score, argv[i]);
    printf("%d passed, %d failed\n", score.passed, score.failed);
    return score.failed != 0;
}

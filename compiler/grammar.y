// SPDX-License-Identifier: MIT
// grammar.y - Python 3.13's grammar as LALR(1), for lemon.
//
// The grammar accepts a little more than Python: assignment targets, with-items, keyword arguments and parameters are
// parsed loosely and checked where they are built (build_*.c), which is where their error messages can be given.
// Binary operators are told apart by precedence instead of by a chain of nonterminals: `expr` is what Python calls
// bitwise_or, `test` a disjunction (with comparisons, not, and, or), `expression` adds the conditional and lambda.
// Soft keywords (match, case, type) and the `with (... as ...)` parenthesis arrive as tokens of their own: softkw.c.
%name grammar_
%token_prefix TK_
%token_type {const Token *}
%extra_context {Parser *P}
%stack_size 0
%default_type {AstNode *}
%start_symbol start

%include {
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "compiler/build.h"

#define YYNOERRORRECOVERY 1
#ifndef NDEBUG
#define NDEBUG 1
#endif
// The parser's stack grows through the arena's hook and only up to a limit (parse.c).
#define malloc(size) parser_stack_grow(p->P, NULL, (size))
#define realloc(old, size) parser_stack_grow(p->P, (old), (size))
#define free(old) parser_stack_free(pParser->P, (old))

// lemon's driver leaves variables and parameters unused.
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-parameter"
}

%code {
_Static_assert(sizeof(yyParser) <= PARSER_STATE_BYTES, "parse.c keeps the parser's state on its stack");
}

%syntax_error { (void)yymajor; parser_reject(P, TOKEN); }
%stack_overflow { parser_overflow(P); }

// Tokens in no rule: the scanner's errors and what only soft keywords or diagnosis know.
%token BAD EOF_ERROR LTGT.
%token START_FILE START_EVAL START_SINGLE START_EXPR START_STAR START_TARGETS START_SLICES START_HEADER START_OPERAND.

%right ELSE.
%left OR.
%left AND.
%right NOT.
%nonassoc LT GT LE GE EQEQ NE IN IS.
%left VBAR.
%left CARET.
%left AMPER.
%left LSHIFT RSHIFT.
%left PLUS MINUS.
%left STAR SLASH DSLASH PERCENT AT.
%right TILDE UNARY.
%right DSTAR.

%type body {AstList}
%type statements {AstList}
%type simple_line {AstList}
%type simple_list {AstList}
%type block {AstList}
%type expr_list {AstList}
%type star_seq {AstList}
%type named_seq {AstList}
%type slice_seq {AstList}
%type arg_seq {AstList}
%type args {AstList}
%type comp_for {AstList}
%type comp_ifs {AstList}
%type dict_seq {AstList}
%type else_part {AstList}
%type else_opt {AstList}
%type finally_opt {AstList}
%type handlers {AstList}
%type assign {AstList}
%type decorators {AstList}
%type with_seq {AstList}
%type import_seq {AstList}
%type from_seq {AstList}
%type string_seq {AstList}
%type fstring_parts {AstList}
%type type_params {AstList}
%type type_seq {AstList}
%type cases {AstList}
%type pattern_seq {AstList}
%type or_pattern {AstNode *}
%type class_pattern_args {AstList}
%type map_seq {AstList}
%type params {ParamList}
%type param_seq {ParamList}
%type lambda_params {ParamList}
%type lambda_seq {ParamList}
%type param {Param}
%type lambda_param {Param}
%type name_seq {AstNameList}
%type dotted {DottedName}
%type dots {int}
%type augassign {const Token *}

// ---- whole sources, and the pieces that diagnosis parses alone ----

start ::= START_FILE body(B) END.                  { P->result = build_module(P, AST_Module, B); }
start ::= START_EVAL star_expressions(E) newlines END. { P->result = build_expression_module(P, E); }
start ::= START_SINGLE body(B) END.                { P->result = build_module(P, AST_Interactive, B); }
start ::= START_EXPR expression(E) END.            { P->result = E; }
start ::= START_STAR star_rhs(E) END.              { P->result = E; }
start ::= START_TARGETS expr_targets(E) END.       { P->result = E; }
start ::= START_SLICES slices(E) END.              { P->result = E; }
start ::= START_OPERAND expr(E) END.               { P->result = E; }
start ::= START_HEADER header END.                 { P->result = &P->dummy; }

// Compound statements up to their colon.
header ::= IF named.
header ::= ELIF named.
header ::= ELSE.
header ::= WHILE named.
header ::= FOR expr_targets IN star_expressions.
header ::= WITH with_seq.
header ::= WITH WITH_LPAR with_seq RPAR.
header ::= WITH WITH_LPAR with_seq COMMA RPAR.
header ::= TRY.
header ::= EXCEPT.
header ::= EXCEPT expression.
header ::= EXCEPT expression AS NAME.
header ::= EXCEPT STAR expression.
header ::= EXCEPT STAR expression AS NAME.
header ::= FINALLY.
header ::= DEF NAME type_params LPAR params RPAR.
header ::= DEF NAME type_params LPAR params RPAR ARROW expression.
header ::= CLASS NAME type_params.
header ::= CLASS NAME type_params LPAR args RPAR.
header ::= MATCH subject.
header ::= CASE patterns.
header ::= CASE patterns IF named.

newlines ::= .
newlines ::= newlines NEWLINE.

body(A) ::= .                                      { A = (AstList){0}; }
body(A) ::= statements(B).                         { A = B; }

statements(A) ::= simple_line(B).                  { A = B; }
statements(A) ::= compound(S).                     { A = list_of(P, S); }
statements(A) ::= statements(B) simple_line(C).    { A = list_join(P, B, C); }
statements(A) ::= statements(B) compound(S).       { A = list_push(P, B, S); }

simple_line(A) ::= simple_list(B) NEWLINE(T).      { A = B; parser_mark_end(P, T); }
simple_line(A) ::= simple_list(B) SEMI NEWLINE(T). { A = B; parser_mark_end(P, T); }
simple_list(A) ::= simple(S).                      { A = list_of(P, S); }
simple_list(A) ::= simple_list(B) SEMI simple(S).  { A = list_push(P, B, S); }

block(A) ::= NEWLINE INDENT statements(B) DEDENT.  { A = B; }
block(A) ::= simple_line(B).                       { A = B; }

// ---- simple statements ----

simple(A) ::= star_expressions(E).                 { A = build_expr_stmt(P, E); }
simple(A) ::= yield_expr(E).                       { A = build_expr_stmt(P, E); }
simple(A) ::= assign(L).                           { A = build_assign(P, L); }
simple(A) ::= star_expressions(T) augassign(O) rhs(V).  { A = build_aug_assign(P, T, O, V); }
simple(A) ::= star_expressions(T) COLON expression(N).  { A = build_ann_assign(P, T, N, NULL); }
simple(A) ::= star_expressions(T) COLON expression(N) EQ rhs(V). { A = build_ann_assign(P, T, N, V); }
simple(A) ::= PASS(T).                             { A = build_new(P, AST_Pass, SPAN(T, T)); }
simple(A) ::= BREAK(T).                            { A = build_new(P, AST_Break, SPAN(T, T)); }
simple(A) ::= CONTINUE(T).                         { A = build_new(P, AST_Continue, SPAN(T, T)); }
simple(A) ::= RETURN(T).                           { A = build_return(P, T, NULL); }
simple(A) ::= RETURN(T) star_expressions(E).       { A = build_return(P, T, E); }
simple(A) ::= RAISE(T).                            { A = build_raise(P, T, NULL, NULL); }
simple(A) ::= RAISE(T) expression(E).              { A = build_raise(P, T, E, NULL); }
simple(A) ::= RAISE(T) expression(E) FROM expression(C). { A = build_raise(P, T, E, C); }
simple(A) ::= GLOBAL(T) name_seq(L).               { A = build_scope(P, AST_Global, T, L); }
simple(A) ::= NONLOCAL(T) name_seq(L).             { A = build_scope(P, AST_Nonlocal, T, L); }
simple(A) ::= DEL(T) star_expressions(E).          { A = build_delete(P, T, E); }
simple(A) ::= ASSERT(T) expression(E).             { A = build_assert(P, T, E, NULL); }
simple(A) ::= ASSERT(T) expression(E) COMMA expression(M). { A = build_assert(P, T, E, M); }
simple(A) ::= TYPE(T) NAME(N) type_params(L) EQ expression(V). { A = build_type_alias(P, T, N, L, V); }
simple(A) ::= IMPORT(T) import_seq(L).             { A = build_import(P, T, L); }
simple(A) ::= FROM(T) dotted(D) IMPORT from_seq(L).            { A = build_import_from(P, T, 0, &D, L, NULL); }
simple(A) ::= FROM(T) dotted(D) IMPORT LPAR from_seq(L) RPAR(E).       { A = build_import_from(P, T, 0, &D, L, E); }
simple(A) ::= FROM(T) dotted(D) IMPORT LPAR from_seq(L) COMMA RPAR(E). { A = build_import_from(P, T, 0, &D, L, E); }
simple(A) ::= FROM(T) dotted(D) IMPORT STAR(S).    { A = build_import_from(P, T, 0, &D, list_of(P, build_alias_star(P, S)), S); }
simple(A) ::= FROM(T) dots(N) dotted(D) IMPORT from_seq(L).            { A = build_import_from(P, T, N, &D, L, NULL); }
simple(A) ::= FROM(T) dots(N) dotted(D) IMPORT LPAR from_seq(L) RPAR(E).       { A = build_import_from(P, T, N, &D, L, E); }
simple(A) ::= FROM(T) dots(N) dotted(D) IMPORT LPAR from_seq(L) COMMA RPAR(E). { A = build_import_from(P, T, N, &D, L, E); }
simple(A) ::= FROM(T) dots(N) dotted(D) IMPORT STAR(S). { A = build_import_from(P, T, N, &D, list_of(P, build_alias_star(P, S)), S); }
simple(A) ::= FROM(T) dots(N) IMPORT from_seq(L).              { A = build_import_from(P, T, N, NULL, L, NULL); }
simple(A) ::= FROM(T) dots(N) IMPORT LPAR from_seq(L) RPAR(E).         { A = build_import_from(P, T, N, NULL, L, E); }
simple(A) ::= FROM(T) dots(N) IMPORT LPAR from_seq(L) COMMA RPAR(E).   { A = build_import_from(P, T, N, NULL, L, E); }
simple(A) ::= FROM(T) dots(N) IMPORT STAR(S).      { A = build_import_from(P, T, N, NULL, list_of(P, build_alias_star(P, S)), S); }

assign(A) ::= star_expressions(T) EQ rhs(V).       { A = list_push(P, list_of(P, T), V); }
assign(A) ::= yield_expr(T) EQ rhs(V).             { A = list_push(P, list_of(P, T), V); }
assign(A) ::= assign(B) EQ rhs(V).                 { A = list_push(P, B, V); }
rhs(A) ::= star_expressions(E).                    { A = E; }
rhs(A) ::= yield_expr(E).                          { A = E; }

augassign(A) ::= PLUSEQ(T).     { A = T; }
augassign(A) ::= MINUSEQ(T).    { A = T; }
augassign(A) ::= STAREQ(T).     { A = T; }
augassign(A) ::= SLASHEQ(T).    { A = T; }
augassign(A) ::= DSLASHEQ(T).   { A = T; }
augassign(A) ::= PERCENTEQ(T).  { A = T; }
augassign(A) ::= ATEQ(T).       { A = T; }
augassign(A) ::= DSTAREQ(T).    { A = T; }
augassign(A) ::= VBAREQ(T).     { A = T; }
augassign(A) ::= AMPEREQ(T).    { A = T; }
augassign(A) ::= CARETEQ(T).    { A = T; }
augassign(A) ::= LSHIFTEQ(T).   { A = T; }
augassign(A) ::= RSHIFTEQ(T).   { A = T; }

name_seq(A) ::= NAME(N).                           { A = names_push(P, (AstNameList){0}, build_name_of(P, N)); }
name_seq(A) ::= name_seq(B) COMMA NAME(N).         { A = names_push(P, B, build_name_of(P, N)); }

dotted(A) ::= NAME(N).                             { A = (DottedName){N, N}; }
dotted(A) ::= dotted(B) DOT NAME(N).               { A = (DottedName){B.first, N}; }
dots(A) ::= DOT.                                   { A = 1; }
dots(A) ::= ELLIPSIS.                              { A = 3; }
dots(A) ::= dots(B) DOT.                           { A = B + 1; }
dots(A) ::= dots(B) ELLIPSIS.                      { A = B + 3; }

import_seq(A) ::= import_item(I).                  { A = list_of(P, I); }
import_seq(A) ::= import_seq(B) COMMA import_item(I). { A = list_push(P, B, I); }
import_item(A) ::= dotted(D).                      { A = build_alias(P, &D, NULL); }
import_item(A) ::= dotted(D) AS NAME(N).           { A = build_alias(P, &D, N); }
from_seq(A) ::= from_item(I).                      { A = list_of(P, I); }
from_seq(A) ::= from_seq(B) COMMA from_item(I).    { A = list_push(P, B, I); }
from_item(A) ::= NAME(N).                          { A = build_alias(P, &(DottedName){N, N}, NULL); }
from_item(A) ::= NAME(N) AS NAME(M).               { A = build_alias(P, &(DottedName){N, N}, M); }

// ---- compound statements ----

compound(A) ::= IF(T) named(E) COLON block(B) else_part(L).    { A = build_if(P, T, E, B, L); }
compound(A) ::= WHILE(T) named(E) COLON block(B) else_opt(L).  { A = build_while(P, T, E, B, L); }
compound(A) ::= for_stmt(S).                       { A = S; }
compound(A) ::= ASYNC(T) for_stmt(S).              { A = build_async(P, T, S); }
compound(A) ::= with_stmt(S).                      { A = S; }
compound(A) ::= ASYNC(T) with_stmt(S).             { A = build_async(P, T, S); }
compound(A) ::= def_stmt(S).                       { A = S; }
compound(A) ::= ASYNC(T) def_stmt(S).              { A = build_async(P, T, S); }
compound(A) ::= class_stmt(S).                     { A = S; }
compound(A) ::= decorators(D) def_stmt(S).         { A = build_decorated(P, D, S); }
compound(A) ::= decorators(D) ASYNC(T) def_stmt(S). { A = build_decorated(P, D, build_async(P, T, S)); }
compound(A) ::= decorators(D) class_stmt(S).       { A = build_decorated(P, D, S); }
compound(A) ::= TRY(T) COLON block(B) handlers(H) else_opt(L) finally_opt(F). { A = build_try(P, T, B, H, L, F); }
compound(A) ::= TRY(T) COLON block(B) FINALLY COLON block(F). { A = build_try(P, T, B, (AstList){0}, (AstList){0}, F); }
compound(A) ::= MATCH(T) subject(E) COLON NEWLINE INDENT cases(L) DEDENT. { A = build_match(P, T, E, L); }

else_part(A) ::= .                                 { A = (AstList){0}; }
else_part(A) ::= ELSE COLON block(B).              { A = B; }
else_part(A) ::= ELIF(T) named(E) COLON block(B) else_part(L). { A = list_of(P, build_if(P, T, E, B, L)); }
else_opt(A) ::= .                                  { A = (AstList){0}; }
else_opt(A) ::= ELSE COLON block(B).               { A = B; }
finally_opt(A) ::= .                               { A = (AstList){0}; }
finally_opt(A) ::= FINALLY COLON block(B).         { A = B; }

for_stmt(A) ::= FOR(T) expr_targets(X) IN star_expressions(I) COLON block(B) else_opt(L). { A = build_for(P, T, X, I, B, L); }

with_stmt(A) ::= WITH(T) with_seq(L) COLON block(B).                  { A = build_with(P, T, L, B); }
with_stmt(A) ::= WITH(T) WITH_LPAR with_seq(L) RPAR COLON block(B).       { A = build_with(P, T, L, B); }
with_stmt(A) ::= WITH(T) WITH_LPAR with_seq(L) COMMA RPAR COLON block(B). { A = build_with(P, T, L, B); }
with_seq(A) ::= with_item(I).                      { A = list_of(P, I); }
with_seq(A) ::= with_seq(B) COMMA with_item(I).    { A = list_push(P, B, I); }
with_item(A) ::= expression(E).                    { A = build_withitem(P, E, NULL); }
with_item(A) ::= expression(E) AS target(X).       { A = build_withitem(P, E, X); }

handlers(A) ::= handler(H).                        { A = list_of(P, H); }
handlers(A) ::= handlers(B) handler(H).            { A = build_add_handler(P, B, H); }
handler(A) ::= EXCEPT(T) COLON block(B).                          { A = build_handler(P, T, NULL, NULL, NULL, B); }
handler(A) ::= EXCEPT(T) expression(E) COLON block(B).            { A = build_handler(P, T, NULL, E, NULL, B); }
handler(A) ::= EXCEPT(T) expression(E) AS NAME(N) COLON block(B). { A = build_handler(P, T, NULL, E, N, B); }
handler(A) ::= EXCEPT(T) STAR(S) expression(E) COLON block(B).    { A = build_handler(P, T, S, E, NULL, B); }
handler(A) ::= EXCEPT(T) STAR(S) expression(E) AS NAME(N) COLON block(B). { A = build_handler(P, T, S, E, N, B); }

decorators(A) ::= AT named(E) NEWLINE.             { A = list_of(P, E); }
decorators(A) ::= decorators(B) AT named(E) NEWLINE. { A = list_push(P, B, E); }

def_stmt(A) ::= DEF(T) NAME(N) type_params(Y) LPAR params(L) RPAR COLON block(B).
    { A = build_def(P, T, N, Y, &L, NULL, B); }
def_stmt(A) ::= DEF(T) NAME(N) type_params(Y) LPAR params(L) RPAR ARROW expression(R) COLON block(B).
    { A = build_def(P, T, N, Y, &L, R, B); }
class_stmt(A) ::= CLASS(T) NAME(N) type_params(Y) COLON block(B).
    { A = build_class(P, T, N, Y, (AstList){0}, NULL, B); }
class_stmt(A) ::= CLASS(T) NAME(N) type_params(Y) LPAR(O) args(L) RPAR COLON block(B).
    { A = build_class(P, T, N, Y, L, O, B); }

params(A) ::= .                                    { A = (ParamList){0}; }
params(A) ::= param_seq(B).                        { A = B; }
params(A) ::= param_seq(B) COMMA.                  { A = B; }
param_seq(A) ::= param(I).                         { A = params_push(P, (ParamList){0}, &I); }
param_seq(A) ::= param_seq(B) COMMA param(I).      { A = params_push(P, B, &I); }
param(A) ::= NAME(N).                              { A = build_param(P, PARAM_PLAIN, N, N, NULL, NULL); }
param(A) ::= NAME(N) EQ expression(D).             { A = build_param(P, PARAM_PLAIN, N, N, NULL, D); }
param(A) ::= NAME(N) COLON expression(X).          { A = build_param(P, PARAM_PLAIN, N, N, X, NULL); }
param(A) ::= NAME(N) COLON expression(X) EQ expression(D). { A = build_param(P, PARAM_PLAIN, N, N, X, D); }
param(A) ::= SLASH(T).                             { A = build_param(P, PARAM_SLASH, T, NULL, NULL, NULL); }
param(A) ::= STAR(T).                              { A = build_param(P, PARAM_BARE_STAR, T, NULL, NULL, NULL); }
param(A) ::= STAR(T) NAME(N).                      { A = build_param(P, PARAM_STAR, T, N, NULL, NULL); }
param(A) ::= STAR(T) NAME(N) COLON star_expression(X). { A = build_param(P, PARAM_STAR, T, N, X, NULL); }
param(A) ::= DSTAR(T) NAME(N).                     { A = build_param(P, PARAM_DSTAR, T, N, NULL, NULL); }
param(A) ::= DSTAR(T) NAME(N) COLON expression(X). { A = build_param(P, PARAM_DSTAR, T, N, X, NULL); }

lambda_params(A) ::= .                             { A = (ParamList){0}; }
lambda_params(A) ::= lambda_seq(B).                { A = B; }
lambda_params(A) ::= lambda_seq(B) COMMA.          { A = B; }
lambda_seq(A) ::= lambda_param(I).                 { A = params_push(P, (ParamList){0}, &I); }
lambda_seq(A) ::= lambda_seq(B) COMMA lambda_param(I). { A = params_push(P, B, &I); }
lambda_param(A) ::= NAME(N).                       { A = build_param(P, PARAM_PLAIN, N, N, NULL, NULL); }
lambda_param(A) ::= NAME(N) EQ expression(D).      { A = build_param(P, PARAM_PLAIN, N, N, NULL, D); }
lambda_param(A) ::= SLASH(T).                      { A = build_param(P, PARAM_SLASH, T, NULL, NULL, NULL); }
lambda_param(A) ::= STAR(T).                       { A = build_param(P, PARAM_BARE_STAR, T, NULL, NULL, NULL); }
lambda_param(A) ::= STAR(T) NAME(N).               { A = build_param(P, PARAM_STAR, T, N, NULL, NULL); }
lambda_param(A) ::= DSTAR(T) NAME(N).              { A = build_param(P, PARAM_DSTAR, T, N, NULL, NULL); }

type_params(A) ::= .                               { A = (AstList){0}; }
type_params(A) ::= LSQB type_seq(B) RSQB.          { A = B; }
type_params(A) ::= LSQB type_seq(B) COMMA RSQB.    { A = B; }
type_seq(A) ::= type_param(I).                     { A = list_of(P, I); }
type_seq(A) ::= type_seq(B) COMMA type_param(I).   { A = list_push(P, B, I); }
type_param(A) ::= NAME(N).                         { A = build_type_param(P, AST_TypeVar, N, N, NULL, NULL); }
type_param(A) ::= NAME(N) COLON expression(X).     { A = build_type_param(P, AST_TypeVar, N, N, X, NULL); }
type_param(A) ::= NAME(N) EQ expression(D).        { A = build_type_param(P, AST_TypeVar, N, N, NULL, D); }
type_param(A) ::= NAME(N) COLON expression(X) EQ expression(D). { A = build_type_param(P, AST_TypeVar, N, N, X, D); }
type_param(A) ::= STAR(T) NAME(N).                 { A = build_type_param(P, AST_TypeVarTuple, T, N, NULL, NULL); }
type_param(A) ::= STAR(T) NAME(N) EQ star_expression(D). { A = build_type_param(P, AST_TypeVarTuple, T, N, NULL, D); }
type_param(A) ::= DSTAR(T) NAME(N).                { A = build_type_param(P, AST_ParamSpec, T, N, NULL, NULL); }
type_param(A) ::= DSTAR(T) NAME(N) EQ expression(D). { A = build_type_param(P, AST_ParamSpec, T, N, NULL, D); }

// ---- match ----

subject(A) ::= named_star(E).                      { A = build_subject(P, E); }
subject(A) ::= named_star(E) COMMA(C).             { A = build_tuple(P, list_of(P, E), SPAN(E, C)); }
subject(A) ::= named_seq(L).                       { A = build_bare_tuple(P, L, NULL); }
subject(A) ::= named_seq(L) COMMA(C).              { A = build_bare_tuple(P, L, C); }

cases(A) ::= case(I).                              { A = list_of(P, I); }
cases(A) ::= cases(B) case(I).                     { A = list_push(P, B, I); }
case(A) ::= CASE(T) patterns(X) COLON block(B).    { A = build_case(P, T, X, NULL, B); }
case(A) ::= CASE(T) patterns(X) IF named(E) COLON block(B). { A = build_case(P, T, X, E, B); }

patterns(A) ::= maybe_star(X).                     { A = build_open_pattern(P, X); }
patterns(A) ::= maybe_star(X) COMMA(C).            { A = build_sequence_pattern(P, list_of(P, X), SPAN(X, C)); }
patterns(A) ::= pattern_seq(L).                    { A = build_open_sequence(P, L, NULL); }
patterns(A) ::= pattern_seq(L) COMMA(C).           { A = build_open_sequence(P, L, C); }
pattern_seq(A) ::= maybe_star(X) COMMA maybe_star(Y).  { A = list_push(P, list_of(P, X), Y); }
pattern_seq(A) ::= pattern_seq(B) COMMA maybe_star(X). { A = list_push(P, B, X); }
maybe_star(A) ::= pattern(X).                      { A = X; }
maybe_star(A) ::= STAR(T) NAME(N).                 { A = build_star_pattern(P, T, N); }

pattern(A) ::= or_pattern(X).                      { A = X; }
pattern(A) ::= or_pattern(X) AS NAME(N).           { A = build_as_pattern(P, X, N); }
or_pattern(A) ::= closed_pattern(X).               { A = X; }
or_pattern(A) ::= or_pattern(X) VBAR closed_pattern(Y). { A = build_or_pattern(P, X, Y); }

closed_pattern(A) ::= literal(E).                  { A = build_value_pattern(P, E); }
closed_pattern(A) ::= pattern_name(E).             { A = build_name_pattern(P, E); }
closed_pattern(A) ::= pattern_name(E) LPAR RPAR(T).                        { A = build_class_pattern(P, E, (AstList){0}, T); }
closed_pattern(A) ::= pattern_name(E) LPAR class_pattern_args(L) RPAR(T).       { A = build_class_pattern(P, E, L, T); }
closed_pattern(A) ::= pattern_name(E) LPAR class_pattern_args(L) COMMA RPAR(T). { A = build_class_pattern(P, E, L, T); }
closed_pattern(A) ::= LPAR(S) RPAR(T).             { A = build_sequence_pattern(P, (AstList){0}, SPAN(S, T)); }
closed_pattern(A) ::= LPAR(S) maybe_star(X) RPAR(T).        { A = build_group_pattern(P, S, X, T); }
closed_pattern(A) ::= LPAR(S) maybe_star(X) COMMA RPAR(T).  { A = build_sequence_pattern(P, list_of(P, X), SPAN(S, T)); }
closed_pattern(A) ::= LPAR(S) pattern_seq(L) RPAR(T).       { A = build_sequence_pattern(P, L, SPAN(S, T)); }
closed_pattern(A) ::= LPAR(S) pattern_seq(L) COMMA RPAR(T). { A = build_sequence_pattern(P, L, SPAN(S, T)); }
closed_pattern(A) ::= LSQB(S) RSQB(T).             { A = build_sequence_pattern(P, (AstList){0}, SPAN(S, T)); }
closed_pattern(A) ::= LSQB(S) maybe_star(X) RSQB(T).        { A = build_sequence_pattern(P, list_of(P, X), SPAN(S, T)); }
closed_pattern(A) ::= LSQB(S) maybe_star(X) COMMA RSQB(T).  { A = build_sequence_pattern(P, list_of(P, X), SPAN(S, T)); }
closed_pattern(A) ::= LSQB(S) pattern_seq(L) RSQB(T).       { A = build_sequence_pattern(P, L, SPAN(S, T)); }
closed_pattern(A) ::= LSQB(S) pattern_seq(L) COMMA RSQB(T). { A = build_sequence_pattern(P, L, SPAN(S, T)); }
closed_pattern(A) ::= LBRACE(S) RBRACE(T).                  { A = build_mapping_pattern(P, S, (AstList){0}, T); }
closed_pattern(A) ::= LBRACE(S) map_seq(L) RBRACE(T).       { A = build_mapping_pattern(P, S, L, T); }
closed_pattern(A) ::= LBRACE(S) map_seq(L) COMMA RBRACE(T). { A = build_mapping_pattern(P, S, L, T); }

pattern_name(A) ::= NAME(N).                       { A = build_name(P, N); }
pattern_name(A) ::= pattern_name(E) DOT NAME(N).   { A = build_attribute(P, E, N); }

literal(A) ::= signed_number(E).                   { A = build_pattern_number(P, E); }
literal(A) ::= signed_number(E) PLUS(O) NUMBER(N). { A = build_pattern_complex(P, E, O, N); }
literal(A) ::= signed_number(E) MINUS(O) NUMBER(N). { A = build_pattern_complex(P, E, O, N); }
literal(A) ::= string_seq(L).                      { A = build_pattern_strings(P, L); }
literal(A) ::= NONE(T).                            { A = build_constant(P, T, AST_CONST_NONE); }
literal(A) ::= TRUE(T).                            { A = build_constant(P, T, AST_CONST_TRUE); }
literal(A) ::= FALSE(T).                           { A = build_constant(P, T, AST_CONST_FALSE); }
signed_number(A) ::= NUMBER(N).                    { A = build_number(P, N); }
signed_number(A) ::= MINUS(T) NUMBER(N).           { A = build_unary(P, T, AST_OP_USub, build_number(P, N)); }

// Keys and patterns alternate in one list; ** has a NULL key and a Name behind it.
map_seq(A) ::= literal(K) COLON pattern(X).        { A = list_push(P, list_of(P, K), X); }
map_seq(A) ::= pattern_name(K) COLON pattern(X).   { A = list_push(P, list_of(P, build_pattern_key(P, K)), X); }
map_seq(A) ::= DSTAR NAME(N).                      { A = list_push(P, list_of(P, NULL), build_name(P, N)); }
map_seq(A) ::= map_seq(B) COMMA literal(K) COLON pattern(X).      { A = list_push(P, list_push(P, B, K), X); }
map_seq(A) ::= map_seq(B) COMMA pattern_name(K) COLON pattern(X). { A = list_push(P, list_push(P, B, build_pattern_key(P, K)), X); }
map_seq(A) ::= map_seq(B) COMMA DSTAR NAME(N).     { A = list_push(P, list_push(P, B, NULL), build_name(P, N)); }

class_pattern_args(A) ::= class_pattern_arg(X).    { A = list_of(P, X); }
class_pattern_args(A) ::= class_pattern_args(B) COMMA class_pattern_arg(X). { A = list_push(P, B, X); }
class_pattern_arg(A) ::= pattern(X).               { A = X; }
class_pattern_arg(A) ::= NAME(N) EQ pattern(X).    { A = build_keyword_pattern(P, N, X); }

// ---- expressions ----

star_expressions(A) ::= star_expression(E).        { A = E; }
star_expressions(A) ::= star_expression(E) COMMA(C). { A = build_tuple(P, list_of(P, E), SPAN(E, C)); }
star_expressions(A) ::= star_seq(L).               { A = build_bare_tuple(P, L, NULL); }
star_expressions(A) ::= star_seq(L) COMMA(C).      { A = build_bare_tuple(P, L, C); }
star_seq(A) ::= star_expression(E) COMMA star_expression(F). { A = list_push(P, list_of(P, E), F); }
star_seq(A) ::= star_seq(B) COMMA star_expression(E). { A = list_push(P, B, E); }
star_expression(A) ::= expression(E).              { A = E; }
star_expression(A) ::= STAR(T) expr(E).            { A = build_starred(P, T, E); }

star_rhs(A) ::= star_expressions(E).               { A = E; }
star_rhs(A) ::= yield_expr(E).                     { A = E; }

yield_expr(A) ::= YIELD(T).                        { A = build_yield(P, T, NULL); }
yield_expr(A) ::= YIELD(T) star_expressions(E).    { A = build_yield(P, T, E); }
yield_expr(A) ::= YIELD(T) FROM expression(E).     { A = build_yield_from(P, T, E); }

// Targets of for and del: no `in` may be swallowed, so no comparison.
expr_targets(A) ::= expr_list(L).                  { A = build_targets(P, L, NULL); }
expr_targets(A) ::= expr_list(L) COMMA(C).         { A = build_targets(P, L, C); }
expr_list(A) ::= target(E).                        { A = list_of(P, E); }
expr_list(A) ::= expr_list(B) COMMA target(E).     { A = list_push(P, B, E); }
target(A) ::= expr(E).                             { A = E; }
target(A) ::= STAR(T) expr(E).                     { A = build_starred(P, T, E); }

named(A) ::= expression(E).                        { A = E; }
named(A) ::= expression(E) WALRUS expression(V).   { A = build_named(P, E, V); }
named_star(A) ::= named(E).                        { A = E; }
named_star(A) ::= STAR(T) expr(E).                 { A = build_starred(P, T, E); }
named_seq(A) ::= named_star(E) COMMA named_star(F). { A = list_push(P, list_of(P, E), F); }
named_seq(A) ::= named_seq(B) COMMA named_star(E). { A = list_push(P, B, E); }

expression(A) ::= test(E).                         { A = E; }
expression(A) ::= test(B) IF test(E) ELSE expression(L). { A = build_if_exp(P, B, E, L); }
expression(A) ::= LAMBDA(T) lambda_params(L) COLON expression(E). { A = build_lambda(P, T, &L, E); }

test(A) ::= expr(E).                               { A = E; }
test(A) ::= test(L) OR test(R).                    { A = build_bool_op(P, AST_OP_Or, L, R); }
test(A) ::= test(L) AND test(R).                   { A = build_bool_op(P, AST_OP_And, L, R); }
test(A) ::= NOT(T) test(E).                        { A = build_unary(P, T, AST_OP_Not, E); }
test(A) ::= test(L) LT expr(R).                    { A = build_compare(P, L, AST_OP_Lt, R); }
test(A) ::= test(L) GT expr(R).                    { A = build_compare(P, L, AST_OP_Gt, R); }
test(A) ::= test(L) LE expr(R).                    { A = build_compare(P, L, AST_OP_LtE, R); }
test(A) ::= test(L) GE expr(R).                    { A = build_compare(P, L, AST_OP_GtE, R); }
test(A) ::= test(L) EQEQ expr(R).                  { A = build_compare(P, L, AST_OP_Eq, R); }
test(A) ::= test(L) NE expr(R).                    { A = build_compare(P, L, AST_OP_NotEq, R); }
test(A) ::= test(L) IN expr(R).                    { A = build_compare(P, L, AST_OP_In, R); }
test(A) ::= test(L) NOT IN expr(R). [IN]           { A = build_compare(P, L, AST_OP_NotIn, R); }
test(A) ::= test(L) IS expr(R).                    { A = build_compare(P, L, AST_OP_Is, R); }
test(A) ::= test(L) IS NOT expr(R). [IS]           { A = build_compare(P, L, AST_OP_IsNot, R); }

expr(A) ::= primary(E).                            { A = E; }
expr(A) ::= AWAIT(T) primary(E).                   { A = build_await(P, T, E); }
expr(A) ::= expr(L) VBAR expr(R).                  { A = build_binary(P, L, AST_OP_BitOr, R); }
expr(A) ::= expr(L) CARET expr(R).                 { A = build_binary(P, L, AST_OP_BitXor, R); }
expr(A) ::= expr(L) AMPER expr(R).                 { A = build_binary(P, L, AST_OP_BitAnd, R); }
expr(A) ::= expr(L) LSHIFT expr(R).                { A = build_binary(P, L, AST_OP_LShift, R); }
expr(A) ::= expr(L) RSHIFT expr(R).                { A = build_binary(P, L, AST_OP_RShift, R); }
expr(A) ::= expr(L) PLUS expr(R).                  { A = build_binary(P, L, AST_OP_Add, R); }
expr(A) ::= expr(L) MINUS expr(R).                 { A = build_binary(P, L, AST_OP_Sub, R); }
expr(A) ::= expr(L) STAR expr(R).                  { A = build_binary(P, L, AST_OP_Mult, R); }
expr(A) ::= expr(L) SLASH expr(R).                 { A = build_binary(P, L, AST_OP_Div, R); }
expr(A) ::= expr(L) DSLASH expr(R).                { A = build_binary(P, L, AST_OP_FloorDiv, R); }
expr(A) ::= expr(L) PERCENT expr(R).               { A = build_binary(P, L, AST_OP_Mod, R); }
expr(A) ::= expr(L) AT expr(R).                    { A = build_binary(P, L, AST_OP_MatMult, R); }
expr(A) ::= expr(L) DSTAR expr(R).                 { A = build_binary(P, L, AST_OP_Pow, R); }
expr(A) ::= PLUS(T) expr(E). [UNARY]               { A = build_unary(P, T, AST_OP_UAdd, E); }
expr(A) ::= MINUS(T) expr(E). [UNARY]              { A = build_unary(P, T, AST_OP_USub, E); }
expr(A) ::= TILDE(T) expr(E). [UNARY]              { A = build_unary(P, T, AST_OP_Invert, E); }

primary(A) ::= atom(E).                            { A = E; }
primary(A) ::= primary(E) DOT NAME(N).             { A = build_attribute(P, E, N); }
primary(A) ::= primary(E) LPAR(S) args(L) RPAR(T). { A = build_call(P, E, S, L, T); }
primary(A) ::= primary(E) LSQB slices(S) RSQB(T).  { A = build_subscript(P, E, S, T); }

args(A) ::= .                                      { A = (AstList){0}; }
args(A) ::= arg_seq(B).                            { A = B; }
args(A) ::= arg_seq(B) COMMA(C).                   { A = build_args_comma(P, B, C); }
arg_seq(A) ::= arg(I).                             { A = list_of(P, I); }
arg_seq(A) ::= arg_seq(B) COMMA arg(I).            { A = list_push(P, B, I); }
arg(A) ::= arg_value(E).                           { A = E; }
arg(A) ::= arg_value(E) comp_for(L).               { A = build_bare_genexp(P, E, L); }
arg_value(A) ::= expression(E).                    { A = E; }
arg_value(A) ::= expression(E) WALRUS(T) expression(V). { A = build_arg_named(P, E, T, V); }
arg(A) ::= expression(N) EQ(T) expression(E).      { A = build_keyword(P, N, T, E); }
arg(A) ::= STAR(T) expression(E).                  { A = build_starred(P, T, E); }
arg(A) ::= DSTAR(T) expression(E).                 { A = build_double_star(P, T, E); }

slices(A) ::= slice(E).                            { A = build_only_slice(P, E); }
slices(A) ::= slice(E) COMMA(C).                   { A = build_tuple(P, list_of(P, E), SPAN(E, C)); }
slices(A) ::= slice_seq(L).                        { A = build_bare_tuple(P, L, NULL); }
slices(A) ::= slice_seq(L) COMMA(C).               { A = build_bare_tuple(P, L, C); }
slice_seq(A) ::= slice(E) COMMA slice(F).          { A = list_push(P, list_of(P, E), F); }
slice_seq(A) ::= slice_seq(B) COMMA slice(E).      { A = list_push(P, B, E); }
slice(A) ::= named(E).                             { A = E; }
slice(A) ::= STAR(T) expression(E).                { A = build_starred(P, T, E); }
slice(A) ::= slice_end(L) COLON(T) slice_end(U).   { A = build_slice(P, L, T, U, NULL, NULL); }
slice(A) ::= slice_end(L) COLON(T) slice_end(U) COLON(S) slice_end(E). { A = build_slice(P, L, T, U, S, E); }
slice_end(A) ::= .                                 { A = NULL; }
slice_end(A) ::= expression(E).                    { A = E; }

atom(A) ::= NAME(N).                               { A = build_name(P, N); }
atom(A) ::= NUMBER(N).                             { A = build_number(P, N); }
atom(A) ::= string_seq(L).                         { A = build_strings(P, L); }
atom(A) ::= NONE(T).                               { A = build_constant(P, T, AST_CONST_NONE); }
atom(A) ::= TRUE(T).                               { A = build_constant(P, T, AST_CONST_TRUE); }
atom(A) ::= FALSE(T).                              { A = build_constant(P, T, AST_CONST_FALSE); }
atom(A) ::= ELLIPSIS(T).                           { A = build_constant(P, T, AST_CONST_ELLIPSIS); }
atom(A) ::= LPAR(S) RPAR(T).                       { A = build_paren_tuple(P, S, (AstList){0}, T); }
atom(A) ::= LPAR(S) yield_expr(E) RPAR(T).         { A = build_group(P, S, E, T); }
atom(A) ::= LPAR(S) named_star(E) RPAR(T).         { A = build_group(P, S, E, T); }
atom(A) ::= LPAR(S) named_star(E) COMMA RPAR(T).   { A = build_paren_tuple(P, S, list_of(P, E), T); }
atom(A) ::= LPAR(S) named_seq(L) RPAR(T).          { A = build_paren_tuple(P, S, L, T); }
atom(A) ::= LPAR(S) named_seq(L) COMMA RPAR(T).    { A = build_paren_tuple(P, S, L, T); }
atom(A) ::= LPAR(S) named_star(E) comp_for(L) RPAR(T). { A = build_comp(P, AST_GeneratorExp, S, E, L, T); }
atom(A) ::= LSQB(S) RSQB(T).                       { A = build_list(P, S, (AstList){0}, T); }
atom(A) ::= LSQB(S) named_star(E) RSQB(T).         { A = build_list(P, S, list_of(P, E), T); }
atom(A) ::= LSQB(S) named_star(E) COMMA RSQB(T).   { A = build_list(P, S, list_of(P, E), T); }
atom(A) ::= LSQB(S) named_seq(L) RSQB(T).          { A = build_list(P, S, L, T); }
atom(A) ::= LSQB(S) named_seq(L) COMMA RSQB(T).    { A = build_list(P, S, L, T); }
atom(A) ::= LSQB(S) named_star(E) comp_for(L) RSQB(T). { A = build_comp(P, AST_ListComp, S, E, L, T); }
atom(A) ::= LBRACE(S) named_star(E) RBRACE(T).       { A = build_set(P, S, list_of(P, E), T); }
atom(A) ::= LBRACE(S) named_star(E) COMMA RBRACE(T). { A = build_set(P, S, list_of(P, E), T); }
atom(A) ::= LBRACE(S) named_seq(L) RBRACE(T).        { A = build_set(P, S, L, T); }
atom(A) ::= LBRACE(S) named_seq(L) COMMA RBRACE(T).  { A = build_set(P, S, L, T); }
atom(A) ::= LBRACE(S) named_star(E) comp_for(L) RBRACE(T). { A = build_comp(P, AST_SetComp, S, E, L, T); }
atom(A) ::= LBRACE(S) RBRACE(T).                     { A = build_dict(P, S, (AstList){0}, T); }
atom(A) ::= LBRACE(S) dict_seq(L) RBRACE(T).         { A = build_dict(P, S, L, T); }
atom(A) ::= LBRACE(S) dict_seq(L) COMMA RBRACE(T).   { A = build_dict(P, S, L, T); }
atom(A) ::= LBRACE(S) expression(K) COLON expression(V) comp_for(L) RBRACE(T). { A = build_dict_comp(P, S, K, V, L, T); }
atom(A) ::= LBRACE DSTAR(D) expr(V) comp_for RBRACE. { A = build_bad_dict_comp(P, D, V); }

// Keys and values alternate in one list; ** has a NULL key.
dict_seq(A) ::= expression(K) COLON expression(V). { A = list_push(P, list_of(P, K), V); }
dict_seq(A) ::= DSTAR expr(V).                     { A = list_push(P, list_of(P, NULL), V); }
dict_seq(A) ::= dict_seq(B) COMMA expression(K) COLON expression(V). { A = list_push(P, list_push(P, B, K), V); }
dict_seq(A) ::= dict_seq(B) COMMA DSTAR expr(V).   { A = list_push(P, list_push(P, B, NULL), V); }

comp_for(A) ::= comp_clause(C).                    { A = list_of(P, C); }
comp_for(A) ::= comp_for(B) comp_clause(C).        { A = list_push(P, B, C); }
comp_clause(A) ::= FOR expr_targets(X) IN test(I) comp_ifs(L).       { A = build_comp_clause(P, X, I, L, 0); }
comp_clause(A) ::= ASYNC FOR expr_targets(X) IN test(I) comp_ifs(L). { A = build_comp_clause(P, X, I, L, 1); }
comp_ifs(A) ::= .                                  { A = (AstList){0}; }
comp_ifs(A) ::= comp_ifs(B) IF test(E).            { A = list_push(P, B, E); }

// ---- strings ----

string_seq(A) ::= string_part(E).                  { A = list_of(P, E); }
string_seq(A) ::= string_seq(B) string_part(E).    { A = list_push(P, B, E); }
string_part(A) ::= STRING(T).                      { A = build_string(P, T); }
string_part(A) ::= FSTRING_START(S) fstring_parts(L) FSTRING_END(T). { A = build_fstring(P, S, L, T); }

fstring_parts(A) ::= .                             { A = (AstList){0}; }
fstring_parts(A) ::= fstring_parts(B) FSTRING_MIDDLE(T). { A = build_fstring_text(P, B, T); }
fstring_parts(A) ::= fstring_parts(B) fstring_field(F). { A = build_fstring_field_push(P, B, F); }

// The token behind = and the conversion's end tell where the source text of a debug field ends.
fstring_field(A) ::= FLBRACE(S) star_rhs(E) debug_opt(D) conversion(C) fstring_spec(X) RBRACE(T). { A = build_field(P, S, E, D, C, X, T); }
%type debug_opt {const Token *}
debug_opt(A) ::= .                                 { A = NULL; }
debug_opt(A) ::= EQ(T).                            { A = T; }
%type conversion {const Token *}
conversion(A) ::= .                                { A = NULL; }
conversion(A) ::= EXCLAM(T) NAME.                  { A = T; }
fstring_spec(A) ::= .                              { A = NULL; }
fstring_spec(A) ::= COLON(T) fstring_parts(L).     { A = build_spec(P, T, L); }

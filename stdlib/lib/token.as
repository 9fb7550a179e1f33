# SPDX-License-Identifier: MIT
"""The kinds of tokens: their numbers, their names, and the operators by their spelling."""

_NAMES = """ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON COMMA SEMI PLUS MINUS STAR SLASH
    VBAR AMPER LESS GREATER EQUAL DOT PERCENT LBRACE RBRACE EQEQUAL NOTEQUAL LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX
    LEFTSHIFT RIGHTSHIFT DOUBLESTAR PLUSEQUAL MINEQUAL STAREQUAL SLASHEQUAL PERCENTEQUAL AMPEREQUAL VBAREQUAL
    CIRCUMFLEXEQUAL LEFTSHIFTEQUAL RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT ATEQUAL RARROW
    ELLIPSIS COLONEQUAL EXCLAMATION OP TYPE_IGNORE TYPE_COMMENT SOFT_KEYWORD FSTRING_START FSTRING_MIDDLE FSTRING_END
    COMMENT NL ERRORTOKEN ENCODING N_TOKENS""".split()

# the spellings of LPAR to EXCLAMATION, in the order of their numbers
_SPELLINGS = """( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= <<= >>= **=
    // //= @ @= -> ... := !""".split()

tok_name = dict(enumerate(_NAMES))
tok_name[256] = "NT_OFFSET"
globals().update({name: number for number, name in tok_name.items()})

EXACT_TOKEN_TYPES = {spelling: number for spelling, number
                     in sorted(zip(_SPELLINGS, range(_NAMES.index("LPAR"), len(_NAMES))))}

__all__ = ["tok_name", "ISTERMINAL", "ISNONTERMINAL", "ISEOF", *tok_name.values()]


def ISTERMINAL(x):
    """Is this the number of a token?"""
    return x < NT_OFFSET


def ISNONTERMINAL(x):
    """Is this the number of a rule of the grammar?"""
    return x >= NT_OFFSET


def ISEOF(x):
    """Is this the end of the source?"""
    return x == ENDMARKER

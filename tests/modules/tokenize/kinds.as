# the module token: numbers, names, spellings, tests
import token
import tokenize

print(token.tok_name)
print(token.EXACT_TOKEN_TYPES)
print(token.__all__)
print(tokenize.__all__)
print(token.ENDMARKER, token.OP, token.NT_OFFSET, [token.ISTERMINAL(5), token.ISNONTERMINAL(300), token.ISEOF(0), token.ISEOF(1)])

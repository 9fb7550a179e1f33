# SPDX-License-Identifier: MIT
"""Commands of `aster` that are programs in script: `aster test` (test) and `aster bench` (bench)."""
import sys


def refuse(command, problem, usage):
    """Bad use of a command: what is wrong, how it is used, where more is said; status 2."""
    print(f'aster {command}: {problem}\nusage: {usage}\n`aster help {command}` shows examples', file=sys.stderr)
    raise SystemExit(2)


def read_options(command, words, usage, flags, values):
    """(options, other words). `flags`: words without a value -> name; `values`: words with one -> (name, type)."""
    options, rest = {}, []
    words = iter(words)
    for word in words:
        word, equals, given = word.partition('=') if word.startswith('--') else (word, '', '')
        if word in flags:
            options[flags[word]] = True
        elif word in values:
            name, kind = values[word]
            text = given if equals else next(words, None)
            if text is None:
                refuse(command, f'{word} needs a value', usage)
            try:
                options[name] = kind(text)
            except ValueError:
                refuse(command, f'{word} needs a number, not {text!r}', usage)
        elif word.startswith('-') and word != '-':
            refuse(command, f'there is no option {word}', usage)
        else:
            rest.append(word)
    return options, rest

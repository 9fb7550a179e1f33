# SPDX-License-Identifier: MIT
# args: LICENSE 5
"""Statistics of a text: its commonest words, longest sentences, and how long its words are.

    aster examples/wordstats.as FILE [COUNT]
"""
import sys


class Sentence:
    """A run of words that ended with a full stop, and where it began."""

    __slots__ = ("line", "words")

    def __init__(self, line):
        self.line = line
        self.words = []

    def __len__(self):
        return len(self.words)

    def __str__(self):
        text = " ".join(self.words)
        return text if len(text) <= 60 else text[:57] + "..."


def tokens(lines):
    """Yields (line number, kind, text) for each word and each mark that ends a sentence."""
    for number, line in enumerate(lines, 1):
        word = ""
        for char in line + " ":
            if char.isalnum() or char in "'-" and word:
                word += char
                continue
            if word:
                yield number, "word", word.rstrip("'-")
                word = ""
            if char in ".!?":
                yield number, "end", char


def sentences(stream):
    current = None
    for number, kind, text in stream:
        match kind, current:
            case "word", None:
                current = Sentence(number)
                current.words.append(text)
            case "word", Sentence():
                current.words.append(text)
            case "end", Sentence() as done:
                yield done
                current = None
    if current is not None:
        yield current


class Histogram:
    def __init__(self):
        self.counts = {}

    def add(self, key, amount=1):
        self.counts[key] = self.counts.get(key, 0) + amount
        return self

    def __iadd__(self, keys):
        for key in keys:
            self.add(key)
        return self

    def top(self, count):
        return sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))[:count]

    @property
    def total(self):
        return sum(self.counts.values())


def bar(value, largest, width=40):
    return "#" * max(1, round(width * value / largest)) if value else ""


def report(path, count):
    with open(path, encoding="utf-8") as file:
        found = list(sentences(tokens(file)))
    words, lengths = Histogram(), Histogram()
    for sentence in found:
        words += (word.lower() for word in sentence.words)
        lengths += map(len, sentence.words)
    if not words.total:
        raise ValueError(f"{path}: no words")

    print(f"{path}: {words.total:,} words, {len(words.counts):,} different, {len(found)} sentences")
    print(f"\n{'word':<16}{'count':>6}{'share':>8}")
    for word, times in words.top(count):
        print(f"{word:<16}{times:>6}{times / words.total:>8.1%}")

    print("\nletters  words")
    largest = max(lengths.counts.values())
    for length in range(1, max(lengths.counts) + 1):
        times = lengths.counts.get(length, 0)
        print(f"{length:>7}  {times:>5} {bar(times, largest)}")

    print("\nlongest sentences")
    for sentence in sorted(found, key=len, reverse=True)[:3]:
        print(f"  line {sentence.line:>3}, {len(sentence):>3} words: {sentence}")


def main(argv):
    match argv:
        case [_, path]:
            report(path, 10)
        case [_, path, count] if count.isdigit():
            report(path, int(count))
        case [name, *_]:
            print(f"usage: {name} FILE [COUNT]", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv))
    except (OSError, ValueError) as error:
        sys.exit(f"wordstats: {error}")

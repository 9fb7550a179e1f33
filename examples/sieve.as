# Prime numbers by a chain of generators: each prime adds a filter behind the others.
import itertools


def without_multiples(numbers, prime):
    for n in numbers:
        if n % prime:
            yield n


def primes():
    numbers = itertools.count(2)
    while True:
        prime = next(numbers)
        yield prime
        numbers = without_multiples(numbers, prime)


print(*itertools.islice(primes(), 20))

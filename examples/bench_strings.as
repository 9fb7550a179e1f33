# Functions to time: aster bench examples/bench_strings.as
import asyncio

WORDS = ["alpha", "beta", "gamma"] * 100


def bench_join():
    return " ".join(WORDS)


def bench_concatenate():
    text = ""
    for word in WORDS:
        text += word + " "
    return text


async def bench_switch():
    await asyncio.sleep(0)

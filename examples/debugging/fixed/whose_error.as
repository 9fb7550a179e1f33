# 6, put right: the error says itself what it was about, and the others are not lost with it.
# options: --debug
# by hand
import asyncio

async def parse(line):
    try:
        return int(line)
    except ValueError as problem:
        problem.add_note(f"in the line {line!r}")
        raise

async def load(lines):
    jobs = [asyncio.create_task(parse(line), name=f"parse {line!r}") for line in lines]
    return await asyncio.gather(*jobs, return_exceptions=True)

async def main():
    for results in await asyncio.gather(load(["1", "2"]), load(["3", "four"])):
        for result in results:
            if isinstance(result, ValueError):
                print("left out:", result.__notes__[0])
            else:
                print("number", result)

asyncio.run(main())

# 6. An error comes out of gather(). Which of the many tasks was it, and who started that one?
# options: --debug
# by hand
# transcript
import asyncio

async def parse(line):
    return int(line)

async def load(lines):
    jobs = [asyncio.create_task(parse(line), name=f"parse {line!r}") for line in lines]
    return [await job for job in jobs]

async def main():
    return await asyncio.gather(load(["1", "2"]), load(["3", "four"]))

asyncio.run(main())

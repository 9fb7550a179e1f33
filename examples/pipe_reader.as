# A loop that watches a descriptor: what arrives in a pipe wakes a task, here through a small stream of lines.
import asyncio
import os


async def read_lines(fd):
    loop, queue, rest = asyncio.get_running_loop(), asyncio.Queue(), b""
    loop.add_reader(fd, lambda: queue.put_nowait(os.read(fd, 8)))  # small pieces, so that lines come in parts
    try:
        while piece := await queue.get():
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                yield line.decode()
    finally:
        loop.remove_reader(fd)


async def write_lines(fd):
    for line in ("the quick brown fox", "jumps over", "the lazy dog"):
        os.write(fd, line.encode() + b"\n")
        await asyncio.sleep(0.001)
    os.close(fd)


async def main():
    reading, writing = os.pipe()
    writer = asyncio.create_task(write_lines(writing))
    async for line in read_lines(reading):
        print("got:", line)
    os.close(reading)
    await writer


asyncio.run(main())

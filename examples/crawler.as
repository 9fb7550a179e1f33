# A crawler: a few workers follow the links of a site, each page once. The site is a little server in the same program.
import asyncio
import re

PAGES = {
    "/": "Welcome. <a href='/tea'>tea</a> <a href='/coffee'>coffee</a>",
    "/tea": "<a href='/'>home</a> <a href='/tea/green'>green</a> <a href='/tea/black'>black</a>",
    "/tea/green": "<a href='/tea'>up</a>",
    "/tea/black": "<a href='/tea'>up</a> <a href='/lost'>lost</a>",
    "/coffee": "<a href='/'>home</a>",
}


async def answer(reader, writer):
    path = (await reader.readline()).split()[1].decode()
    while (await reader.readline()).strip():
        pass  # headers
    body = PAGES.get(path)
    status = "200 OK" if body else "404 Not Found"
    writer.write(f"HTTP/1.0 {status}\r\n\r\n{body or ''}".encode())
    writer.close()


async def fetch(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
    head, _, body = (await reader.read()).decode().partition("\r\n\r\n")
    writer.close()
    return int(head.split()[1]), body


async def worker(port, queue, seen, found):
    while True:
        path = await queue.get()
        status, body = await fetch(port, path)
        found[path] = status
        for link in re.findall(r"href='([^']*)'", body):
            if link not in seen:
                seen.add(link)
                queue.put_nowait(link)
        queue.task_done()


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    queue, seen, found = asyncio.Queue(), {"/"}, {}
    queue.put_nowait("/")
    workers = [asyncio.create_task(worker(port, queue, seen, found)) for _ in range(3)]
    async with asyncio.timeout(10):
        await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    server.close()
    for path in sorted(found):
        print(found[path], path)


asyncio.run(main())

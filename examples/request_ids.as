# Context variables: each request's task carries its own id, and the log finds it without its being passed along.
import asyncio
import contextvars

request_id = contextvars.ContextVar("request_id", default="-")
entries = []


def log(text):
    entries.append(f"[{request_id.get()}] {text}")


async def query(table):
    log(f"select from {table}")
    await asyncio.sleep(0.001)


async def handle(number):
    request_id.set(f"req-{number}")
    log("begins")
    async with asyncio.TaskGroup() as group:  # tasks copy the context that they are made in
        group.create_task(query("users"))
        group.create_task(query("orders"))
    log("ends")


async def main():
    await asyncio.gather(handle(1), handle(2))
    log("outside")
    print("\n".join(sorted(entries)))


asyncio.run(main())

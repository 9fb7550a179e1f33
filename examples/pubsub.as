# Publish and subscribe: every subscriber has a queue of its own, and sees what is published while it listens.
import asyncio
import contextlib


class Channel:
    def __init__(self):
        self.queues = set()

    def publish(self, message):
        for queue in self.queues:
            queue.put_nowait(message)

    @contextlib.contextmanager
    def subscribe(self):
        queue = asyncio.Queue()
        self.queues.add(queue)
        try:
            yield queue
        finally:
            self.queues.discard(queue)


async def listener(name, channel, count):
    with channel.subscribe() as messages:
        heard = [await messages.get() for _ in range(count)]
    print(f"{name} heard {heard}")


async def main():
    channel = Channel()
    async with asyncio.TaskGroup() as group:
        group.create_task(listener("Ann", channel, 3))
        group.create_task(listener("Bob", channel, 2))
        for message in ("rain", "wind", "sun"):
            await asyncio.sleep(0.001)
            channel.publish(message)
    print("subscribers left:", len(channel.queues))


asyncio.run(main())

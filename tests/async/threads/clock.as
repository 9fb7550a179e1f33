# What a thread does takes its time, beside tasks that sleep: timeouts do not pass before it.
# virtual time
import asyncio
import threading
import time


def work(seconds):
    time.sleep(seconds)
    return threading.current_thread() is not threading.main_thread()


async def main():
    print(await asyncio.wait_for(asyncio.to_thread(work, 0.05), 30))
    gate, begin = threading.Event(), asyncio.get_running_loop().time()
    try:
        await asyncio.wait_for(asyncio.to_thread(gate.wait), 0.01)
    except TimeoutError:
        print('too slow')
    gate.set()
    print(asyncio.get_running_loop().time() - begin < 20)
    order = []

    async def sleeps(seconds):
        await asyncio.sleep(seconds)
        order.append(seconds)

    async def threads():
        await asyncio.to_thread(work, 0.05)
        order.append('thread')

    await asyncio.gather(sleeps(3), sleeps(0.001), threads())
    print(order)


asyncio.run(main())
print('ended')

# A pool of workers: jobs go into a queue, a few workers take them out, results come back in any order.
import asyncio


async def worker(name, jobs, results):
    while True:
        n = await jobs.get()
        await asyncio.sleep(0.001 * (n % 3))  # some jobs take longer
        results[n] = (name, n * n)
        jobs.task_done()


async def main():
    jobs, results = asyncio.Queue(maxsize=5), {}
    workers = [asyncio.create_task(worker(f"worker-{i}", jobs, results)) for i in range(3)]
    for n in range(12):
        await jobs.put(n)  # waits while the queue is full
    await jobs.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print("squares:", [results[n][1] for n in sorted(results)])
    print("all workers had something to do:", len({name for name, _ in results.values()}) == 3)


asyncio.run(main())

# add_signal_handler, and Ctrl-C in asyncio.run.
import asyncio, signal, os
async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.add_signal_handler(signal.SIGUSR1, lambda: done.set_result('usr1'))
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGUSR1)
    print(await done)
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    for bad in (999, signal.SIGKILL):
        try: loop.add_signal_handler(bad, print)
        except (ValueError, RuntimeError) as e: print(e)
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print('cancelled by ctrl-c')
        raise
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print('interrupted')

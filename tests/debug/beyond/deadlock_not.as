# What may still end a wait is no deadlock: timers, descriptors, signal handlers of the loop and of the script.
# by hand
import asyncio
import os
import signal

async def timer(event):
    asyncio.get_running_loop().call_later(0.01, event.set)
    await event.wait()
    print("timer")

async def descriptor(event):
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    loop.add_reader(r, event.set)
    pid = os.fork()
    if not pid:
        os.close(r)
        signal.pthread_sigmask(signal.SIG_BLOCK, [])
        os.write(w, b"x")
        os._exit(0)
    await event.wait()
    os.waitpid(pid, 0)
    loop.remove_reader(r)
    print("descriptor")

def from_child(number):
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        import time
        time.sleep(0.05)
        os.kill(parent, number)
        os._exit(0)
    return pid

async def loop_signal(event):
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR2, event.set)
    pid = from_child(signal.SIGUSR2)
    await event.wait()
    os.waitpid(pid, 0)
    loop.remove_signal_handler(signal.SIGUSR2)
    print("signal of the loop")

async def script_signal(event):
    loop = asyncio.get_running_loop()
    signal.signal(signal.SIGUSR2, lambda *args: loop.call_soon_threadsafe(event.set))
    pid = from_child(signal.SIGUSR2)
    await event.wait()
    os.waitpid(pid, 0)
    print("signal of the script")

for f in (timer, descriptor, loop_signal, script_signal):
    asyncio.run(f(asyncio.Event()))

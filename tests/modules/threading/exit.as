# The end of a program: threads that are no daemons are joined, then atexit functions run; daemons are left where they are.
import atexit
import threading
import time
from threading import Thread

go = threading.Event()


def late():
    go.wait()
    print('late thread')
    Thread(target=later, name='later').start()


def later():
    print('started at the end', threading.main_thread().is_alive())


def forever():
    while True:
        time.sleep(1000)


def busy():
    while True:
        pass


def locked():
    never = threading.Lock()
    never.acquire()
    never.acquire()


atexit.register(lambda: print('atexit', threading.active_count() >= 1))
threading._register_atexit(print, 'before the join: second')
threading._register_atexit(print, 'before the join: first')
threading._register_atexit(go.set)
Thread(target=late).start()
for f in (forever, busy, locked):
    Thread(target=f, daemon=True).start()
print('end of the script')

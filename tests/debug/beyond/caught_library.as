# A call that blocks inside the library: the script's own call says what to use instead. It blocks until it has been caught.
# options: --debug
# env: ASTER_SLOW_CALLBACK=0.1
# by hand
# transcript
import asyncio
import logging
import queue
import threading

until = queue.SimpleQueue()

class Release(logging.Handler):
    def emit(self, record):
        if "blocks the event loop" in record.getMessage():
            until.put(None)

logging.basicConfig(format="%(message)s")
logging.getLogger("asyncio").addHandler(Release())

async def main():
    t = threading.Thread(target=until.get)
    t.start(); t.join()  # the second call of the line
    print("joined")

asyncio.run(main())

# The asyncio logger: levels, handlers, silence. Debug mode tells the loop's life.
# transcript
import asyncio
import logging
import sys

async def bug():
    raise ValueError("bug")

async def main():
    asyncio.create_task(bug())
    await asyncio.sleep(0)

logger = logging.getLogger("asyncio")
logger.setLevel(logging.CRITICAL)
asyncio.run(main())
print("silent")
logger.setLevel(logging.DEBUG)

class Lines(logging.Handler):
    def emit(self, record):
        print(record.levelname, record.name, record.getMessage().splitlines()[0])

logger.addHandler(Lines())
logger.propagate = False
asyncio.run(main(), debug=True)
logger.propagate = True
logging.basicConfig(stream=sys.stdout, format="%(levelname)s:%(name)s:%(message)s")
logger.handlers.clear()
logger.setLevel(logging.WARNING)
asyncio.run(asyncio.sleep(0), debug=True)
logger.disabled = True
asyncio.run(main())

# Filters, catch_warnings and captureWarnings have their say about what debug mode warns of.
# transcript
import asyncio
import logging
import warnings

async def test():
    pass

async def main():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        test()
        for w in caught:
            print(w.category.__name__, str(w.message).splitlines()[0])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        test()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="coroutine 'test'", category=RuntimeWarning)
        test()
    logging.basicConfig(format="%(name)s: %(message)s")
    logging.captureWarnings(True)
    test()
    logging.captureWarnings(False)

asyncio.run(main())

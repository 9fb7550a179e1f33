# A decorator that tries again, with longer and longer pauses.
import asyncio
import functools


def retrying(times, pause, errors=(OSError,)):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except errors as problem:
                    print(f"{function.__name__}: attempt {attempt}: {problem}")
                    if attempt == times:
                        raise
                    await asyncio.sleep(pause * 2 ** (attempt - 1))
        return wrapper
    return decorate


failures = iter([ConnectionResetError("the peer hung up"), TimeoutError("no answer")])


@retrying(times=4, pause=0.001)
async def download():
    problem = next(failures, None)
    if problem:
        raise problem
    return "the page"


print(asyncio.run(download()))

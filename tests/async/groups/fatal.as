# A group that a KeyboardInterrupt or SystemExit of a task ends.
import asyncio


async def raises(error):
    raise error


async def main(error):
    global group
    async with asyncio.TaskGroup() as group:
        group.create_task(raises(error))
        await asyncio.sleep(10)


for error in (KeyboardInterrupt('k'), SystemExit(3)):
    loop = asyncio.new_event_loop()
    task = loop.create_task(main(error))
    try:
        loop.run_until_complete(task)
    except BaseException as e:
        print(repr(e), e is error, group)
    try:
        loop.run_until_complete(task)
    except BaseException as e:
        print(repr(e), e is error, group, task.done(), repr(task.exception()))
    loop.close()


async def errors(count):
    global group
    try:
        async with asyncio.TaskGroup() as group:
            for i in range(count):
                group.create_task(raises(ValueError(i)))
            print(group)
    except* ValueError as e:
        print(len(e.exceptions), group)


asyncio.run(errors(1))
asyncio.run(errors(3))

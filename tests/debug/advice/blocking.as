# Calls that stop the whole loop, inside async functions, under whatever name they were imported.
# options: check
# by hand
import subprocess as sp
import time
import urllib.request
from time import sleep as nap

async def slow():
    time.sleep(1)
    nap(2)
    [time.sleep(i) for i in range(2)]
    sp.run(["ls"])
    name = input("name? ")
    urllib.request.urlopen("http://localhost")
    return name

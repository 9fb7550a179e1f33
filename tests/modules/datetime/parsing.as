# datetime.strptime and time.strptime.
from datetime import datetime
import time

for text, format in (("2024-02-29 13:05:09", "%Y-%m-%d %H:%M:%S"), ("29 Feb 24", "%d %b %y"), ("Thursday February 29 2024 01:02 PM", "%A %B %d %Y %I:%M %p"), ("12:00 am", "%I:%M %p"), ("2024 060", "%Y %j"), ("1.5", "%S.%f"), ("2024-01-01T00:00:00+0530", "%Y-%m-%dT%H:%M:%S%z"), ("2024-01-01 -05:00", "%Y-%m-%d %z"), ("2024-01-01 Z", "%Y-%m-%d %z"), ("Mon Jan  1 00:00:00 2024", "%c"), ("01/02/24", "%x"), ("13:05:09", "%X"), ("2024 09 4", "%G %V %u"), ("2024 8 Thu", "%Y %W %a"), ("2024 8 0", "%Y %U %w"), ("20240229", "%Y%m%d"), ("100%", "%M%S%%"), ("69", "%y"), ("68", "%y"), ("UTC 5", "%Z %H"), ("12 1 2024", "%m %d %Y"), ("1 12 2024", "%d\t%m %Y"), ("2024", "%Y"), ("7/4/1776", "%m/%d/%Y")):
    try:
        print(repr(text), repr(datetime.strptime(text, format)), tuple(time.strptime(text, format)))
    except ValueError as e:
        print(repr(text), e)
for text, format in (("x", "%Y"), ("2024x", "%Y"), ("13", "%Q"), ("13", "%"), ("30 02 2024", "%d %m %Y"), ("2024 01", "%G %V"), ("2024 01 1", "%Y %V %u"), ("25", "%H"), ("a", ""), ("2024 5", "%G %j"), ("Foo", "%b")):
    try:
        print(datetime.strptime(text, format))
    except ValueError as e:
        print(type(e).__name__, e)
for args in ((5, "%Y"), ("x", 5)):
    try:
        datetime.strptime(*args)
    except TypeError as e:
        print(e)

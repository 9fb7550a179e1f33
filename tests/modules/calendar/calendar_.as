# calendar: months and years as numbers, text and HTML; names, leap years, errors.
import calendar
import datetime

print(calendar.month(2024, 2), calendar.month(2023, 10, w=4, l=2))
print(calendar.calendar(2024))
print(calendar.TextCalendar(6).formatyear(2025, w=3, l=1, c=4, m=4))
calendar.prmonth(1999, 12)
h = calendar.HTMLCalendar(6)
print(h.formatmonth(2024, 2), h.formatmonth(2024, 3, withyear=False), len(h.formatyear(2024)), h.formatyearpage(2024, 4, encoding="ascii")[:300])
print(h.formatyear(2023, 5)[:400])
c = calendar.Calendar(3)
print(list(c.iterweekdays()), c.firstweekday, list(c.itermonthdays(2024, 2)), list(c.itermonthdays2(2024, 2))[:5], list(c.itermonthdays3(2024, 1))[:4], list(c.itermonthdays4(2024, 12))[-3:])
print(c.monthdayscalendar(2023, 2), c.monthdays2calendar(2023, 2)[0], c.monthdatescalendar(2023, 2)[0][0], len(c.yeardatescalendar(2023)), len(c.yeardayscalendar(2023, 5)[2]))
print(calendar.isleap(1900), calendar.isleap(2000), calendar.isleap(2024), calendar.leapdays(1900, 2025), calendar.monthrange(2024, 2), calendar.weekday(2024, 2, 29))
print(list(calendar.day_name), list(calendar.day_abbr), list(calendar.month_name), calendar.month_abbr[1:3], calendar.day_name[0], len(calendar.month_name), calendar.day_name[-1])
print(calendar.JANUARY, repr(calendar.MONDAY), calendar.Month(3), calendar.Day.SUNDAY, calendar.weekheader(3), calendar.weekheader(10))
print(calendar.timegm((2024, 2, 29, 12, 30, 15)), calendar.timegm(datetime.datetime(1970, 1, 1).timetuple()), calendar.monthcalendar(2024, 2))
print(calendar.firstweekday(), calendar.setfirstweekday(6), calendar.firstweekday(), calendar.month(2024, 2))
calendar.setfirstweekday(calendar.MONDAY)
for f in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(7), lambda: calendar.month(2024, 0), lambda: calendar.weekday(2024, 2, 30), lambda: calendar.month_name[13]):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, isinstance(e, ValueError))
print(calendar.weekday(10000, 1, 1), calendar.mdays, calendar.monthrange(-5, 3))

# datetime: construction, arithmetic, comparison, text.
from datetime import *
import datetime as m, copy


def attempt(f):
    try:
        print("->", repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


t = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6, weeks=1)
print(repr(t), t, t.days, t.seconds, t.microseconds, t.total_seconds(), -t, abs(-t), str(-t), bool(timedelta()), repr(timedelta()))
print(t + timedelta(1), t - timedelta(10), t * 2, 2 * t, t * 1.5, t / 2, t // 2, t / timedelta(hours=1), t // timedelta(hours=1), t % timedelta(hours=1), divmod(t, timedelta(days=1)), t / 0.3)
print(timedelta(0.5), timedelta(seconds=1e-7), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(days=-0.1), timedelta(hours=1.1, seconds=0.3), timedelta(microseconds=2.5))
print(timedelta.min, timedelta.max, timedelta.resolution, timedelta(1) < timedelta(2), timedelta(1) == timedelta(hours=24), hash(timedelta(1)) == hash(timedelta(hours=24)), timedelta(1) != 1)
for f in (lambda: timedelta(10 ** 9), lambda: timedelta("x"), lambda: timedelta.max + timedelta(1), lambda: timedelta(1) / 0):
    attempt(f)

d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.ctime(), d.timetuple()[:9], d.strftime("%Y/%m/%d %j %A %b"), f"{d:%d.%m.%y}", f"{d}")
print(d + timedelta(1), d - timedelta(366), d - date(2023, 2, 28), d.replace(year=2020), date.fromordinal(738000), date.min, date.max, d < date(2025, 1, 1), d == date(2024, 2, 29), date.fromisocalendar(2020, 53, 5), copy.copy(d), copy.replace(d, day=1))
for y in (1, 4, 100, 400, 1582, 1900, 2000, 2023, 2024, 9999):
    for mo, da in ((1, 1), (2, 28), (3, 1), (12, 31)):
        x = date(y, mo, da)
        assert date.fromordinal(x.toordinal()) == x
        print(x.toordinal(), tuple(x.isocalendar()), end=" ")
print()
for f in (lambda: date(2023, 2, 29), lambda: date(2023, 13, 1), lambda: date(0, 1, 1), lambda: date(10000, 1, 1), lambda: date(2023, 1), lambda: date("x", 1, 1), lambda: date(1.5, 1, 1), lambda: date.max + timedelta(1), lambda: date.fromordinal(0), lambda: date.fromisocalendar(2021, 53, 1), lambda: date.fromisocalendar(2021, 1, 8), lambda: date.fromisoformat("2024-13-01"), lambda: date.fromisoformat("nope"), lambda: date.fromisoformat(5)):
    attempt(f)
for s in ("2024-02-29", "20240229", "2024-W09-4", "2024W094", "2024-W09", "2024W09"):
    print(date.fromisoformat(s), end=" ")
print()

c = time(13, 5, 9, 1200)
print(c, repr(c), time(1), repr(time(1, 2)), repr(time(1, 2, 3)), c.isoformat("minutes"), c.isoformat("milliseconds"), c.replace(hour=1), c.strftime("%H.%M.%S.%f %p %I"), time.min, time.max, time(1) < time(2), time(1) == time(1, 0), bool(time(0)))
z = time(12, tzinfo=timezone(timedelta(hours=2)))
print(z, repr(z), z.utcoffset(), z.tzname(), z.dst(), z == time(10, tzinfo=timezone.utc), z == time(12), hash(z) == hash(time(10, tzinfo=UTC)), time(1, fold=1), repr(time(1, fold=1)))
for s in ("04:23:01", "T042301", "04", "0423", "04:23:01.5", "04:23:01,123456789", "04:23:01+05:30", "04:23Z", "042301-0130"):
    print(repr(time.fromisoformat(s)))
for f in (lambda: time(24), lambda: time(1, 60), lambda: time(1, 1, 60), lambda: time(1, 1, 1, 10 ** 6), lambda: time(1, fold=2), lambda: time(1, tzinfo=5), lambda: time(1) < z, lambda: time.fromisoformat("25:00"), lambda: time.fromisoformat("1:00"), lambda: c.isoformat("x"), lambda: time("x")):
    attempt(f)

n = datetime(2024, 2, 29, 13, 5, 9, 1200)
print(n, repr(n), n.date(), n.time(), n.isoformat(), n.isoformat(" ", "hours"), n.isoformat(timespec="seconds"), n.ctime(), n.weekday(), n.timetuple()[:9], n.isocalendar().week)
print(n + timedelta(hours=12), n - timedelta(days=60), n - datetime(2024, 1, 1), n.replace(year=2023, day=1, microsecond=0), datetime.combine(d, c), datetime.combine(d, c, UTC), repr(datetime(2024, 1, 1)), repr(datetime(2024, 1, 1, 1, 1, 5)), n < datetime(2025, 1, 1), n == d, n != d)
print(n.strftime("%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %U %W %w %y %p %I %% %Z|%z|%:z"), f"{n:%H:%M}", datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1.5, timezone(timedelta(hours=-5))), datetime.fromtimestamp(86400), n.timestamp(), datetime(2024, 1, 1, tzinfo=UTC).timestamp())
u = datetime(2024, 6, 1, 12, tzinfo=UTC)
est = timezone(timedelta(hours=-5), "EST")
print(u, repr(u), u.astimezone(est), repr(u.astimezone(est)), u.astimezone(est) == u, hash(u.astimezone(est)) == hash(u), u - datetime(2024, 6, 1, 12, tzinfo=est), u.utctimetuple()[:6], u.astimezone(est).strftime("%Z %z %:z"), n.astimezone(est), u.astimezone().tzname())
print(datetime.min, datetime.max, datetime.resolution, u == datetime(2024, 6, 1, 12), copy.deepcopy(u), n.timetz(), repr(datetime(2024, 1, 1, fold=1)))
for s in ("2024-02-29", "2024-02-29T13:05", "2024-02-29 13:05:09.123", "20240229T130509", "2024-02-29T13:05:09+02:00", "2024-02-29T13:05:09Z", "2024-W09-4T10:00", "2024-02-29x10", "2024-02-29T10:00:00.1234567-00:30:15"):
    print(repr(datetime.fromisoformat(s)))
for f in (lambda: u < n, lambda: u - n, lambda: datetime(2024, 2, 30), lambda: datetime(2024, 1, 1, 25), lambda: datetime.max + timedelta(1), lambda: datetime.fromisoformat("2024-02-29T"), lambda: datetime.fromisoformat("x"), lambda: datetime(2024, 1, 1, tzinfo="x"), lambda: datetime.combine(1, 2), lambda: u.astimezone(5), lambda: datetime(2024)):
    attempt(f)
for tz in (timezone.utc, timezone(timedelta(hours=5, minutes=30)), timezone(-timedelta(seconds=3661)), est, timezone.min, timezone.max):
    print(repr(tz), tz, tz.utcoffset(None), tz.dst(None), tz == timezone(tz.utcoffset(None)))
for f in (lambda: timezone(5), lambda: timezone(timedelta(1)), lambda: timezone(timedelta(1), 5), lambda: timezone.utc.utcoffset(5), lambda: tzinfo().utcoffset(None), lambda: timezone(timedelta(0)) is UTC):
    attempt(f)


class Zone(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if 4 <= dt.month < 10 else timedelta(0)

    def tzname(self, dt):
        return "CEST" if self.dst(dt) else "CET"


zone = Zone()
w, s = datetime(2024, 1, 1, 12, tzinfo=zone), datetime(2024, 7, 1, 12, tzinfo=zone)
print(w.isoformat(), s.isoformat(), w.tzname(), s.tzname(), s.dst(), s - w, u.astimezone(zone), s.timetuple().tm_isdst, s.astimezone(UTC))


class D2(datetime):
    pass


print(repr(D2(2024, 1, 1) + timedelta(1)), type(D2.now()).__name__, isinstance(D2.today(), datetime), m.__all__, MINYEAR, MAXYEAR)
print(d.__reduce__(), n.__reduce__()[1], z.__reduce__()[1][0], t.__reduce__()[1])
match d:
    case date(year=2024, month=mm):
        print(mm)

# UUIDs: every form in and out, their parts, order, immutability, pickling, the functions that make them, and the errors.
import copy
import pickle
import uuid
from uuid import UUID, SafeUUID

u = UUID("12345678-1234-5678-9234-567812345678")
print(u, repr(u), u.hex, u.urn, int(u), u.int)
print(u.bytes, u.bytes_le, u.fields)
print(u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low, u.node, u.time, u.clock_seq)
print(u.variant, u.version, u.is_safe)
same = [UUID("{12345678-1234-5678-9234-567812345678}"), UUID("urn:uuid:12345678-1234-5678-9234-567812345678"), UUID("12345678123456789234567812345678"),
        UUID(bytes=u.bytes), UUID(bytes_le=u.bytes_le), UUID(fields=u.fields), UUID(int=u.int)]
print([one == u for one in same], len(set(same)))
for version in range(1, 6):
    v = UUID(int=0, version=version)
    print(v, v.version, v.variant)
for digit in "07", "8f", "b0", "c1", "d0", "e2", "ff":
    v = UUID("00000000-0000-4000-%s00-000000000000" % digit)
    print(v.variant, v.version)

print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"))
print(uuid.uuid3(uuid.NAMESPACE_URL, b"http://python.org/"), uuid.uuid5(uuid.NAMESPACE_OID, "1.3.6.1"), uuid.uuid5(uuid.NAMESPACE_X500, "c=ca"))
print(uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500)
print(uuid.uuid4().version, uuid.uuid4() != uuid.uuid4(), uuid.uuid4().variant)
one, two = uuid.uuid1(), uuid.uuid1()
print(one.version, one.time < two.time, one.node == two.node == uuid.getnode())
print(uuid.uuid1(node=0x123456789abc, clock_seq=0x1fff).node, uuid.uuid1(0, 0x1234).clock_seq)

low, high = UUID(int=1), UUID(int=2)
print(low < high, low <= low, high > low, high >= high, low == high, low == 1, sorted([high, low]), hash(low) == hash(1))
for copied in pickle.loads(pickle.dumps(u)), copy.copy(u), copy.deepcopy(u):
    print(copied == u, copied.is_safe)
safe = UUID(int=5, is_safe=SafeUUID.safe)
print(safe.is_safe, pickle.loads(pickle.dumps(safe)).is_safe, list(SafeUUID), SafeUUID(-1))


def error(call):
    try:
        call()
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)


for wrong in ({}, {"hex": "1", "int": 1}, {"hex": "12"}, {"hex": "g" * 32}, {"bytes": b"123"}, {"bytes_le": b"1" * 17}, {"fields": (1, 2, 3)}, {"int": -1},
              {"int": 1 << 128}, {"int": 1, "version": 0}, {"int": 1, "version": 6}):
    error(lambda: UUID(**wrong))
for place in range(6):
    fields = [0] * 6
    fields[place] = -1 if place % 2 else 1 << 48
    error(lambda: UUID(fields=fields))
error(lambda: setattr(u, "int", 3))
error(lambda: setattr(u, "new", 3))
error(lambda: low < 3)

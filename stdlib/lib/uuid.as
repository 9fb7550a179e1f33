# SPDX-License-Identifier: MIT
"""Universally unique identifiers, as RFC 4122 describes them.

    UUID     one of them, an immutable 128-bit number, made from or shown as text, bytes, fields or an int
    uuid1    from the clock and this machine's network address
    uuid3    from a name, by MD5
    uuid4    random
    uuid5    from a name, by SHA-1
"""
import os
from enum import Enum

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = (
    'reserved for NCS compatibility', 'specified in RFC 4122', 'reserved for Microsoft compatibility', 'reserved for future definition')

int_, bytes_ = int, bytes   # the names are parameters of UUID

_WIDTHS = (32, 16, 16, 8, 8, 48)   # bits of the fields, the highest first
_EPOCH = 0x01b21dd213814000        # units of 100 ns from 1582-10-15, when the Gregorian calendar began, to 1970


class SafeUUID(Enum):
    """Whether a UUID was made so that no two processes can have got the same."""
    safe = 0
    unsafe = -1
    unknown = None


def _swapped(data):
    """The first three fields with their bytes in the other order: little-endian to big-endian and back."""
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


def _number_of_hex(text):
    digits = text.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
    if len(digits) != 32:
        raise ValueError('badly formed hexadecimal UUID string')
    return int_(digits, 16)


def _number_of_bytes(data):
    if len(data) != 16:
        raise ValueError('bytes is not a 16-char string')
    assert isinstance(data, bytes_), repr(data)
    return int_.from_bytes(data)


def _number_of_bytes_le(data):
    if len(data) != 16:
        raise ValueError('bytes_le is not a 16-char string')
    assert isinstance(data, bytes_), repr(data)
    return int_.from_bytes(_swapped(data))


def _number_of_fields(fields):
    if len(fields) != len(_WIDTHS):
        raise ValueError('fields is not a 6-tuple')
    number = 0
    for place, (field, width) in enumerate(zip(fields, _WIDTHS), 1):
        if not 0 <= field < 1 << width:
            article = 'an' if width == 8 else 'a'
            raise ValueError(f'field {place} out of range (need {article} {width}-bit value)')
        number = number << width | field
    return number


def _number_of_int(number):
    if not 0 <= number < 1 << 128:
        raise ValueError('int is out of range (need a 128-bit value)')
    return number


def _marked(number, version):
    """The number with the bits that say RFC 4122, and the version."""
    return number & ~(0xf << 76 | 0x3 << 62) | version << 76 | 0x2 << 62


class UUID:
    """One identifier. Give exactly one of hex, bytes, bytes_le, fields and int; `version` sets the bits of version and variant.

    hex       32 digits, with or without hyphens, braces and the prefix urn:uuid:
    bytes     16 bytes, the highest first; bytes_le: the first three fields have their lowest byte first
    fields    (time_low, time_mid, time_hi_version, clock_seq_hi_variant, clock_seq_low, node)
    int       below 2**128
    """

    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        given = [(convert, value) for convert, value in ((_number_of_hex, hex), (_number_of_bytes, bytes), (_number_of_bytes_le, bytes_le),
                                                         (_number_of_fields, fields), (_number_of_int, int)) if value is not None]
        if len(given) != 1:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        [(convert, value)] = given
        number = convert(value)
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError('illegal version number')
            number = _marked(number, version)
        object.__setattr__(self, 'int', number)
        object.__setattr__(self, 'is_safe', is_safe)

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe is not SafeUUID.unknown:
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])
        object.__setattr__(self, 'is_safe', SafeUUID(state.get('is_safe')))

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __str__(self):
        digits = self.hex
        return '-'.join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    # ---- the same number in other forms

    @property
    def hex(self):
        return f'{self.int:032x}'

    @property
    def urn(self):
        return f'urn:uuid:{self}'

    @property
    def bytes(self):
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        return _swapped(self.bytes)

    # ---- its parts

    @property
    def fields(self):
        left, parts = 128, []
        for width in _WIDTHS:
            left -= width
            parts.append(self.int >> left & (1 << width) - 1)
        return tuple(parts)

    @property
    def time_low(self):
        return self.fields[0]

    @property
    def time_mid(self):
        return self.fields[1]

    @property
    def time_hi_version(self):
        return self.fields[2]

    @property
    def clock_seq_hi_variant(self):
        return self.fields[3]

    @property
    def clock_seq_low(self):
        return self.fields[4]

    @property
    def node(self):
        return self.fields[5]

    @property
    def time(self):
        """Units of 100 ns since 1582-10-15: what uuid1 was told by the clock."""
        return (self.time_hi_version & 0x0fff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low

    @property
    def variant(self):
        top = self.clock_seq_hi_variant >> 5
        return RESERVED_NCS if top < 4 else RFC_4122 if top < 6 else RESERVED_MICROSOFT if top == 6 else RESERVED_FUTURE

    @property
    def version(self):
        return self.time_hi_version >> 12 if self.variant == RFC_4122 else None


# ---- making them

_node = None
_last_time = 0


def _address_of_interface():
    """The first global hardware address of a network interface, or None."""
    try:
        for name in sorted(os.listdir('/sys/class/net')):
            with open(f'/sys/class/net/{name}/address') as file:
                address = int_(file.read().replace(':', ''), 16)
            if address and not address >> 41 & 1:
                return address
    except (OSError, ValueError):
        pass
    return None


def getnode():
    """The hardware address of this machine, 48 bits; where none is found a random number, which has the multicast bit set."""
    global _node
    if _node is None:
        _node = _address_of_interface() or int_.from_bytes(os.urandom(6)) | 1 << 40
    return _node


def uuid1(node=None, clock_seq=None):
    """From the host, a sequence number and the time."""
    global _last_time
    import time
    now = time.time_ns() // 100 + _EPOCH
    _last_time = now = max(now, _last_time + 1)
    if clock_seq is None:
        clock_seq = int_.from_bytes(os.urandom(2)) & 0x3fff
    if node is None:
        node = getnode()
    return UUID(fields=(now & 0xffffffff, now >> 32 & 0xffff, now >> 48 & 0x0fff, clock_seq >> 8 & 0x3f, clock_seq & 0xff, node), version=1)


def _of_name(algorithm, namespace, name, version):
    import hashlib
    data = name if isinstance(name, bytes_) else bytes_(name, 'utf-8')
    return UUID(bytes=hashlib.new(algorithm, namespace.bytes + data, usedforsecurity=False).digest()[:16], version=version)


def uuid3(namespace, name):
    """From the MD5 hash of a namespace (a UUID) and a name."""
    return _of_name('md5', namespace, name, 3)


def uuid4():
    """A random one."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """From the SHA-1 hash of a namespace (a UUID) and a name."""
    return _of_name('sha1', namespace, name, 5)


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = (
    UUID(f'6ba7b81{digit}-9dad-11d1-80b4-00c04fd430c8') for digit in '0124')


# ---- python -m uuid

def main():
    """Print one or more UUIDs."""
    import argparse
    namespaces = {f'@{name}': globals()[f'NAMESPACE_{name.upper()}'] for name in ('dns', 'url', 'oid', 'x500')}
    makers = {'uuid1': uuid1, 'uuid3': uuid3, 'uuid4': uuid4, 'uuid5': uuid5}
    parser = argparse.ArgumentParser(description='Generates a UUID using the selected UUID function.')
    parser.add_argument('-u', '--uuid', choices=makers, default='uuid4', help='the function that makes it (default: uuid4)')
    parser.add_argument('-n', '--namespace', help=f'a UUID, or one of {", ".join(namespaces)}; for uuid3 and uuid5')
    parser.add_argument('-N', '--name', help='the name; for uuid3 and uuid5')
    parser.add_argument('-C', '--count', metavar='NUM', type=int_, default=1, help='how many (default: 1)')
    args = parser.parse_args()
    make, words = makers[args.uuid], ()
    if args.uuid in ('uuid3', 'uuid5'):
        if not args.namespace or not args.name:
            parser.error(f'Incorrect number of arguments. {args.uuid} requires a namespace and a name. Run \'python -m uuid -h\' for more information.')
        words = namespaces[args.namespace] if args.namespace in namespaces else UUID(args.namespace), args.name
    for _ in range(args.count):
        print(make(*words))


if __name__ == '__main__':
    main()

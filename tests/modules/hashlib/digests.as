# Every algorithm over texts of many lengths; copies, names, sizes; BLAKE2's parameters; keys from passwords; files.
import hashlib
import io

NAMES = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"]
TEXT = bytes(i * 7 % 256 for i in range(1000))
for name in NAMES:
    make = getattr(hashlib, name)
    h = make()
    print(h.name, h.digest_size, h.block_size, h.hexdigest())
    total = hashlib.sha256()
    for size in (*range(0, 150), 199, 200, 201, 256, 511, 1000):
        one = make(TEXT[:size])
        pieces = hashlib.new(name)
        for i in range(0, size, 13):
            pieces.update(TEXT[i:min(i + 13, size)])
        assert one.digest() == pieces.digest(), (name, size)
        total.update(one.digest())
    print(total.hexdigest())
    a = make(b"shared")
    b = a.copy()
    b.update(b" more")
    print(a.hexdigest()[:16], b.hexdigest()[:16], a.digest() == make(b"shared").digest())
for name in "shake_128", "shake_256":
    h = hashlib.new(name, TEXT)
    print(h.name, h.digest_size, h.block_size, h.hexdigest(20), len(h.digest(500)), hashlib.md5(h.digest(500)).hexdigest(), h.digest(0))
for make in hashlib.blake2b, hashlib.blake2s:
    print(make(b"x", digest_size=10).hexdigest(), make(b"x", key=b"key").hexdigest()[:20], make(key=b"only key").hexdigest()[:20])
    print(make(TEXT, key=b"k", salt=b"salt", person=b"person", fanout=2, depth=3, leaf_size=100, node_offset=5, node_depth=1, inner_size=16,
               last_node=True).hexdigest()[:40])
    print(make.SALT_SIZE, make.PERSON_SIZE, make.MAX_KEY_SIZE, make.MAX_DIGEST_SIZE)
    for kwargs in {"digest_size": 0}, {"digest_size": 65}, {"key": b"x" * 65}, {"salt": b"x" * 17}, {"person": b"x" * 17}, {"fanout": 256}, {"depth": 0}:
        try:
            make(b"", **kwargs)
        except ValueError as e:
            print(e)
print(hashlib.md5(bytearray(b"abc")).hexdigest(), hashlib.sha1(memoryview(b"abc")).hexdigest(), hashlib.md5(b"", usedforsecurity=False).hexdigest())
for bad in ("text", 5, None):
    try:
        hashlib.md5(bad)
    except TypeError as e:
        print(e)
try:
    hashlib.new("no such hash")
except ValueError as e:
    print(e)
print(sorted(hashlib.algorithms_guaranteed), hashlib.algorithms_guaranteed <= hashlib.algorithms_available)
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 10).hex(), hashlib.pbkdf2_hmac("sha1", b"p" * 100, b"s", 3, 45).hex())
for args in (("sha1", b"p", b"s", 0), ("sha1", b"p", b"s", 1, 0)):
    try:
        hashlib.pbkdf2_hmac(*args)
    except ValueError as e:
        print(e)
print(hashlib.file_digest(io.BytesIO(TEXT), "sha256").hexdigest() == hashlib.sha256(TEXT).hexdigest())

# HMAC with several hashes, long keys, copies, comparing.
import hashlib
import hmac

for name in "md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b":
    h = hmac.new(b"key", b"message", name)
    print(h.name, h.digest_size, h.block_size, h.hexdigest())
    print(hmac.new(b"k" * 300, digestmod=getattr(hashlib, name)).hexdigest()[:32], hmac.digest(b"key", b"message", name) == h.digest())
h = hmac.new(bytearray(b"key"), digestmod="sha256")
h.update(b"one ")
other = h.copy()
other.update(b"two")
h.update(b"three")
print(h.hexdigest(), other.hexdigest())
for args in (("text", b""), (b"key", b""), (b"key", b"", "no such hash")):
    try:
        hmac.new(*args)
    except Exception as e:
        print(type(e).__name__, e)
print(hmac.compare_digest(b"abc", b"abc"), hmac.compare_digest("abc", "abd"), hmac.compare_digest(b"a", bytearray(b"ab")))
for pair in ("é", "é"), ("a", b"a"), (1, 2):
    try:
        hmac.compare_digest(*pair)
    except TypeError as e:
        print(e)

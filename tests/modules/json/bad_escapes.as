# Escapes of four hexadecimal digits: what int() would take is not enough.
import json

for text in r'"\u0x12"', r'"\u 123"', r'"\u1_23"', r'"\u-123"', r'"\u+123"', r'"\u12"', r'"\uD834\u0x20"', r'"\u٠٠٠٠"', r'"\u00e9"', r'"\uD834\uDD20"', r'"\ud834"', r'"\x41"':
    try:
        print(text, ascii(json.loads(text)))
    except json.JSONDecodeError as e:
        print(text, e)

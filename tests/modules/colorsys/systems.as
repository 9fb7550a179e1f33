# Colours there and back, to the last digit.
import colorsys
from itertools import product

steps = [0.0, 0.1, 0.25, 1 / 3, 0.5, 0.7, 0.999, 1.0]
for name in "yiq", "hls", "hsv":
    there, back = getattr(colorsys, f"rgb_to_{name}"), getattr(colorsys, f"{name}_to_rgb")
    for colour in product(steps[::3], repeat=3):
        print(name, colour, there(*colour), back(*there(*colour)))
    print([back(*colour) for colour in product(steps, repeat=3)] [::17])
print(colorsys.hsv_to_rgb(-0.2, 0.5, 1), colorsys.hls_to_rgb(1.7, 0.4, 0.9), colorsys.rgb_to_hls(1, 0, 0), colorsys.rgb_to_hsv(2, 1, 0))

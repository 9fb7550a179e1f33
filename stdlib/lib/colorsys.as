# SPDX-License-Identifier: MIT
"""Colours in other systems: YIQ (television), HLS (hue, lightness, saturation), HSV (hue, saturation, value).

All numbers are floats from 0 to 1, but I and Q, which may be negative.
"""
__all__ = ['rgb_to_yiq', 'yiq_to_rgb', 'rgb_to_hls', 'hls_to_rgb', 'rgb_to_hsv', 'hsv_to_rgb']

ONE_THIRD, ONE_SIXTH, TWO_THIRD = 1.0 / 3.0, 1.0 / 6.0, 2.0 / 3.0


def _clamped(number):
    return 0.0 if number < 0.0 else 1.0 if number > 1.0 else number


def rgb_to_yiq(r, g, b):
    y = 0.30 * r + 0.59 * g + 0.11 * b
    red, blue = r - y, b - y
    return y, 0.74 * red - 0.27 * blue, 0.48 * red + 0.41 * blue


def yiq_to_rgb(y, i, q):
    return (_clamped(y + 0.9468822170900693 * i + 0.6235565819861433 * q), _clamped(y - 0.27478764629897834 * i - 0.6356910791873801 * q),
            _clamped(y - 1.1085450346420322 * i + 1.7090069284064666 * q))


def _hue(r, g, b, high, span):
    """The place on the circle: red at 0, green at one third, blue at two thirds."""
    red, green, blue = (high - r) / span, (high - g) / span, (high - b) / span
    place = blue - green if r == high else 2.0 + red - blue if g == high else 4.0 + green - red
    return place / 6.0 % 1.0


def rgb_to_hls(r, g, b):
    high, low = max(r, g, b), min(r, g, b)
    total, span = high + low, high - low
    lightness = total / 2.0
    if high == low:
        return 0.0, lightness, 0.0
    saturation = span / total if lightness <= 0.5 else span / (2.0 - high - low)
    return _hue(r, g, b, high, span), lightness, saturation


def hls_to_rgb(h, l, s):
    if s == 0.0:
        return l, l, l
    high = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    low = 2.0 * l - high
    return _ramp(low, high, h + ONE_THIRD), _ramp(low, high, h), _ramp(low, high, h - ONE_THIRD)


def _ramp(low, high, hue):
    """One colour's part at a place of the circle: up, high, down, low."""
    hue %= 1.0
    if hue < ONE_SIXTH:
        return low + (high - low) * hue * 6.0
    if hue < 0.5:
        return high
    return low + (high - low) * (TWO_THIRD - hue) * 6.0 if hue < TWO_THIRD else low


def rgb_to_hsv(r, g, b):
    high, low = max(r, g, b), min(r, g, b)
    span = high - low
    return (0.0, 0.0, high) if high == low else (_hue(r, g, b, high, span), span / high, high)


def hsv_to_rgb(h, s, v):
    if s == 0.0:
        return v, v, v
    sector = int(h * 6.0)
    part = h * 6.0 - sector
    low, falling, rising = v * (1.0 - s), v * (1.0 - s * part), v * (1.0 - s * (1.0 - part))
    return ((v, rising, low), (falling, v, low), (low, v, rising), (low, falling, v), (rising, low, v), (v, low, falling))[sector % 6]

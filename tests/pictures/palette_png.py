"""Write a picture of the window as a small PNG: few colours, which are enough for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QImage

COLOURS = 32
"""More make it larger, and nobody sees a difference."""


def save_small(image: QImage, path: Path) -> None:
    """Write `image` without its alpha channel, with a palette of its own colours.

    Raises:
        OSError: the file cannot be written.
    """
    opaque = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(opaque.constBits()).cast("I")  # its rows have no padding
    counts = Counter(pixels)
    chosen = choose_palette(counts)
    index = {colour: _nearest(colour, chosen) for colour in counts}
    width, height = image.width(), image.height()
    rows = bytes(index[pixel] for pixel in pixels)
    small = QImage(rows, width, height, width, QImage.Format.Format_Indexed8)
    small.setColorTable(chosen)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not small.save(str(path), quality=0):  # 0: as small as zlib can make it
        raise OSError(f"{path} cannot be written")


def choose_palette(counts: Counter[int]) -> list[int]:
    """Choose up to `COLOURS` of them: the one that is missed most, again and again.

    A colour is missed the more the further it is from those chosen, and the more pixels have it.
    """
    chosen = [counts.most_common(1)[0][0]]
    missed = {colour: _distance(colour, chosen[0]) for colour in sorted(counts)}
    while len(chosen) < COLOURS:
        most = max(missed, key=lambda colour: missed[colour] * counts[colour] ** 0.5)
        if not missed[most]:
            break
        chosen.append(most)
        for colour, distance in missed.items():
            if distance:
                missed[colour] = min(distance, _distance(colour, most))
    return chosen


def _nearest(colour: int, chosen: Iterable[int]) -> int:
    distances = [_distance(colour, one) for one in chosen]
    return distances.index(min(distances))


def _distance(one: int, other: int) -> int:
    red = (one >> 16 & 255) - (other >> 16 & 255)
    green = (one >> 8 & 255) - (other >> 8 & 255)
    blue = (one & 255) - (other & 255)
    return red * red + green * green + blue * blue

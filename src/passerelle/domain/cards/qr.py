"""A square code (QR, ISO/IEC 18004) of a short text: bytes, correction level M, versions 1 to 6.

Written for addresses of cards, which are short; longer texts are refused with ``ValueError``.
"""

from collections.abc import Iterator
from itertools import pairwise, product

Grid = list[list[bool]]

# By version: bytes of data and blocks at level M; bytes of correction for each block.
_DATA = {1: (16, 1, 10), 2: (28, 1, 16), 3: (44, 1, 26), 4: (64, 2, 18), 5: (86, 2, 24), 6: (108, 4, 16)}
_HEAD = 2  # bytes that mode and length take
_EXP = [1] * 512
for _i in range(1, 255):
    _EXP[_i] = (_EXP[_i - 1] << 1) ^ (0x11D if _EXP[_i - 1] & 0x80 else 0)
for _i in range(255, 512):
    _EXP[_i] = _EXP[_i - 255]
_LOG = {value: power for power, value in enumerate(_EXP[:255])}
MASKS = 8


def modules(text: str, *, mask: int | None = None) -> Grid:
    """The dark modules by row and column, without the quiet zone; ``mask`` only for tests."""
    data = text.encode()
    version = next((one for one, (size, _, _) in _DATA.items() if len(data) + _HEAD <= size), None)
    if version is None:
        raise ValueError("The text is too long for this code")
    bits = [byte >> shift & 1 for byte in _codewords(data, version) for shift in range(7, -1, -1)]
    drawn = [_drawn(bits, version, one) for one in (range(MASKS) if mask is None else [mask])]
    return min(drawn, key=_penalty)


def _codewords(data: bytes, version: int) -> list[int]:
    size, blocks, correction = _DATA[version]
    packed = 0b0100 << 8 | len(data)
    for byte in data:
        packed = packed << 8 | byte
    packed <<= 4  # the terminator fills the last half byte
    message = list(packed.to_bytes(len(data) + _HEAD, "big"))
    message += [(0xEC, 0x11)[place % 2] for place in range(size - len(message))]
    length = size // blocks
    parts = [message[start : start + length] for start in range(0, size, length)]
    checks = [remainder(part, correction) for part in parts]
    mixed = [part[place] for place in range(length) for part in parts]
    return mixed + [check[place] for place in range(correction) for check in checks]


def remainder(message: list[int], correction: int) -> list[int]:
    """The Reed-Solomon bytes of a block over GF(256)."""
    generator = [1]
    for power in range(correction):
        shifted = [*generator, 0]
        for place, value in enumerate(generator):
            shifted[place + 1] ^= _times(value, _EXP[power])
        generator = shifted
    rest = message + [0] * correction
    for place in range(len(message)):
        factor = rest[place]
        for step, value in enumerate(generator):
            rest[place + step] ^= _times(value, factor)
    return rest[-correction:]


def _times(left: int, right: int) -> int:
    return 0 if left == 0 or right == 0 else _EXP[_LOG[left] + _LOG[right]]


def _drawn(bits: list[int], version: int, mask: int) -> Grid:
    size = 17 + 4 * version
    grid = [[False] * size for _ in range(size)]
    fixed = [[False] * size for _ in range(size)]

    def put(row: int, column: int, dark: bool) -> None:
        grid[row][column], fixed[row][column] = dark, True

    for row, column, dark in _patterns(size, version):
        put(row, column, dark)
    for row, column, dark in _format(size, mask):
        put(row, column, dark)
    stream = iter(bits)
    for row, column in _path(size):
        if not fixed[row][column]:
            grid[row][column] = bool(next(stream, 0)) ^ _masked(mask, row, column)
    return grid


def _patterns(size: int, version: int) -> Iterator[tuple[int, int, bool]]:
    for place in range(size):
        yield 6, place, place % 2 == 0
        yield place, 6, place % 2 == 0
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        yield from _finder(size, top, left)
    if version > 1:
        middle = size - 7
        for row, column in product(range(-2, 3), repeat=2):
            yield middle + row, middle + column, max(abs(row), abs(column)) != 1


def _finder(size: int, top: int, left: int) -> Iterator[tuple[int, int, bool]]:
    for row, column in product(range(-1, 8), repeat=2):
        if 0 <= top + row < size and 0 <= left + column < size:
            yield top + row, left + column, max(abs(row - 3), abs(column - 3)) not in (2, 4)


def _format(size: int, mask: int) -> Iterator[tuple[int, int, bool]]:
    rest = mask  # level M is 00
    for _ in range(10):
        rest = rest << 1 ^ (0x537 if rest & 0x200 else 0)
    code = (mask << 10 | rest & 0x3FF) ^ 0x5412
    near = [*((row, 8) for row in range(6)), (7, 8), (8, 8), (8, 7), *((8, 14 - bit) for bit in range(9, 15))]
    far = [*((8, size - 1 - bit) for bit in range(8)), *((size - 15 + bit, 8) for bit in range(8, 15))]
    for place in (near, far):
        for bit, (row, column) in enumerate(place):
            yield row, column, bool(code >> bit & 1)
    yield size - 8, 8, True


def _path(size: int) -> Iterator[tuple[int, int]]:
    """Two columns at a time from the right, up and down, past the timing column."""
    up = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for step in range(size):
            row = size - 1 - step if up else step
            yield row, right
            yield row, right - 1
        up = not up


def _masked(mask: int, row: int, column: int) -> bool:
    both = row * column
    return (
        (row + column) % 2,
        row % 2,
        column % 3,
        (row + column) % 3,
        (row // 2 + column // 3) % 2,
        both % 2 + both % 3,
        (both % 2 + both % 3) % 2,
        ((row + column) % 2 + both % 3) % 2,
    )[mask] == 0


def _penalty(grid: Grid) -> int:
    """How hard a mask is to read: long runs, blocks of one colour, and imbalance."""
    lines = [*grid, *([row[place] for row in grid] for place in range(len(grid)))]
    total = 0
    for line in lines:
        run = 1
        for before, here in pairwise(line):
            run = run + 1 if before == here else 1
            total += 3 if run == 5 else 1 if run > 5 else 0
    for above, below in pairwise(grid):
        pairs = zip(above, above[1:], below, below[1:], strict=False)
        total += sum(3 for a, b, c, d in pairs if a == b == c == d)
    dark = sum(sum(row) for row in grid) * 100 // len(grid) ** 2
    return total + abs(dark - 50) // 5 * 10


def as_path(grid: Grid) -> str:
    """The dark modules as the path of an SVG drawing, one unit a module, with no quiet zone."""
    return "".join(
        f"M{column} {row}h1v1h-1z" for row, line in enumerate(grid) for column, dark in enumerate(line) if dark
    )

"""Ways to damage bytes, as broken disks, careless programs and cut copies do."""

from __future__ import annotations

import random


def damaged(made: bytes, draw: random.Random) -> bytes:
    """Bytes with some of them flipped, gone, doubled, zeroed, or cut off."""
    for _ in range(draw.choice((1, 1, 1, 2, 5))):
        begin = draw.randrange(len(made) + 1)
        end = min(len(made), begin + draw.choice((1, 2, 8, 60, 600)))
        match draw.randrange(7):
            case 0:
                flipped = bytes(byte ^ 1 << draw.randrange(8) for byte in made[begin:end])
                made = made[:begin] + flipped + made[end:]
            case 1:
                made = made[:begin] + made[end:]
            case 2:
                made = made[:end] + made[begin:]
            case 3:
                made = made[:begin] + bytes(end - begin) + made[end:]
            case 4:
                made = made[:begin]
            case 5:
                made = made[:begin] + draw.randbytes(end - begin) + made[end:]
            case _:
                parts = made.split(b"\n")
                draw.shuffle(parts)
                made = b"\n".join(parts)
    return made

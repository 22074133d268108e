"""Text broken into lines of a width in cells, at spaces where there are any. Pure.

It refuses to clean: give it what ``text.safe`` gave.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.text import cut, width


def wrap(text: str, cells: int) -> Iterator[str]:
    """The lines of a text, each at most ``cells`` wide; an empty line stays one."""
    room = max(4, cells)
    for line in text.split("\n"):
        yield from _wrapped(line.rstrip(), room)


def _wrapped(line: str, room: int) -> Iterator[str]:
    if width(line) <= room:
        yield line
        return
    present, used = "", 0
    for word in line.split(" "):
        wide = width(word)
        if present and used + 1 + wide <= room:
            present, used = f"{present} {word}", used + 1 + wide
            continue
        if present:
            yield present
        while wide > room:
            head = cut(word, room + 1).removesuffix("…") or word[0]
            yield head
            word = word[len(head) :]
            wide -= width(head)  # never measured again: a word may be a megabyte
        present, used = word, wide
    yield present

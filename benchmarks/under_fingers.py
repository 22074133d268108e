"""The console under the fingers: each figure measured from outside, in a pseudo-terminal.

Whatever is compared is measured in turns, a key here and a key there, so that ratios hold on a
busy machine. It refuses to look into the console: it sees what a terminal sees.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from beside import SMALLEST, TABLE, TABLE_SHOWS
from measures.table import Row
from terminal import Repaint, Terminal

DOWN, PAGE_DOWN, HOME, END, ESCAPE = b"\x1b[B", b"\x1b[6~", b"\x1b[H", b"\x1b[F", b"\x1b"
ENOUGH = 20
"""Subjects in sight after which a list counts as painted."""
FEW = 10
"""The same of a page that one moves to, and of what a filter leaves."""
PACE = 0.09
"""Seconds between two typed characters: a quick typist."""
OFFICE_IS_OPEN = "unassigned"
"""Stands on the screen once the views are known."""
RESTED = 0.35
"""Seconds without output after which the preview has followed the cursor."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A filter as somebody types it.

    Attributes:
        words: what stands in the line before the last key; ``last``: that key.
        subjects: of the first lines that it leaves.
        before: of those that the line without the last key leaves.
    """

    words: str
    last: str
    subjects: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def new(self) -> tuple[str, ...]:
        """What only the last key brings into sight."""
        return tuple(each for each in self.subjects if each not in self.before)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store, and what its lists hold.

    Attributes:
        first: subjects of the view that the console begins with; ``open``: of the last one.
        deep: of the list of all tickets, from the top; ``last``: its last ones.
        filters: filters on all that is open.
    """

    command: tuple[str, ...]
    env: dict[str, str]
    first: frozenset[str]
    open: frozenset[str]
    deep: tuple[str, ...]
    last: tuple[str, ...]
    filters: tuple[Typed, ...]

    def console(self) -> Terminal:
        """The console on it."""
        return Terminal(self.command, env=self.env)

    def opened(self, terminal: Terminal) -> None:
        """Waits until the office is open, and shows all that is open without the preview."""
        terminal.until(lambda seen: OFFICE_IS_OPEN in seen)
        terminal.settle(1.5)
        for key in (b"v", b"9", END):
            terminal.key(key, quiet=1.0)
        terminal.key(HOME, _holds(self.open, ENOUGH), quiet=RESTED)


def _holds(subjects: Sequence[str] | frozenset[str], count: int) -> Callable[[str], bool]:
    return lambda seen: sum(subject in seen for subject in subjects) >= count


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def first_frame(desk: Desk, rounds: int) -> list[Row]:
    """Seconds from the start to twenty subjects, against the smallest application."""
    smallest, own = [], []
    for _round in range(rounds):
        with Terminal(SMALLEST) as terminal:
            smallest.append(terminal.until(lambda seen: "smallest" in seen))
        with desk.console() as terminal:
            own.append(terminal.until(_holds(desk.first, ENOUGH)))
    a, b = statistics.median(smallest), statistics.median(own)
    return [
        Row("first frame, smallest application (A)", a * 1000, unit="ms"),
        Row("first frame, twenty subjects", b * 1000, unit="ms"),
        Row("the same, of A", b / a, 2.2, 1.7, low=True, unit="×"),
    ]


def moves(desk: Desk, count: int) -> list[Row]:
    """Cursor down, page down and End, against the table; bytes of a move."""
    with Terminal(TABLE) as other, desk.console() as terminal:
        other.until(lambda seen: TABLE_SHOWS in seen)
        other.settle()
        desk.opened(terminal)
        everything(terminal, desk)
        theirs, ours = _in_turns(other, terminal, DOWN, count)
        rows = _downs(theirs, ours)
        open_sizes = _with_preview(terminal, count // 5)
        rows += [Row("bytes of a move, preview open", open_sizes, 1500, low=True, unit="B")]
        return rows + _jumps(desk, other, terminal, count // 8)


def everything(terminal: Terminal, desk: Desk) -> None:
    """Lists every ticket there is, the newest first."""
    terminal.key(b"/", quiet=RESTED)
    terminal.type("status:all", PACE)
    terminal.key(b"\r", quiet=RESTED)
    _newest_first(terminal)
    # The cursor has stayed on its ticket, wherever that is.
    terminal.key(END, quiet=RESTED)
    terminal.key(HOME, _holds(desk.deep[:60], ENOUGH), quiet=RESTED)


def _newest_first(terminal: Terminal) -> None:
    terminal.key(b"s", quiet=RESTED)
    terminal.type("newest", PACE)
    terminal.settle(RESTED)
    terminal.key(b"\r", quiet=1.0)


def _in_turns(
    other: Terminal, terminal: Terminal, key: bytes, count: int
) -> tuple[list[Repaint], list[Repaint]]:
    theirs, ours = [], []
    for _turn in range(count):
        theirs.append(other.key(key))
        ours.append(terminal.key(key))
    return theirs, ours


def _downs(theirs: Sequence[Repaint], ours: Sequence[Repaint]) -> list[Row]:
    a, b = (p95([each.ended * 1000 for each in side]) for side in (theirs, ours))
    sizes = statistics.median(each.size for each in ours)
    return [
        Row("cursor down, DataTable (B), p95", a, unit="ms"),
        Row("cursor down, p95", b, unit="ms"),
        Row("the same, of B", b / a, 1.0, 0.5, low=True, unit="×"),
        Row("bytes of a move, DataTable", statistics.median(e.size for e in theirs), unit="B"),
        Row("bytes of a move, preview closed", sizes, 600, low=True, unit="B"),
    ]


def _with_preview(terminal: Terminal, count: int) -> float:
    """Bytes of a move and of the preview that follows it."""
    terminal.key(b"v", quiet=1.0)
    return statistics.median(terminal.key(DOWN, quiet=RESTED).size for _move in range(count))


def _jumps(desk: Desk, other: Terminal, terminal: Terminal, count: int) -> list[Row]:
    """Page after page down, and End in a list that has just been shown: until lines are there."""
    theirs, pages, ends = [], [], []
    terminal.key(b"v", quiet=RESTED)
    for side in (other, terminal):
        side.key(HOME, quiet=RESTED)
        # The first leads to the last line in sight: nothing scrolls.
        side.key(PAGE_DOWN, quiet=RESTED)
    for turn in range(1, count + 1):
        theirs.append(other.key(PAGE_DOWN).ended)
        near = desk.deep[turn * 30 : turn * 40 + 80]
        pages.append(terminal.key(PAGE_DOWN, _holds(near, FEW)).ended)
    for _turn in range(count // 3):
        _anew(terminal)
        ends.append(terminal.key(END, _holds(desk.last, ENOUGH)).ended)
    return _compared(theirs, pages, ends)


def _anew(terminal: Terminal) -> None:
    """Shows the list anew from its top, so that nothing of its end has been read."""
    terminal.key(HOME, quiet=RESTED)
    _newest_first(terminal)


def _compared(theirs: Sequence[float], pages: Sequence[float], ends: Sequence[float]) -> list[Row]:
    b, page, end = (statistics.median(each) * 1000 for each in (theirs, pages, ends))
    return [
        Row("page down, DataTable (B)", b, unit="ms"),
        Row("page down", page, unit="ms"),
        Row("the same, of B", page / b, 1.5, low=True, unit="×"),
        Row("End, until its lines are there", end, unit="ms"),
        Row("the same, of B's page down", end / b, 1.5, low=True, unit="×"),
    ]


def filters(desk: Desk, rounds: int) -> list[Row]:
    """From the last key of a filter to its first lines, Enter not pressed."""
    took: dict[str, list[Repaint]] = {each.words + each.last: [] for each in desk.filters}
    pages = []
    with Terminal(TABLE) as other, desk.console() as terminal:
        other.until(lambda seen: TABLE_SHOWS in seen)
        desk.opened(terminal)
        for _round in range(rounds):
            for each in desk.filters:
                pages.append(other.key(PAGE_DOWN).ended * 1000)
                other.key(HOME)
                took[each.words + each.last].append(_typed(terminal, each))
    b = statistics.median(pages)
    shown = {words: _median(each, lambda one: one.shown) for words, each in took.items()}
    spent = {words: _median(each, lambda one: one.spent) for words, each in took.items()}
    slowest = max(shown.values())
    return [
        *(Row(f"filter as typed: {words}", each, unit="ms") for words, each in shown.items()),
        Row("first hits of a filter as typed, slowest", slowest, 120, low=True, unit="ms"),
        Row("of that, with a processor", max(spent.values()), 120, low=True, unit="ms"),
        Row("first hits, of B's page down", slowest / b, unit="×"),
    ]


def _median(repaints: Sequence[Repaint], of: Callable[[Repaint], float]) -> float:
    return statistics.median(of(each) for each in repaints) * 1000


def _typed(terminal: Terminal, each: Typed) -> Repaint:
    """Types a filter, and takes it back with Esc."""
    terminal.key(b"/", quiet=RESTED)
    terminal.type(each.words, PACE)
    new = each.new[:ENOUGH]
    took = terminal.key(each.last.encode(), _holds(new, min(FEW, len(new))), quiet=RESTED)
    terminal.key(ESCAPE, quiet=RESTED)
    return took


KEYS = [*[DOWN] * 60, *[PAGE_DOWN] * 20, *[b"k"] * 15, END, PAGE_DOWN, HOME, b"v", b"v"]
"""A hundred keys as hands move about."""


def memory(desk: Desk) -> list[Row]:
    """Resident memory after a thousand keys, and after ten thousand."""
    with desk.console() as terminal:
        desk.opened(terminal)
        everything(terminal, desk)
        terminal.pump(KEYS * 10)
        early = terminal.memory() / 1e6
        terminal.pump(KEYS * 90)
        late = terminal.memory() / 1e6
    return [
        Row("memory after 1,000 keys", early, 130, low=True, unit="MB"),
        Row("memory after 10,000 keys", late, 130, low=True, unit="MB"),
        Row("growth between them", late - early, 2, low=True, unit="MB"),
    ]

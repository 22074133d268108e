"""The clocks of a ticket for reading: how each stands, then its ledger, who held it, what if.

What runs comes first, what has ended last; of each the lines add up to the figure in its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from frontdesk import dates
from frontdesk.clock import ClockState, clock_words, line_words, result_words, state_words
from frontdesk.i18n import _, plural
from frontdesk.text import cut, pad, safe, width
from frontdesk.times import by_hand, hours
from frontdesk.widgets.keyed import bindings_of
from frontdesk.widgets.reading_sheet import ReadingSheet

if TYPE_CHECKING:
    from frontdesk.clock import Held, Line, Running
    from frontdesk.insight.clocks import Clocks

A_DAY = timedelta(days=1)
"""How long the what-if waits."""
MOST = 60
"""Lines of one ledger that are shown, the latest; the command line has them all."""
COLOURS = {
    ClockState.OVERDUE: "bold $text-error",
    ClockState.BREACHED: "bold $text-error",
    ClockState.PAUSED: "bold $text-warning",
    ClockState.MET: "bold $text-success",
}
GLYPHS = {
    ClockState.RUNNING: "▶",
    ClockState.CLOSED_HOURS: "▷",
    ClockState.PAUSED: "⏸",
    ClockState.OVERDUE: "!",
    ClockState.MET: "✓",
    ClockState.BREACHED: "✕",
    ClockState.DROPPED: "·",
}
"""How each stands, as a glyph beside its word."""


WHEN = 28
"""Cells of from when to when, with the space around it."""


class LedgerSheet(ReadingSheet):
    """The clocks of one ticket over a screen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("clocks")

    def __init__(self, title: str, found: Clocks, waiting: Sequence[Running], zone: tzinfo) -> None:
        super().__init__(title)
        self._found, self._waiting, self._zone = found, waiting, zone

    def reading(self, wide: int) -> Content:
        """The ledger."""
        return Content("\n").join(ledger_lines(self._found, self._waiting, self._zone, wide))


def ledger_lines(
    found: Clocks, waiting: Sequence[Running], zone: tzinfo, wide: int
) -> list[Content]:
    """Everything, line by line, for a width."""
    if not found.running:
        return [Content.styled(_("Nothing is promised about this ticket"), "$quiet")]
    pairs = sorted(
        zip(found.running, found.ledgers, strict=True), key=lambda pair: not pair[0].state.is_alive
    )
    lines = [_head(each, zone, wide) for each, _lines in pairs]
    lines += _what_if(waiting, zone)
    for each, own in pairs:
        lines += [Content(""), _head(each, zone, wide), *_ledger(own, zone, wide)]
        if (each.clock, each.order or each.spell) in found.moved:
            lines.append(Content.styled(_("  pinned at its end; today it would differ"), "$quiet"))
    lines += [Content(""), Content.styled(_("who held it"), "bold $primary")]
    lines += [_holder(each, zone, wide) for each in found.holders]
    return lines


def _at(moment: datetime, zone: tzinfo) -> str:
    return dates.short_moment(moment.astimezone(zone))


def _span(start: datetime, end: datetime, zone: tzinfo) -> str:
    """From when to when; the day is said once where both are on it."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    until = dates.clock(last) if first.date() == last.date() else dates.short_moment(last)
    return pad(f"  {dates.short_moment(first)}–{until}", WHEN)


def _head(each: Running, zone: tzinfo, wide: int) -> Content:
    name = clock_words(each.clock) + (f" {each.spell}" if each.spell > 1 else "")
    whose = f" · {safe(each.holder, 40)}" if each.holder else ""
    due = each.due or each.was_due
    when = _("due {when}").format(when=_at(due, zone)) if due is not None else ""
    # When it is due comes first: a narrow screen cuts what comes last.
    said = "  " + " · ".join(filter(None, (when, state_words(each), result_words(each))))
    title = cut(name + whose, 30)
    return Content.assemble(
        (f"{GLYPHS[each.state]} ", COLOURS.get(each.state, "$accent")),
        (title, COLOURS.get(each.state, "bold")),
        cut(safe(said), max(0, wide - 2 - width(title))),
    )


def _what_if(waiting: Sequence[Running], zone: tzinfo) -> Iterator[Content]:
    paused = [each for each in waiting if each.state is ClockState.PAUSED]
    if not paused:
        return
    names = ", ".join(clock_words(each.clock) for each in paused)
    said = _("if it waited for the requester for a day from now, {clocks} would pause")
    yield Content.styled("  " + said.format(clocks=names), "$quiet")
    for each in paused:
        if each.due is not None:
            due = _("{clock}: due {when}").format(
                clock=clock_words(each.clock), when=_at(each.due, zone)
            )
            yield Content.styled(f"  {due}", "$quiet")


def _ledger(lines: Sequence[Line], zone: tzinfo, wide: int) -> Iterator[Content]:
    if len(lines) > MOST:
        more = plural(
            "  {n} line before; `frontdesk clock` has them all",
            "  {n} lines before; `frontdesk clock` has them all",
            len(lines) - MOST,
        )
        yield Content.styled(more, "$quiet")
    for line in lines[-MOST:]:
        counted = by_hand(line.counted) if line.counted else ""
        figures = f"{counted:>10} {by_hand(line.total):>10}"
        when = _span(line.start, line.end, zone)
        room = max(10, wide - len(figures) - WHEN - 1)
        why = pad(cut(safe(line_words(line)), room), room)
        style = "" if line.counted else "$quiet"
        yield Content.assemble((when, "$quiet"), (why, style), (f" {figures}", style))


def _holder(each: Held, zone: tzinfo, wide: int) -> Content:
    who = safe(each.assignee or each.team or _("nobody"), 40)
    business = hours(each.business) if each.business is not None else ""
    when = _span(each.start, each.end, zone)
    wall = _("{span} by the wall clock").format(span=hours(each.end - each.start))
    said = f"{pad(who, 18)} {wall}" + (f", {business} " + _("of business") if business else "")
    return Content.assemble((when, "$quiet"), cut(said, max(10, wide - WHEN - 1)))

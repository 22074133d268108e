"""A replay in words and columns, for people on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from frontdesk import amounts, codes, insight
from frontdesk.cli import out
from frontdesk.i18n import _, plural
from frontdesk.terms import Money, Route
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.insight.replay import Replay, Row, Wanted
    from frontdesk.replaying.compare import Comparison, Part
    from frontdesk.replaying.spread import Change, Share

MOST = 20
"""Teams and rows that a person is shown; a script gets all."""
ARROW = "→"
PLAIN = (Route.ASSIGN, Route.ESCALATE)


def lines(found: Sequence[Replay], wanted: Wanted, currency: str) -> Iterator[str]:
    """Everything about a replay; of two the other policy stands first."""
    first = found[0]
    yield from _head(first, wanted)
    if not first.figures.n:
        return
    yield ""
    yield from _shares(found)
    yield ""
    yield from _changes(found, currency)
    for title, parts in (
        (_("route"), first.figures.by_route),
        (_("resolved by"), first.figures.by_team),
        (_("month"), first.figures.by_month),
    ):
        yield ""
        yield from _parts(title, parts, sent=parts is first.figures.by_team)
    yield ""
    for key in ("hops_delta", "uncertainty", "today", "foreign", "similar"):
        if (words := insight.replay.method(first).get(key)) is not None:
            yield from (out.dim(line) for line in out.wrapped(words))


def _head(replay: Replay, wanted: Wanted) -> Iterator[str]:
    yield out.bold(
        plural(
            "{n} past ticket, as it was known when it was opened",
            "{n} past tickets, as they were known when they were opened",
            replay.figures.n,
        )
    )
    if replay.left_out:
        told = insight.replay.REASONS
        reasons = ", ".join(f"{n} {_(told[why])}" for why, n in replay.left_out.items())
        yield from (out.dim(line) for line in out.wrapped(reasons, first=_("left out: ")))
    if wanted.limit is not None:
        yield out.dim(_("only the latest {n}").format(n=wanted.limit))


def _shares(found: Sequence[Replay]) -> list[str]:
    heads = [out.Column(""), *(out.Column(name, right=True) for name in _names(found))]
    figures = [one.figures for one in found]
    rows = [
        (_("straight to where it was resolved"), [_share(f.agreed) for f in figures]),
        (_("right team first"), [_share(f.top1) for f in figures]),
        (_("right team among three"), [_share(f.top3) for f in figures]),
        (_("macro F1 over teams"), [amounts.number(f.macro_f1, 2) for f in figures]),
        (_("confidence is off by"), [_percent(f.calibration_error) for f in figures]),
        (_("learned: right team first"), [_share(f.suggested1) for f in figures]),
        (_("learned: among three"), [_share(f.suggested3) for f in figures]),
        (_("learned: shares are off by"), [_percent(f.off_shares) for f in figures]),
        (_("first elsewhere than it went"), [_moved(f) for f in figures]),
    ]
    return out.table(heads, [[name, *values] for name, values in rows])


def _names(found: Sequence[Replay]) -> list[str]:
    if len(found) == 1:
        return [_("policy in force")]
    return [_("other policy"), _("policy in force")]


def _share(share: Share) -> str:
    """``74.3 % (72.6 to 75.9)``."""
    ends = _("{low} to {high}").format(
        low=amounts.number(100 * share.low, 1), high=amounts.number(100 * share.high, 1)
    )
    return f"{_percent(share.share)} ({ends})"


def _percent(share: float) -> str:
    return amounts.percent(share, 1)


def _moved(figures: Comparison) -> str:
    return f"{len(figures.moved)} ({_percent(len(figures.moved) / figures.n)})"


def _changes(found: Sequence[Replay], currency: str) -> list[str]:
    heads = [
        out.Column(_("a ticket, estimated")), out.Column(_("before"), right=True),
        out.Column(_("after"), right=True), out.Column(_("difference"), right=True),
        out.Column(_("tickets"), right=True),
    ]  # fmt: skip
    several = len(found) > 1
    rows = []
    for name, one in zip(_names(found), found, strict=True):
        about = f", {name}" if several else ""
        rows.append([_("handovers") + about, *_hops(one.figures.hops)])
        rows.append([_("cost") + about, *_cost(one.figures.cost, currency)])
    told = out.table(heads, rows)
    if several:
        told += ["", *_between(found, currency)]
    return told


def _hops(change: Change) -> list[str]:
    ends = _("{low} to {high}").format(low=f"{change.low:+.3f}", high=f"{change.high:+.3f}")
    return [
        amounts.number(change.before, 3), amounts.number(change.after, 3),
        f"{amounts.number(change.delta, 3, sign=True)} ({ends})",
        str(change.n),
    ]  # fmt: skip


def _cost(change: Change, currency: str) -> list[str]:
    def money(amount: float) -> str:
        return amounts.money(Money(round(amount), currency))

    ends = _("{low} to {high}").format(low=money(change.low), high=money(change.high))
    return [
        money(change.before), money(change.after), f"{money(change.delta)} ({ends})",
        str(change.n),
    ]  # fmt: skip


def _between(found: Sequence[Replay], currency: str) -> Iterator[str]:
    other, ours = found
    both = insight.replay.between(ours, other)
    yield plural(
        "the other policy sends {n} ticket elsewhere than the one in force",
        "the other policy sends {n} tickets elsewhere than the one in force",
        len(both.moved),
    )
    if same := len(both.differ) - len(both.moved):
        yield plural(
            "and {n} ticket by another route to the same place",
            "and {n} tickets by another route to the same place",
            same,
        )
    yield _(
        "right only by the other {gained}, only by the one in force {lost}: "
        "difference {delta} points ({low} to {high})"
    ).format(
        gained=both.gained,
        lost=both.lost,
        delta=f"{100 * (both.gained - both.lost) / max(both.n, 1):+.1f}",
        low=f"{100 * both.low:+.1f}",
        high=f"{100 * both.high:+.1f}",
    )
    _before, _after, difference, _n = _hops(both.hops)
    yield _("handovers a ticket against the one in force: {difference}").format(
        difference=difference
    )
    _before, _after, difference, _n = _cost(both.cost, currency)
    yield _("cost a ticket against the one in force: {difference}").format(difference=difference)


def _parts(title: str, parts: Sequence[Part], *, sent: bool) -> list[str]:
    heads = [
        out.Column(title, least=12), out.Column(_("tickets"), right=True),
        out.Column(_("straight there"), right=True), out.Column(_("among three"), right=True),
        out.Column(_("elsewhere"), right=True),
        *([out.Column(_("sent there"), right=True)] if sent else []),
    ]  # fmt: skip
    rows = [
        [
            safe(part.name, 60), str(part.agreed.of),
            _percent(part.agreed.share) if part.agreed.of else "",
            _percent(part.top3.share) if part.agreed.of else "", str(part.moved),
            *([str(part.sent)] if sent else []),
        ]
        for part in parts[:MOST]
    ]  # fmt: skip
    told = out.table(heads, rows)
    if (more := len(parts) - MOST) > 0:
        told.append(out.dim(_("and {n} more; --json has them all").format(n=more)))
    return told


def _place(row: Row) -> str:
    """Where a ticket would go first, with the route where that is not plain work of a team."""
    route = codes.words(row.route)
    if row.would is None:
        return route
    return row.would if row.route in PLAIN else f"{row.would} ({route})"


def row_table(rows: Sequence[Row], currency: str) -> list[str]:
    """Replayed tickets, one a line."""
    heads = [
        out.Column("#", right=True), out.Column(_("subject"), least=12),
        out.Column(_("went"), least=12), out.Column(_("would go first"), least=10),
        out.Column(_("cost"), right=True), out.Column(""),
    ]  # fmt: skip
    told = out.table(
        heads,
        [
            [
                str(row.number), safe(row.subject, 200), safe(f" {ARROW} ".join(row.went), 80),
                safe(_place(row), 60),
                "" if row.cost is None else amounts.money(Money(row.cost, currency)),
                "✓" if row.agreed else "",
            ]
            for row in rows
        ],
    )  # fmt: skip
    told.append(out.dim(plural("{n} ticket", "{n} tickets", len(rows))))
    return told

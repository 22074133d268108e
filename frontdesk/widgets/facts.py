"""The facts of a ticket in two columns, and below them why it is here. Pure but for the widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from frontdesk import amounts, dates
from frontdesk.clock import clock_words, result_words, state_words
from frontdesk.codes import words
from frontdesk.commands import with_keys
from frontdesk.filenames import size_words
from frontdesk.i18n import _, plural
from frontdesk.terms import DraftKind, Kin, Repair, Status
from frontdesk.text import cut, pad, safe, width
from frontdesk.widgets.contact_ways import warranty
from frontdesk.widgets.keyed import movement
from frontdesk.widgets.ticket_columns import ago, where
from frontdesk.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.rows import RepairRow
    from frontdesk.screens.ticket_reading import Whole

LABEL = 11
Fact = tuple[str, str]


def now_words(whole: Whole, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """The one line: how the ticket stands, and what is to be done now."""
    ticket = whole.ticket
    state = where(ticket)
    match ticket.status:
        case Status.RESOLVED | Status.CLOSED | Status.CANCELLED:
            ended = ticket.resolved_at or ticket.closed_at
            since = ago(ended, now) if ended else ""
            code = words(ticket.resolution_code) if ticket.resolution_code else ""
            helped = " ".join((ticket.resolution or "").split())
            return state, " · ".join(each for each in (code, since, helped) if each)
        case Status.PENDING:
            until = ticket.pending_until
            wait = (
                _("until {time}").format(time=dates.moment(until.astimezone(zone))) if until else ""
            )
            call = _("call {number}").format(number=ticket.callback_number or "")
            return state, " · ".join(
                each
                for each in (wait, call if ticket.callback_number else "", _order(whole, zone))
                if each
            )
        case _:
            return state, whole.now


def _order(whole: Whole, zone: tzinfo) -> str:
    under_way = [each for each in whole.repairs if each.state is not Repair.CANCELLED]
    return _repair(under_way[-1], zone) if under_way else ""


def _repair(order: RepairRow, zone: tzinfo) -> str:
    state = words(order.state)
    promised = dates.day(order.promised_at.astimezone(zone)) if order.promised_at else ""
    back = _("promised {day}").format(day=promised) if promised else ""
    parts = (_("order {n}").format(n=order.order), state, order.vendor_name, back)
    return " · ".join(each for each in parts if each)


def facts_of(whole: Whole, now: datetime, zone: tzinfo) -> list[list[Fact]]:
    """The facts in groups; empty ones are left out."""
    groups = [
        list(_who(whole)),
        list(_what(whole, now)),
        list(_where(whole, now, zone)),
        list(_clocks(whole, zone)),
        list(_related(whole)),
        [
            (_("file"), " · ".join((each.name or _("(erased)"), size_words(each.size), each.agent)))
            for each in whole.files
        ],
        [(_("repair"), _repair(each, zone)) for each in whole.repairs],
        [
            (
                _("tried"),
                f"{each.fix} {each.title}: " + (_("worked") if each.worked else _("failed")),
            )
            for each in whole.attempts
        ],
    ]
    return [[fact for fact in group if fact[1]] for group in groups if group]


def _who(whole: Whole) -> Iterator[Fact]:
    ticket, caller = whole.ticket, whole.caller
    yield _("who"), ticket.requester_name
    if caller is not None:
        yield _("reach"), " · ".join(each for each in (caller.phone, caller.email) if each)
        plan = _("plan {plan}").format(plan=caller.plan) if caller.plan else ""
        yield _("belongs to"), " · ".join(each for each in (caller.organisation, plan) if each)


def _what(whole: Whole, now: datetime) -> Iterator[Fact]:
    ticket, asset = whole.ticket, whole.asset
    if asset is not None:
        parts = (asset.tag, f"{asset.type} {asset.model}".strip(), warranty(asset, now))
        yield _("equipment"), " · ".join(each for each in parts if each)
    yield _("place"), ticket.site or ""
    yield _("category"), ticket.category or ""
    impact, urgency = words(ticket.impact), words(ticket.urgency)
    yield _("priority"), f"{ticket.priority} · {impact} × {urgency}"
    if ticket.complexity is not None:
        yield _("complexity"), str(ticket.complexity)
    yield _("kind"), f"{words(ticket.kind)} · {words(ticket.channel)}"


def _where(whole: Whole, now: datetime, zone: tzinfo) -> Iterator[Fact]:
    ticket = whole.ticket
    holder = " · ".join(each for each in (f"L{ticket.tier}", ticket.team, ticket.assignee) if each)
    yield _("held by"), holder
    opened = dates.moment(ticket.opened_at.astimezone(zone))
    yield _("opened"), f"{opened} · {ago(ticket.opened_at, now)}"
    many = len(whole.contacts)
    contacts = plural("{n} contact", "{n} contacts", many) if many else ""
    hops = plural("{n} move", "{n} moves", ticket.hops) if ticket.hops else ""
    cost = amounts.money(ticket.cost) if ticket.cost.amount else ""
    yield _("so far"), " · ".join(each for each in (contacts, hops, cost) if each)
    yield _("outside"), ticket.external_ref or ""
    if whole.drafts:
        kinds = {
            DraftKind.NOTE: _("note"),
            DraftKind.REPLY: _("reply"),
            DraftKind.HANDOVER: _("hand-over note"),
        }
        yield _("draft"), " · ".join(kinds[each] for each in sorted(whole.drafts) if each in kinds)


def _related(whole: Whole) -> Iterator[Fact]:
    """The tickets that belong to it; the label is said once for those of a kind."""
    before: Kin | None = None
    for each in whole.related:
        label = words(each.kin) if each.kin is not before else ""
        yield label, f"{each.number} {each.subject} · {words(each.status)}"
        before = each.kin


def _clocks(whole: Whole, zone: tzinfo) -> Iterator[Fact]:
    """How each clock stands that goes on: when it is due, what is used of it."""
    for index, each in enumerate(whole.clocks):
        due = each.due or each.was_due
        when = dates.short_moment(due.astimezone(zone)) if due is not None else ""
        parts = (f"{clock_words(each.clock)} {when}".strip(), state_words(each), result_words(each))
        yield "" if index else _("due"), " · ".join(parts)


def facts_content(whole: Whole, now: datetime, zone: tzinfo, cells: int) -> Content:
    """The facts laid out for a width, then why it is here."""
    lines: list[Content] = []
    groups = facts_of(whole, now, zone)
    longest = max((width(label) for group in groups for label, _value in group), default=0)
    label_cells = max(LABEL, longest + 1)
    for group in groups:
        for label, value in group:
            first, *rest = wrap(safe(value, 400), max(10, cells - label_cells))
            lines.append(Content.assemble((pad(label, label_cells), "$quiet"), first))
            lines += [Content(" " * label_cells + each) for each in rest]
        lines.append(Content(""))
    return Content("\n").join([*lines, *_why(whole, cells)])


def _why(whole: Whole, cells: int) -> Iterator[Content]:
    receipt = whole.receipt
    if receipt is None:
        return
    yield Content.styled(_("why it is here"), "bold $primary")
    if whole.otherwise:
        otherwise = _("{said}, instead of:").format(said=safe(whole.otherwise, 300))
        yield Content.styled(otherwise, "$text-warning")
    summary = safe(receipt.summary)
    yield Content.assemble(("▸ ", "$accent"), (summary, "" if whole.otherwise else "bold"))
    for reason in receipt.decided:
        yield Content.styled(safe(reason), "$quiet")
    others = [each for each in receipt.options if not each.against and not each.chosen]
    for each in others[:4]:
        figures = f" {each.chance:>4} {each.cost:>11}"
        name = cut(safe(each.words), max(10, cells - len(figures) - 2))
        yield Content.styled(f"  {pad(name, max(10, cells - len(figures) - 2))}{figures}", "$quiet")
    yield Content.styled(with_keys(_("{ticket.explain} explains")), "$primary")


class Facts(VerticalScroll, can_focus=True):
    """The facts, scrolling."""

    DEFAULT_CSS = """
    Facts { padding: 0 1; width: 2fr; scrollbar-size-vertical: 1; background: $background; }
    Facts > Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = movement()

    def __init__(self, zone: Callable[[], tzinfo]) -> None:
        super().__init__()
        self._zone = zone
        self._whole: Whole | None = None
        self._now: datetime | None = None

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static()

    def show(self, whole: Whole, now: datetime) -> None:
        """Shows a ticket's facts."""
        self._whole, self._now = whole, now
        self._lay()

    def _lay(self) -> None:
        if self._whole is None or self._now is None:
            return
        cells = max(24, self.size.width - 3)
        text = facts_content(self._whole, self._now, self._zone(), cells)
        self.query_one(Static).update(text)

    def on_resize(self) -> None:
        """Columns follow the width."""
        self._lay()

    def action_move(self, lines: int) -> None:
        """Scrolls by lines."""
        self.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scrolls by pages."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)

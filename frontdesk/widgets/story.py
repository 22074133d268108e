"""A ticket's history as entries to read: who, when, what, with the words that were said.

Pure: events in, entries out. Notes, replies, contacts, moves and fixes stand in one order; what
the machine merely kept beside them (a decision that proposes nothing new) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import Enum
from types import MappingProxyType

from frontdesk import amounts, codes, dates
from frontdesk.clock import clock_words
from frontdesk.i18n import N_, _
from frontdesk.rows import EventRow
from frontdesk.terms import Clock, Tie


class Tone(Enum):
    """How an entry is shown: what was said stands out, what was moved is context."""

    SAID = "said"
    NOTE = "note"
    MOVE = "move"
    END = "end"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    Attributes:
        what: the act in words; ``facts``: what it changed, in short.
        text: what was said or written; ``None``: nothing, or erased.
        undone: it was taken back since.
    """

    at: datetime
    who: str
    what: str
    facts: str = ""
    text: str | None = None
    tone: Tone = Tone.MOVE
    undone: bool = False


WORDS: Mapping[str, str] = {
    "new": N_("opened it"),
    "import": N_("brought it in"),
    "route": N_("routed it"),
    "take": N_("took it"),
    "assign": N_("assigned it"),
    "unassign": N_("let go of it"),
    "handover": N_("handed it over"),
    "escalate": N_("escalated it"),
    "accept": N_("accepted it"),
    "return": N_("returned it as incomplete"),
    "hand_back": N_("handed it back"),
    "decline": N_("declined it"),
    "note": N_("noted"),
    "reply": N_("replied"),
    "contact": N_("contact"),
    "wait": N_("lets it wait"),
    "wake": N_("woke it"),
    "resume": N_("goes on with it"),
    "try_worked": N_("ran a known fix: it worked"),
    "try_failed": N_("ran a known fix: it failed"),
    "request": N_("served a quick request"),
    "request_begun": N_("began a quick request"),
    "resolve": N_("resolved it"),
    "reopen": N_("opened it again"),
    "close": N_("closed it"),
    "cancel": N_("cancelled it"),
    "edit": N_("changed"),
    "repair": N_("opened a repair order"),
    "repair_ship": N_("shipped the equipment"),
    "repair_arrive": N_("equipment is at the vendor"),
    "repair_return": N_("equipment is back"),
    "repair_close": N_("closed the repair order"),
    "repair_cancel": N_("called the repair off"),
    "attach": N_("attached a file"),
    "link": N_("linked it"),
    "unlink": N_("took a link away"),
    "merge": N_("merged it"),
    "unmerge": N_("took it out of the merge"),
    "absorb": N_("merged"),
    "part": N_("took out of the merge"),
    "warn": N_("warned"),
    "decide": N_("now proposes"),
    "undo": N_("took back"),
    "redo": N_("did again"),
}
"""Verbs in words; one that is not here is shown as it is called."""
TONES = {
    "reply": Tone.SAID,
    "contact": Tone.SAID,
    "new": Tone.SAID,
    "import": Tone.SAID,
    "note": Tone.NOTE,
    "resolve": Tone.END,
    "try_worked": Tone.END,
    "request": Tone.END,
    "close": Tone.END,
    "cancel": Tone.END,
    "reopen": Tone.END,
    "merge": Tone.END,
    "unmerge": Tone.END,
}
NOBODY = frozenset({"warn", "decide"})
"""What the policy does by itself."""
FACTS = (
    "channel", "direction", "minutes", "priority", "category", "team", "assignee", "pending",
    "pending_until", "resolution_code", "site", "asset", "requester", "impact", "urgency",
    "complexity", "order", "vendor", "step", "request", "checked", "steps",
)  # fmt: skip
"""What an event may hold that is worth a word, in this order."""
OPENING = frozenset({"channel", "minutes", "priority", "category", "asset"})
"""Of an opening, only these: the rest stands among the facts."""
SAID = frozenset({"resolution_code", "checked", "steps"})
"""Of a quick request that is done, what its words say."""
OTHERS: Mapping[str, str] = {
    "merged_into": N_("into {ticket}"), "absorbed": "{ticket}", "parted": "{ticket}",
    "linked": "{ticket}", "unlinked": "{ticket}", "linked_by": "{ticket}",
    "unlinked_by": "{ticket}",
}  # fmt: skip
"""What names another ticket, and how that is said."""
TIES: Mapping[tuple[str, str], str] = {
    ("linked", Tie.RELATED): N_("related to {ticket}"),
    ("linked", Tie.CHILD): N_("a child of {ticket}"),
    ("linked", Tie.DUPLICATE): N_("a duplicate of {ticket}"),
    ("linked", Tie.CAUSED_BY): N_("caused by {ticket}"),
    ("linked_by", Tie.RELATED): N_("related to {ticket}"),
    ("linked_by", Tie.CHILD): N_("the parent of {ticket}"),
    ("linked_by", Tie.DUPLICATE): N_("has the duplicate {ticket}"),
    ("linked_by", Tie.CAUSED_BY): N_("the cause of {ticket}"),
}
"""How a link is said on the ticket that it goes out from, and on the other."""
SPOKEN = (
    "words",
    "text",
    "name",
    "reason",
    "instructions",
    "missing",
    "resolution",
    "fault",
    "subject",
)
"""The texts of an event, the one that says most first."""


def story(
    events: Sequence[EventRow],
    fixes: Mapping[int, str] = MappingProxyType({}),
    others: Mapping[int, str] = MappingProxyType({}),
    *,
    zone: tzinfo = UTC,
) -> list[Entry]:
    """The entries of a ticket, the first one first.

    Args:
        fixes: titles of the known fixes that were tried, by number.
        others: subjects of the tickets that were merged or linked, by number.
        zone: in which moments are told.
    """
    return [_entry(each, fixes, others, zone) for each in events if not _beside(each)]


def _beside(event: EventRow) -> bool:
    """Whether an event only keeps a decision that proposes nothing new."""
    return event.verb == "decide" and "proposes" not in event.after


def _entry(
    event: EventRow, fixes: Mapping[int, str], others: Mapping[int, str], zone: tzinfo
) -> Entry:
    what = WORDS.get(event.verb)
    return Entry(
        at=event.at,
        who=_("the policy") if event.verb in NOBODY else event.actor,
        what=_(what) if what is not None else codes.verb(event.verb),
        facts=" · ".join((*_related(event.after, others), *_facts(event, fixes, zone))),
        text=_text(event),
        tone=TONES.get(event.verb, Tone.MOVE),
        undone=event.undone,
    )


def _facts(event: EventRow, fixes: Mapping[int, str], zone: tzinfo) -> Iterator[str]:
    after = event.after
    if event.verb == "warn":
        yield from _warning(after)
    lacks = after.get("lacks")
    if isinstance(lacks, Sequence) and lacks:
        yield _lacks(lacks)
    proposes = after.get("proposes")
    if proposes:
        from frontdesk.decision.words import proposal_words

        yield proposal_words(str(proposes))
    route = after.get("route")
    if route:
        yield codes.value("route", route)
    fix = after.get("fix")
    if isinstance(fix, int):
        yield f"{fix} {fixes.get(fix, '')}".strip()
    for name in FACTS:
        value = after.get(name)
        if event.verb in ("new", "import") and name not in OPENING:
            continue
        if event.verb == "request" and name in SAID:
            continue
        if value is None or value == "" or (name == "minutes" and not value):
            continue
        yield _fact(event, name, value, zone)


def _related(after: Mapping[str, object], others: Mapping[int, str]) -> Iterator[str]:
    """Another ticket that an event tells of: its number and subject."""
    left = after.get("left_open")
    if isinstance(left, Sequence):
        yield _("left open: {tickets}").format(tickets=", ".join(map(str, left)))
    tie = after.get("tie")
    for name, pattern in OTHERS.items():
        other = after.get(name)
        if isinstance(other, int):
            if tie is not None and (way := TIES.get((name.removeprefix("un"), str(tie)))):
                pattern = way
            ticket = f"{other}, {others.get(other, '')}".removesuffix(", ")
            yield _(pattern).format(ticket=ticket)


def named(events: Iterable[EventRow]) -> set[int]:
    """The numbers of the other tickets that a history tells of."""
    there = (event.after.get(name) for event in events for name in OTHERS)
    return {other for other in there if isinstance(other, int)}


def _lacks(wanted: Sequence[object]) -> str:
    """What the receiving tier wants to see, and it is not there."""
    from frontdesk.decision.words import want_words

    return _("lacks {what}").format(what=", ".join(want_words(str(code)) for code in wanted))


def _warning(after: Mapping[str, object]) -> Iterator[str]:
    """Which clock, how much of it was used, who was told."""
    clock, share, informed = after.get("clock"), after.get("share"), after.get("informed")
    if isinstance(clock, str) and isinstance(share, float | int):
        yield _("{clock} {share} used").format(
            clock=clock_words(Clock(clock)), share=amounts.percent(share)
        )
    if isinstance(informed, Sequence) and informed:
        yield _("told {who}").format(who=", ".join(map(str, informed)))


def _fact(event: EventRow, name: str, value: object, zone: tzinfo) -> str:
    if name == "minutes":
        return _("{n} min").format(n=value)
    if name == "team":
        return f"→ {value}"
    if name == "step":
        return _("at step {n}").format(n=value)
    if name == "checked":
        return _("checked by {how}").format(how=value)
    if name == "steps" and isinstance(value, Sequence):
        return _("steps {done}").format(done=", ".join(map(str, value)) or "–")
    if name == "order":
        return _("repair order {n}").format(n=value)
    said = _said(name, value, zone)
    before = event.before.get(name)
    if event.verb == "edit" and before not in (None, ""):
        return f"{codes.field(name)} {_said(name, before, zone)} → {said}"
    return said.replace("_", " ")


def _said(name: str, value: object, zone: tzinfo) -> str:
    if isinstance(value, datetime):
        return dates.moment(value.astimezone(zone))
    return codes.value(name, value)


def _text(event: EventRow) -> str | None:
    texts = event.texts
    there = [name for name in SPOKEN if name in texts]
    if event.verb in ("new", "import", "try_worked"):
        # The subject stands above, the fix's title beside.
        there = [name for name in there if name == "words"]
    if not there:
        return None
    text = texts[there[0]]
    said = _("(erased)") if text is None else text
    if without := texts.get("lacking"):
        said += "\n" + _("It goes without what was wanted: {why}").format(why=without)
    return said

"""What the contact form reads while somebody types, and how it is filed. Runs in threads.

Looking writes nothing: the live route is read-only evidence and the pure ``decide``. Filing is
one verb of the desk; a refusal leaves everything as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.terms import Direction, DraftKind, Kind, Money, Priority, Route, Subject
from frontdesk.widgets.contact_typed import Piece, Typed, newcomer_of, piece_of
from frontdesk.words import fold

if TYPE_CHECKING:
    from frontdesk.decision.facts import Evidence
    from frontdesk.decision.glance import Offers
    from frontdesk.decision.outcome import Decision, Option, Target
    from frontdesk.desk.office import Office
    from frontdesk.insight.evidence import HalfTyped
    from frontdesk.rows import AssetRow, Done, FixRow, ListRow, RequesterRow

MOST = 8
"""Completions of one field, and known fixes looked at."""


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One way that the contact can go.

    Attributes:
        words: what it is; ``record``: of a known fix: ``41/46, 6 min``; ``chance`` 0 to 1.
        late: whether it would not keep the promise of a resolution.
    """

    key: str
    route: Route
    target: Target
    words: str
    chance: float
    cost: Money
    record: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What is shown beside the form.

    Attributes:
        routes: those that are allowed, the proposed one first; empty while nothing is said.
        summary: the proposed one in a sentence; ``why``: what decided, in sentences; ``promise``:
            what becomes of the promised resolution; ``offers``: who resolved tickets like it.
        past_alike: how resolved tickets like it ended; ``near``: whether something larger goes on.
        category: the code that the policy guesses, ``label`` its name; empty without a guess.
    """

    caller: RequesterRow | None = None
    open: tuple[ListRow, ...] = ()
    past: int = 0
    assets: tuple[AssetRow, ...] = ()
    routes: tuple[RouteLine, ...] = ()
    summary: str = ""
    why: tuple[str, ...] = ()
    promise: str = ""
    offers: Offers | None = None
    past_alike: str = ""
    near: str = ""
    category: str = ""
    label: str = ""
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """What came of filing.

    Attributes:
        route: what was carried out; ``fix``: of a local fix, which; ``orders``: repair orders.
        words: what is to be done now, in words.
    """

    number: int
    done: Done
    route: Route | None
    fix: int | None
    orders: tuple[int, ...]
    words: str


def callers(office: Office, typed: str) -> list[RequesterRow]:
    """People of the register by name, mail address or the digits of a telephone number."""
    from frontdesk import insight

    return list(insight.people.requesters(office.store, typed, limit=MOST))


def equipment(office: Office, typed: str, requester: str) -> list[AssetRow]:
    """Equipment by tag, serial or model: an exact one first, then the caller's own."""
    from frontdesk import insight

    found = list(
        insight.people.assets(office.store, typed, requester=requester or None, limit=MOST)
    )
    wanted = fold(typed.strip())
    found.sort(
        key=lambda row: (
            wanted not in (fold(row.tag), fold(row.serial or "")),
            not requester or row.requester != requester,
        )
    )
    return found


def owner(office: Office, tag: str) -> RequesterRow | None:
    """Whose a piece of equipment is; ``None`` for what is nobody's."""
    from frontdesk import insight

    code = insight.people.asset(office.store, tag).requester
    return insight.people.requester(office.store, code) if code else None


def sites(office: Office) -> list[tuple[str, str]]:
    """Code and name of every place."""
    from frontdesk import insight

    rows = insight.register.rows(office.store, Subject.SITE)
    return [(str(row["code"]), str(row["name"])) for row in rows]


def types(office: Office) -> list[str]:
    """The types of equipment that the register has, or the policy speaks of."""
    from frontdesk import insight

    spoken = [each.asset_types or () for each in office.policy.categories]
    return sorted(set(insight.people.asset_types(office.store)).union(*spoken))


def look(office: Office, typed: Typed) -> Sight:
    """Everything that is shown beside the form as it stands."""
    from frontdesk import insight

    store, policy = office.store, office.policy
    caller = insight.people.requester(store, typed.requester) if typed.requester else None
    known = insight.people.of_requester(store, typed.requester) if typed.requester else None
    half = _half(office, typed)
    sight = Sight(
        caller=caller,
        open=tuple(known[0]) if known else (),
        past=len(known[1]) if known else 0,
        assets=tuple(known[2]) if known else (),
        category=half.category or "",
        label=_label(office, half.category),
        priority=policy.priority(typed.impact, typed.urgency),
    )
    if not half.subject:
        return sight
    decision, evidence = insight.evidence.preview(store, policy, half, office.now())
    fixes = insight.fixes.matching(
        store,
        f"{half.subject} {half.words}"[:4000],
        asset_type=_type(office, typed),
        category=half.category,
        limit=MOST,
    )
    sight = replace(sight, past_alike=past_alike(evidence), near=near_words(decision))
    return _with_routes(sight, decision, {each.fix: each for each in fixes})


def past_alike(evidence: Evidence) -> str:
    """How resolved tickets like it ended: ``fix 31 (2), Network (1)``; empty without any."""
    names = {team.code: team.name for team in evidence.teams}
    ends = Counter(
        _("fix {fix}").format(fix=each.fix)
        if each.fix is not None
        else names.get(each.team or "", each.team or _("nobody's team"))
        for each in evidence.alike
    )
    return ", ".join(f"{end} ({n})" for end, n in ends.most_common())


def near_words(decision: Decision) -> str:
    """Whether something larger goes on at its site; empty where nobody could look."""
    from frontdesk.routing import reason_words

    seen = next((each for each in decision.reasons if each.stage.value == "outbreak"), None)
    if seen is None or seen.verdict.value == "unknown":
        return ""
    return reason_words(seen) if seen.facts.get("count") else _("nothing larger going on")


def _with_routes(sight: Sight, decision: Decision, fixes: Mapping[int, FixRow]) -> Sight:
    from frontdesk.decision.glance import LEARNED, offers, promise_words
    from frontdesk.decision.words import summary
    from frontdesk.widgets.receipt import decided_words

    promise, learned = promise_words(decision), offers(decision)
    why = tuple(each for each in decided_words(decision, LEARNED) if each != promise)
    return replace(
        sight,
        routes=routes_of(decision, fixes),
        summary=summary(decision),
        why=why,
        promise=promise,
        offers=learned,
    )


def routes_of(decision: Decision, fixes: Mapping[int, FixRow]) -> tuple[RouteLine, ...]:
    """The ways that a decision allows, the best first.

    Args:
        fixes: known fixes by number, for their record.
    """
    from frontdesk.decision.words import names, option_words

    known = names(decision)
    return tuple(
        RouteLine(
            option.key,
            option.route,
            option.target,
            _short(option, known) or option_words(option, decision),
            option.p_success,
            option.expected_cost,
            record(fixes.get(option.target.fix)) if option.target.fix is not None else "",
            option.meets_promise is False,
        )
        for option in decision.options
        if option.allowed
    )


def _short(option: Option, known: Mapping[str, str]) -> str:
    """What is read first: a fix by its name, a team or person without tier; of others nothing."""
    who = option.target.assignee if option.route is Route.ASSIGN else None
    name = known.get(f"person:{who}" if who else option.key)
    if not name:
        return ""
    return {
        Route.LOCAL_FIX: _("Fix {fix}  {name}"),
        Route.ASSIGN: _("Give it to {name}") if who else _("Let {name} work on it"),
        Route.ESCALATE: _("Escalate it to {name}"),
    }.get(option.route, "").format(fix=option.target.fix, name=name)


def record(fix: FixRow | None) -> str:
    """How often a fix worked and how long it takes: ``41/46, 6 min``."""
    if fix is None:
        return ""
    minutes = _("{n} min").format(n=fix.minutes)
    return f"{fix.worked}/{fix.tries}, {minutes}" if fix.tries else _("untried, ") + minutes


def _type(office: Office, typed: Typed) -> str | None:
    from frontdesk import insight

    if typed.asset:
        return insight.people.asset(office.store, typed.asset).type
    return typed.piece or None


def _piece(typed: Typed) -> Piece | None:
    """The equipment that is to be entered in the register."""
    return piece_of(typed.equipment, [typed.piece]) if typed.piece else None


def _half(office: Office, typed: Typed) -> HalfTyped:
    """The form as the decision sees it: with the guessed category, and its kind."""
    from frontdesk.decision.facts import Equipment
    from frontdesk.insight.evidence import HalfTyped

    category = typed.category or None
    if category is None:
        said = f"{typed.subject} {typed.said}"
        guessed = office.policy.guess_category(said[:4000], _type(office, typed))
        category = guessed.code if guessed is not None else None
    new = _piece(typed)
    return HalfTyped(
        subject=typed.subject,
        words=typed.said,
        requester=typed.requester or None,
        asset=typed.asset or None,
        piece=Equipment(new.tag, new.type, new.model) if new else None,
        site=typed.place or None,
        category=category,
        channel=typed.channel,
        kind=typed.kind or _kind(office, category),
        impact=typed.impact,
        urgency=typed.urgency,
    )


def _kind(office: Office, category: str | None) -> Kind:
    known = office.policy.category(category)
    return known.kind if known is not None else Kind.INCIDENT


def _label(office: Office, category: str | None) -> str:
    known = office.policy.category(category)
    return known.label if known is not None else ""


def _unregistered(typed: Typed) -> dict[str, object]:
    """Who and what is to be entered in the register with the ticket."""
    from frontdesk.desk.inputs import NewEquipment, NewRequester, checked

    found: dict[str, object] = {}
    if typed.newcomer and not typed.requester:
        new = newcomer_of(typed.who)
        person = {"name": new.name, "email": new.email, "phone": new.phone}
        found["newcomer"] = checked(NewRequester, person)
    if (piece := _piece(typed)) is not None:
        given = {"tag": piece.tag, "type": piece.type, "model": piece.model}
        found["equipment"] = checked(NewEquipment, given)
    return found


def file(office: Office, typed: Typed, chosen: RouteLine | None, minutes: int) -> Filed:
    """Files the form as a ticket.

    Args:
        chosen: the route that the person chose; ``None``: the one that the desk decides for.
        minutes: how long the contact took.

    Raises:
        FrontdeskError: the desk refused; nothing has changed.
    """
    from frontdesk import desk, insight
    from frontdesk.desk.inputs import Chosen, NewTicket, checked

    half = _half(office, typed)
    values: dict[str, object] = {
        "subject": half.subject,
        "words": half.words,
        "requester": half.requester or "unknown",
        "channel": half.channel,
        "kind": half.kind,
        "category": half.category,
        "asset": half.asset,
        "site": half.site,
        "impact": half.impact,
        "urgency": half.urgency,
        "minutes": minutes,
        **_unregistered(typed),
    }
    if chosen is not None:
        values["chosen"] = Chosen(route=chosen.route, target=chosen.target)
    done = desk.intake.open_ticket(
        office, checked(NewTicket, values), operation=typed.operation or None
    )
    number = done.numbers[0]
    ticket = insight.tickets.ticket(office.store, number)
    decision = insight.receipts.latest(office.store, number)
    route = chosen.route if chosen is not None else decision.route if decision else None
    target = chosen.target if chosen is not None else decision.target if decision else None
    words = chosen.words if chosen is not None else _words(decision)
    fix = target.fix if target is not None and route is Route.LOCAL_FIX else None
    return Filed(number, done, route, fix, ticket.repairs, words)


def _words(decision: Decision | None) -> str:
    from frontdesk.decision.words import option_words

    return option_words(decision.chosen, decision) if decision is not None else ""


def add_to(office: Office, typed: Typed, number: int, minutes: int) -> Done:
    """Adds the contact to a ticket that is open, instead of opening another."""
    from frontdesk import desk

    text = "\n".join(each for each in (typed.what.strip(), typed.said) if each)
    return desk.intake.contact(
        office,
        number,
        channel=typed.channel,
        direction=Direction.IN,
        minutes=minutes,
        text=text,
        operation=typed.operation or None,
    )


def load_draft(office: Office) -> dict[str, str]:
    """The form as it was left; empty when there is none."""
    from frontdesk import desk

    return desk.drafts.load(office, DraftKind.CONTACT, None) or {}


def save_draft(office: Office, body: dict[str, str]) -> bool:
    """Keeps the form; an empty one is forgotten. Not one that has been filed: then ``False``."""
    from frontdesk import desk

    return desk.drafts.save(office, DraftKind.CONTACT, None, body)

"""Every verb of the desk is taken back whole, or says what helps instead: none has no answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from frontdesk import desk
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.reversible import KNOWN, LASTING, REVERSIBLE, TURNING
from frontdesk.errors import OvertakenError, RefusedError
from frontdesk.models import Row
from frontdesk.rows import Done
from frontdesk.store import tables as t
from frontdesk.store.ledger import canonical
from frontdesk.store.unit import Store
from frontdesk.terms import KeptKind, Pending, Resolution, Subject, Tie
from tests import desks
from tests.conftest import Enter
from tests.screens.consoles import ticket

TRAIL = {"event", "operation", "text", "blob", "blob_piece", "seal", "decision", "clock_result"}
"""What is only ever added to, or follows from it."""
LEARNED = {"learned", "team_record", "ticket_words"}
FOLLOWS = {"version", "updated_at", "decision_id"}
DAY = date(2026, 12, 1)
STEPS = '[{"verb": "take"}, {"verb": "resolve", "code": "fixed", "text": "reseated"}]'
VIEW = {"query": "status:open"}
REGISTER: dict[Subject, tuple[str, dict[str, object]]] = {
    Subject.SITE: ("poznan", {"name": "Poznań Old Town"}),
    Subject.TEAM: ("network", {"tier": 3}),
    Subject.AGENT: ("ola", {"name": "Ola B.", "skills": {"vpn": 4}, "wishes": ["printing"]}),
    Subject.PLAN: ("plus", {"entitled": False}),
    Subject.ORGANISATION: ("nowak", {"plan": "ended"}),
    Subject.REQUESTER: ("anna.nowak", {"name": "Anna Nowak-Lis", "phone": "", "language": "pl"}),
    Subject.VENDOR: ("northwell", {"days": 3}),
    Subject.ASSET: ("LAP-0001", {"state": "retired", "warranty_until": "2027-06-30"}),
}
"""An entry of each register, and what is changed of it."""


def stood(store: Store) -> dict[str, object]:
    """All that the store holds now, but for the trail and what follows from it."""
    found: dict[str, object] = {}
    with store.read() as connection:
        for name, table in Row.metadata.tables.items():
            if name in TRAIL | LEARNED:
                continue
            kept = [each for each in table.c if each.name not in FOLLOWS]
            rows = [row._asdict() for row in connection.execute(select(*kept))]
            found[name] = sorted(canonical(row) for row in rows if not _gone(row))
        latest = select(t.policy.c.text).order_by(t.policy.c.id.desc())
        found["policy"] = connection.execute(latest).scalars().first()
    return found


def _gone(row: dict[str, object]) -> bool:
    """Whether a row was taken back, or is a count of what was taught."""
    return bool(row.get("undone") or row.get("removed") or row.get("key") == "learned")


def some(office: Office, many: int = 2) -> list[int]:
    """Tickets with the front office."""
    return [ticket(office, f"Printer {n} is silent") for n in range(many)]


Deed = Callable[[Office], object]
Before = Callable[[Office], object]


def _taken(office: Office) -> None:
    desk.assign.take(office, some(office))


def _passed(office: Office) -> None:
    desk.assign.take(office, some(office))
    desk.escalate.escalate(office, [1], reason="beyond me", to="desktop", lacking="urgent")


def _resolved(office: Office) -> None:
    some(office)
    desk.outcome.resolve(office, [1, 2], code=Resolution.FIXED, text="done")


def _merged(office: Office) -> None:
    desk.merge.merge(office, some(office)[:1], into=2)


def _linked(office: Office) -> None:
    desk.links.link(office, some(office)[:1], to=2, tie=Tie.RELATED)


def _kept(office: Office) -> None:
    desk.kept.keep(office, KeptKind.VIEW, "hot", VIEW)


def _away(office: Office) -> None:
    desk.absence.add(office, "maja", since=DAY, until=DAY, deputy="ola", note="at the sea")


def _planned(office: Office) -> None:
    desk.roster.day(office, "maja", DAY, [("08:00", "12:00"), ("13:00", "24:00")])


def _edited(subject: Subject) -> Deed:
    code, values = REGISTER[subject]
    return lambda office: desk.register.edit(office, subject, code, values)


def _part(office: Office) -> None:
    desk.register.add(
        office, Subject.PART, {"code": "roller", "name": "Roller", "stock": {"poznan": 3}}
    )


def adopt(office: Office) -> Done:
    return desk.policies.adopt(office, desks.resource_text("policy.toml") + "# reviewed\n")


SCENARIOS: dict[str, tuple[Before, Deed]] = {
    "take": (some, lambda o: desk.assign.take(o, [1, 2])),
    "assign": (some, lambda o: desk.assign.assign(o, [1, 2], to="emil")),
    "unassign": (_taken, lambda o: desk.assign.unassign(o, [1, 2])),
    "route": (some, lambda o: desk.route.route(o, [1, 2])),
    "escalate": (
        some,
        lambda o: desk.escalate.escalate(o, [1], reason="hard", to="desktop", lacking="urgent"),
    ),
    "accept": (_passed, lambda o: desk.escalate.accept(o, [1])),
    "return": (_passed, lambda o: desk.escalate.return_incomplete(o, [1], missing="serial")),
    "hand_back": (_passed, lambda o: desk.escalate.hand_back(o, [1], instructions="reseat")),
    "decline": (_taken, lambda o: desk.escalate.decline(o, [1], reason="not mine")),
    "handover": (_taken, lambda o: desk.handover.hand_over(o, giver="berit", to="ola")),
    "balance": (some, lambda o: desk.handover.balance(o, {1: "ola", 2: "maja"})),
    "edit": (some, lambda o: desk.edit.edit(o, [1, 2], {"category": "vpn", "subject": "VPN"})),
    "wait": (some, lambda o: desk.work.wait(o, [1, 2], reason=Pending.PART)),
    "resolve": (
        some,
        lambda o: desk.outcome.resolve(o, [1, 2], code=Resolution.FIXED, text="done"),
    ),
    "reopen": (_resolved, lambda o: desk.outcome.reopen(o, [1, 2], reason="not yet")),
    "close": (_resolved, lambda o: desk.outcome.close(o, [1, 2])),
    "cancel": (some, lambda o: desk.outcome.cancel(o, [1, 2], reason="by mistake")),
    "merge": (lambda o: some(o, 3), lambda o: desk.merge.merge(o, [1, 2], into=3)),
    "unmerge": (_merged, lambda o: desk.merge.unmerge(o, [1])),
    "link": (some, lambda o: desk.links.link(o, [1], to=2, tie=Tie.CHILD)),
    "unlink": (_linked, lambda o: desk.links.unlink(o, [1], to=2, tie=Tie.RELATED)),
    "attach": (some, lambda o: desk.attachments.attach(o, 1, name="a.txt", data=b"x")),
    "request": (
        some,
        lambda o: desk.request.serve(o, 1, desk.request.Served("password-reset", "staff badge")),
    ),
    "try_worked": (some, lambda o: desk.fix.attempt(o, 1, fix=1, worked=True)),
    "try_failed": (some, lambda o: desk.fix.attempt(o, 1, fix=1, worked=False)),
    "macro": (some, lambda o: desk.macros.run(o, desk.macros.parse(STEPS), [1, 2])),
    "keep": (_kept, lambda o: desk.kept.keep(o, KeptKind.VIEW, "hot", {"query": "pri:1"})),
    "drop": (_kept, lambda o: desk.kept.drop(o, KeptKind.VIEW, "hot")),
    "policy_adopt": (lambda _o: None, adopt),
    "fix_edit": (
        lambda _o: None,
        lambda o: desk.knowledge.edit(
            o, 1, {"title": "Account locked", "symptom": "", "steps": ["Ask.", "Unlock."]}
        ),
    ),
    "absence": (lambda _o: None, _away),
    "absence_end": (_away, lambda o: desk.absence.end(o, 1, back=DAY)),
    "shift_edit": (_planned, lambda o: desk.roster.day(o, "maja", DAY, None)),
    "shift_import": (
        _planned,
        lambda o: desk.roster.load(
            o,
            [
                (1, {"agent": "maja", "date": DAY.isoformat(), "off": True}),
                (2, {"agent": "ola", "since": DAY.isoformat(), "until": DAY.isoformat()}),
            ],
        ),
    ),
    **{f"{subject}_edit": (lambda _o: None, _edited(subject)) for subject in REGISTER},
    "part_edit": (
        _part,
        lambda o: desk.register.stock(o, [{"part": "roller", "site": "poznan", "count": 9}]),
    ),
}
"""By verb: what happens before, and what is done and taken back."""


def test_every_verb_that_can_be_taken_back_is_tried_here() -> None:
    assert set(SCENARIOS) == REVERSIBLE
    assert not REVERSIBLE & LASTING.keys()
    assert REVERSIBLE | LASTING.keys() | TURNING == KNOWN


@pytest.mark.parametrize("verb", sorted(SCENARIOS))
def test_what_is_taken_back_stands_as_before_and_comes_again(
    verb: str, enter: Enter, store: Store
) -> None:
    office = enter("berit")
    before, deed = SCENARIOS[verb]
    before(office)
    first = stood(store)
    deed(office)
    done = stood(store)
    assert done != first
    assert desk.deeds.latest(office)[0].verb == verb
    desk.undo.undo(office)
    assert stood(store) == first
    desk.undo.redo(office)
    assert stood(store) == done
    desk.undo.undo(office)
    assert stood(store) == first
    assert desk.trust.verify(office) is not None


@pytest.mark.parametrize("verb", sorted(LASTING))
def test_what_lasts_says_what_helps_instead(verb: str, enter: Enter) -> None:
    office = enter("berit")
    with acting(office, verb) as act:
        act.record(Subject.STORE, 1, verb, {}, {})
    event = act.entries[0].event
    with pytest.raises(RefusedError, match="cannot be undone") as refusal:
        desk.undo.undo(office, event)
    assert refusal.value.hint == LASTING[verb]


def test_a_verb_of_which_nobody_said_whether_it_lasts_cannot_be_done(enter: Enter) -> None:
    with pytest.raises(ValueError, match="does not say whether tidy"), acting(enter(), "tidy"):
        pass


OVERTAKING: dict[str, Deed] = {
    "keep": lambda o: desk.kept.keep(o, KeptKind.VIEW, "hot", {"query": "pri:2"}),
    "drop": lambda o: desk.kept.keep(o, KeptKind.VIEW, "hot", {"query": "pri:2"}),
    "fix_edit": lambda o: desk.knowledge.edit(o, 1, {"title": "Locked"}),
    "absence": lambda o: desk.absence.end(o, 1, back=DAY),
    "shift_edit": lambda o: desk.roster.day(o, "maja", DAY, []),
    "requester_edit": lambda o: desk.register.edit(
        o, Subject.REQUESTER, "anna.nowak", {"name": "Anna"}
    ),
    "part_edit": lambda o: desk.register.stock(
        o, [{"part": "roller", "site": "poznan", "count": 1}]
    ),
    "policy_adopt": lambda o: desk.policies.adopt(o, desks.resource_text("policy.toml") + "# x\n"),
}


@pytest.mark.parametrize("verb", sorted(OVERTAKING))
def test_what_has_been_changed_since_is_not_taken_back(
    verb: str, enter: Enter, store: Store
) -> None:
    office = enter("berit")
    before, deed = SCENARIOS[verb]
    before(office)
    deed(office)
    event = desk.deeds.latest(office)[0].event
    OVERTAKING[verb](office)
    stands = stood(store)
    with pytest.raises(OvertakenError, match=r"berit has (changed it|adopted another one) since"):
        desk.undo.undo(office, event)
    assert stood(store) == stands


def test_adoptions_are_taken_back_one_after_the_other_each_with_an_event(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    shipped = desks.resource_text("policy.toml")
    for name in ("one", "two"):
        desk.policies.adopt(office, f"{shipped}# {name}\n")

    def in_force() -> str:
        return str(stood(store)["policy"]).removeprefix(shipped).strip()

    done = desk.undo.undo(office)
    assert (in_force(), done.about[:13]) == ("# one", "policy " + office.policy.hash[:6])
    desk.undo.undo(office)
    assert in_force() == ""
    desk.undo.redo(office)
    desk.undo.redo(office)
    assert in_force() == "# two"
    with store.read() as connection:
        verbs = connection.execute(
            select(t.event.c.verb).where(t.event.c.subject == Subject.POLICY).order_by(t.event.c.id)
        )
        assert list(verbs.scalars()) == ["adopt", "adopt", "undo", "undo", "redo", "redo"]


def test_others_take_an_adoption_back_only_if_they_may_adopt(enter: Enter) -> None:
    berit = enter("berit")
    desk.policies.adopt(berit, desks.resource_text("policy.toml") + "# one\n")
    event = desk.deeds.latest(berit)[0].event
    with pytest.raises(RefusedError, match="supervisors"):
        desk.undo.undo(enter("maja"), event)
    assert desk.undo.undo(enter("root"), event).about.startswith("policy ")


def test_words_of_a_person_that_were_erased_do_not_come_back(enter: Enter, store: Store) -> None:
    office = enter("berit")
    desk.register.edit(office, Subject.REQUESTER, "anna.nowak", {"name": "Anna Nowak-Lis"})
    with store.write() as unit:
        unit.session.connection().execute(t.text.update().values(body=None, salt=None))
        unit.commit()
    with pytest.raises(RefusedError, match="the text of name has been erased"):
        desk.undo.undo(office)


def test_an_absence_comes_back_only_where_it_still_fits(enter: Enter) -> None:
    office = enter("berit")
    _away(office)
    ended = desk.absence.end(office, 1, back=DAY)
    assert ended.made == 1
    event = desk.deeds.latest(office)[0].event
    desk.absence.add(enter("maja"), "maja", since=DAY, until=DAY + timedelta(days=2))
    with pytest.raises((OvertakenError, RefusedError), match=r"away from|has changed it since"):
        desk.undo.undo(office, event)

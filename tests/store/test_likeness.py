"""Tickets that are alike are found at once, from every desk, also after changes and repairs."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from frontdesk import desk, insight
from frontdesk.desk.adopted import Adopted
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.insight.similar import Around, around
from frontdesk.models import Site
from frontdesk.policy import Outbreak
from frontdesk.routing import Alike, Case
from frontdesk.store import likeness
from frontdesk.store.unit import Store
from frontdesk.terms import Resolution, Status
from tests.conftest import Clock, Enter
from tests.desks import NOW

TOLD = (
    ("Badge reader at the gate", "the badge reader blinks and the gate stays shut"),
    ("Docking station", "two monitors stay dark on the docking station"),
    ("Payroll form", "the payroll form cannot be printed"),
)


def opened(office: Office, subject: str, words: str = "", **more: str) -> int:
    new = NewTicket(subject=subject, words=words, **more)  # type: ignore[arg-type]
    return desk.intake.open_ticket(office, new).numbers[0]


def resolved(office: Office, subject: str, words: str = "", **more: str) -> int:
    number = opened(office, subject, words, **more)
    desk.outcome.resolve(office, [number], code=Resolution.FIXED, text="done")
    return number


def look(
    store: Store,
    subject: str,
    words: str = "",
    *,
    now: datetime = NOW,
    before: datetime | None = None,
    site: str | None = None,
) -> Around:
    case = Case(subject=subject, words=words, now=now, site=site)
    with store.read() as connection:
        return around(connection, case, Outbreak(), before=before)


def numbers(found: tuple[Alike, ...]) -> list[int]:
    return [each.number for each in found]


@pytest.fixture
def office(enter: Enter) -> Office:
    berit = enter("berit")
    for subject, words in TOLD:
        resolved(berit, subject, words)
    return berit


def test_the_likest_comes_first_and_why_is_told(office: Office) -> None:
    (first, *_others) = look(office.store, "the badge reader blinks").alike
    assert first.number == 1
    assert set(first.words) >= {"badge", "reader", "blinks"}
    assert first.team is not None
    assert first.tier is not None
    assert first.seconds == 0


def test_nothing_shared_finds_nothing(office: Office) -> None:
    assert look(office.store, "xyzzy plugh").alike == ()
    assert look(office.store, "").alike == ()


def test_open_tickets_duplicates_and_the_ticket_itself_are_no_precedents(office: Office) -> None:
    still = opened(office, *TOLD[0])
    twin = opened(office, *TOLD[0])
    desk.outcome.resolve(office, [twin], code=Resolution.DUPLICATE, text="the same")
    found = numbers(look(office.store, *TOLD[0]).alike)
    assert 1 in found
    assert not {still, twin} & set(found)
    with office.store.read() as connection:
        case = insight.evidence.case_of(connection, 1, NOW)
        assert 1 not in numbers(around(connection, case, Outbreak()).alike)


def test_other_equipment_category_and_site_make_less_alike(office: Office) -> None:
    same, other = (resolved(office, "lamp flickers", category=c) for c in ("printing", "wifi"))
    case = Case(subject="lamp flickers", words="", now=NOW, category="printing")
    with office.store.read() as connection:
        found = around(connection, case, Outbreak()).alike
    assert numbers(found)[:2] == [same, other]
    assert found[0].same_category
    assert not found[1].same_category
    assert found[0].likeness > found[1].likeness


def test_an_edit_an_undo_and_an_index_made_anew_find_the_same(office: Office) -> None:
    desk.outcome.reopen(office, [1], reason="again")
    desk.edit.edit(office, [1], {"subject": "Turnstile", "body": "rattles"})
    desk.outcome.resolve(office, [1], code=Resolution.FIXED, text="oiled")
    assert numbers(look(office.store, "turnstile rattles").alike) == [1]
    assert look(office.store, *TOLD[0]).alike == ()
    before = _kept(office.store)
    desk.trust.rebuild(office.store.place.path)
    assert _kept(office.store) == before
    assert numbers(look(office.store, "turnstile rattles").alike) == [1]


def _kept(store: Store) -> dict[int, bytes]:
    with store.read() as connection:
        return likeness.bags(connection, range(1, 50))


def test_a_preview_keeps_no_words(office: Office) -> None:
    before = _kept(office.store)
    opened(office.preview(), "never written")
    assert _kept(office.store) == before


def test_adopted_tickets_are_found_and_the_doctor_misses_none(office: Office) -> None:
    old = Adopted(
        row=1, external_ref="x1", subject="Sauna heater", words="the sauna heater hums",
        opened_at=NOW - timedelta(days=9), resolved_at=NOW - timedelta(days=8),
        team="desktop", tier=2,
    )  # fmt: skip
    desk.history.adopt(office, [old], past=True)
    (found,) = look(office.store, "sauna heater").alike
    assert (found.team, found.tier, found.seconds) == ("desktop", 2, 86_400)
    path = office.store.place.path
    assert [each.check for each in desk.trust.doctor(path) if not each.good] == []
    with office.store.write() as unit:
        unit.session.connection().exec_driver_sql("DELETE FROM ticket_words WHERE ticket_id = 2")
        unit.commit()
    assert [each.check for each in desk.trust.doctor(path) if not each.good] == ["search"]
    desk.trust.rebuild(path)
    assert numbers(look(office.store, *TOLD[1]).alike) == [2]


def test_what_happened_later_is_not_known_before(enter: Enter, clock: Clock) -> None:
    berit = enter("berit")
    early = resolved(berit, "gate stays shut")
    late = opened(berit, "gate stays shut again")
    clock.tick(hours=1)
    moment = clock.now
    clock.tick(hours=1)
    before = look(berit.store, "gate stays shut", before=moment).alike
    desk.outcome.resolve(berit, [late], code=Resolution.FIXED, text="done")
    resolved(berit, "gate stays shut, planted")
    assert look(berit.store, "gate stays shut", before=moment).alike == before
    assert numbers(before) == [early]
    assert len(look(berit.store, "gate stays shut").alike) == 3


def test_the_order_of_writing_makes_no_difference(enter: Enter) -> None:
    berit = enter("berit")
    told = [f"{a} {b}" for a in ("gate", "lamp", "badge") for b in ("shut", "dark", "lost")]
    places = {resolved(berit, subject): subject for subject in told}
    found = [(places[e.number], e.likeness) for e in look(berit.store, "gate dark").alike]
    ola = enter("ola")
    again = {resolved(ola, subject): subject for subject in reversed(told)}
    both = look(ola.store, "gate dark").alike
    latter = [(again[e.number], e.likeness) for e in both if e.number in again]
    assert found[0][0] == latter[0][0] == "gate dark"


def test_such_tickets_at_the_site_are_counted(enter: Enter, clock: Clock) -> None:
    berit = enter("berit")
    with berit.store.write() as unit:
        unit.session.add(Site(code="lund", name="Lund"))
        unit.commit()
    near = [opened(berit, "mail server unreachable", site="lund") for _each in range(3)]
    opened(berit, "mail server unreachable", site="poznan")
    opened(berit, "chair wobbles", site="lund")
    found = look(berit.store, "mail server unreachable", now=clock.now, site="lund").nearby
    assert found is not None
    assert (found.count, sorted(found.numbers), found.usual) == (3, near, 0.0)
    assert look(berit.store, "mail server unreachable", now=clock.now).nearby is None
    clock.tick(hours=5)
    later = look(berit.store, "mail server unreachable", now=clock.now, site="lund").nearby
    assert later is not None
    assert later.count == 0
    assert later.usual > 0.0


def test_another_process_finds_a_ticket_at_once(office: Office) -> None:
    program = (
        "import sys; from frontdesk.desk.office import Office; from frontdesk import desk;"
        "from frontdesk.desk.inputs import NewTicket; from frontdesk.terms import Resolution;"
        "office = Office.open(sys.argv[1], 'berit');"
        "n = desk.intake.open_ticket(office, NewTicket(subject='periscope fogs up')).numbers[0];"
        "desk.outcome.resolve(office, [n], code=Resolution.FIXED, text='wiped')"
    )
    subprocess.run([sys.executable, "-c", program, office.store.place.path], check=True)
    (found,) = look(office.store, "periscope").alike
    assert found.subject == "periscope fogs up"


def test_history_without_times_counts_as_resolved(office: Office) -> None:
    rows = [Adopted(row=1, external_ref="y", subject="anchor chain", status=Status.CLOSED)]
    desk.history.adopt(office, rows)
    (found,) = look(office.store, "anchor chain").alike
    assert (found.seconds, found.team) == (None, None)

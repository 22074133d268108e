"""The register: what it takes, what it refuses, and what stands on the trail."""

from __future__ import annotations

import json
from datetime import date

import pytest

from frontdesk import desk, insight
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import BadInputError, FrontdeskError, NotFoundError, RefusedError
from frontdesk.rows import Loaded
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Subject
from tests.conftest import Enter

ENTRIES = {
    Subject.SITE: {"code": "lund", "name": "Lund", "timezone": "Europe/Stockholm"},
    Subject.TEAM: {"code": "field", "name": "Field", "tier": "L2", "customer_contact": "no"},
    Subject.AGENT: {
        "login": "kim", "name": "Kim Ek", "team": "desktop", "site": "poznan",
        "skills": "printing=4, wifi", "languages": "sv, en", "authority": "4",
        "wishes": "vpn, network, vpn",
    },
    Subject.SHIFT: {"agent": "maja", "weekdays": "mon-wed", "starts": "8:00", "ends": "16:00"},
    Subject.PLAN: {"code": "gold", "name": "Gold"},
    Subject.ORGANISATION: {"code": "acme", "name": "Acme", "plan": "plus"},
    Subject.REQUESTER: {
        "code": "asa", "name": "Åsa Öberg", "email": "ASA@Example.com", "phone": "+46 8 555 02 03",
        "organisation": "nowak", "site": "poznan", "language": "sv",
    },
    Subject.VENDOR: {"code": "shop", "name": "Shop", "kind": "repair_shop", "types": "laptop, fax"},
    Subject.ASSET: {
        "tag": "FAX-1", "type": "fax", "requester": "anna.nowak", "vendor": "northwell",
        "warranty_until": "2027-02-28", "site": "poznan",
    },
    Subject.PART: {"code": "cord", "name": "Cord", "asset_types": "phone", "stock": "poznan=4"},
}  # fmt: skip


@pytest.mark.parametrize("subject", ENTRIES)
def test_what_is_added_is_listed_and_starts_a_chain_of_its_own(
    enter: Enter, store: Store, subject: Subject
) -> None:
    done = desk.register.add(enter("root"), subject, ENTRIES[subject])
    assert done.made is not None
    entry = insight.register.by_id(store, subject, done.made)
    assert entry in insight.register.rows(store, subject)
    key = str(entry.get("code") or entry.get("login") or entry.get("tag") or entry["number"])
    assert insight.register.row(store, subject, key) == entry
    events = insight.timeline.of_subject(store, subject, done.made)
    assert events[0].verb == "add"
    assert events[-1].seq == entry["version"]


def test_what_was_typed_becomes_what_is_meant(enter: Enter, store: Store) -> None:
    office = enter("root")
    for subject in (Subject.AGENT, Subject.SHIFT, Subject.ASSET, Subject.PART, Subject.TEAM):
        desk.register.add(office, subject, ENTRIES[subject])
    agent = insight.register.row(store, Subject.AGENT, "kim")
    assert agent["skills"] == {"printing": 4, "wifi": 3}
    assert agent["wishes"] == ["network", "vpn"]
    assert (agent["languages"], agent["team"], agent["authority"]) == (["sv", "en"], "desktop", 4)
    shifts = insight.register.rows(store, Subject.SHIFT)
    assert [(s["agent"], s["weekday"], s["starts"]) for s in shifts] == [
        ("maja", "mon", "08:00"), ("maja", "tue", "08:00"), ("maja", "wed", "08:00"),
    ]  # fmt: skip
    assert insight.people.asset(store, "FAX-1").warranty_until == date(2027, 2, 28)
    assert insight.register.row(store, Subject.PART, "cord")["stock"] == {"poznan": 4}
    assert insight.register.row(store, Subject.TEAM, "field")["customer_contact"] is False


def test_names_mail_and_telephone_stand_in_no_event(enter: Enter, store: Store) -> None:
    office = enter("root")
    made = desk.register.add(office, Subject.REQUESTER, ENTRIES[Subject.REQUESTER]).made
    desk.register.edit(office, Subject.REQUESTER, "asa", {"name": "Åsa Ek", "phone": ""})
    with store.read() as connection:
        rows = connection.execute(t.event.select()).mappings().all()
    trail = json.dumps([[row["before"], row["after"]] for row in rows])
    assert not any(word in trail for word in ("Öberg", "Åsa", "example.com", "555 02 03", "46855"))
    assert made is not None
    added, edited = insight.timeline.of_subject(store, Subject.REQUESTER, made)
    assert added.texts["name"] == "Åsa Öberg"
    assert (edited.before["name"], edited.texts["name"]) == ("Åsa Öberg", "Åsa Ek")


def test_an_edit_changes_what_was_given_and_nothing_else(enter: Enter, store: Store) -> None:
    office = enter("root")
    before = insight.register.row(store, Subject.ASSET, "LAP-0001")
    desk.register.edit(office, Subject.ASSET, "LAP-0001", {"model": "N15", "warranty_until": ""})
    after = insight.register.row(store, Subject.ASSET, "LAP-0001")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"model", "warranty_until", "version"}
    desk.register.edit(office, Subject.AGENT, "maja", {"skills": "fax=2"})
    assert insight.register.row(store, Subject.AGENT, "maja")["skills"] == {"fax": 2}


def test_what_somebody_wants_to_learn_is_set_taken_back_and_on_the_trail(
    enter: Enter, store: Store
) -> None:
    office = enter("root")
    done = desk.register.edit(office, Subject.AGENT, "maja", {"wishes": "vpn, network"})
    assert insight.register.row(store, Subject.AGENT, "maja")["wishes"] == ["network", "vpn"]
    people = {each.login: each for each in insight.load.people(store, office.now())}
    assert people["maja"].wishes == ("network", "vpn")
    assert people["ola"].wishes == ()
    same = desk.register.edit(office, Subject.AGENT, "maja", {"wishes": "network;vpn"})
    assert done.made is not None
    events = insight.timeline.of_subject(store, Subject.AGENT, done.made)
    assert [e.after["wishes"] for e in events if "wishes" in e.after] == [["network", "vpn"]]
    assert same.made == done.made
    desk.register.edit(office, Subject.AGENT, "maja", {"wishes": ""})
    assert insight.register.row(store, Subject.AGENT, "maja")["wishes"] == []


@pytest.mark.parametrize(
    ("subject", "values", "said"),
    [
        (Subject.SITE, {"code": "x", "name": "X", "timezone": "Europe/Stokholm"}, "timezone"),
        (Subject.SITE, {"code": "x", "name": ""}, "name"),
        (Subject.SITE, {"code": "x\x1b[2J", "name": "X"}, "code"),
        (Subject.SITE, {"code": "x", "nmae": "X"}, "nmae"),
        (Subject.TEAM, {"code": "x", "name": "X", "tier": 4}, "tier"),
        (Subject.AGENT, {"login": "x", "name": "X", "team": "desktp"}, "team"),
        (Subject.AGENT, {"login": "x", "name": "X", "team": "desktop", "skills": "a=9"}, "skills"),
        (Subject.AGENT, {"login": "x", "name": "X", "team": "desktop", "languages": "Swedish"},
         "languages"),
        (Subject.SHIFT, {**ENTRIES[Subject.SHIFT], "weekdays": "someday"}, "weekdays"),
        (Subject.SHIFT, {**ENTRIES[Subject.SHIFT], "starts": "25:00"}, "starts"),
        (Subject.SHIFT, {**ENTRIES[Subject.SHIFT], "ends": "08:00"}, "ends"),
        (Subject.REQUESTER, {"name": "X", "email": "nobody"}, "email"),
        (Subject.REQUESTER, {"name": "X", "phone": "call me"}, "phone"),
        (Subject.REQUESTER, {"name": "X" * 201}, "name"),
        (Subject.ASSET, {"tag": "X", "type": "fax", "warranty_until": "2026-02-30"},
         "warranty_until"),
        (Subject.ASSET, {"tag": "X", "type": "fax", "requester": "nobody"}, "requester"),
        (Subject.PART, {"code": "x", "name": "X", "stock": "poznan=-1"}, "stock"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_the_name_of_its_field(
    enter: Enter, store: Store, subject: Subject, values: dict[str, object], said: str
) -> None:
    before = insight.register.rows(store, subject)
    with pytest.raises(BadInputError, match=said):
        desk.register.add(enter("root"), subject, values)
    assert insight.register.rows(store, subject) == before


def test_codes_are_unique_and_stay(enter: Enter) -> None:
    office = enter("root")
    with pytest.raises(RefusedError, match="exists already"):
        desk.register.add(office, Subject.SITE, {"code": "poznan", "name": "P"})
    with pytest.raises(RefusedError, match="stays"):
        desk.register.edit(office, Subject.TEAM, "desktop", {"code": "desk"})
    with pytest.raises(RefusedError, match="exists already"):
        desk.register.edit(office, Subject.ASSET, "LAP-0001", {"tag": "PRN-0001"})
    desk.register.edit(office, Subject.ASSET, "LAP-0001", {"tag": "LAP-9999"})
    with pytest.raises(NotFoundError, match="LAP-0001"):
        desk.register.edit(office, Subject.ASSET, "LAP-0001", {"model": "x"})


def test_nobody_raises_themselves_and_the_last_administrator_stays(enter: Enter) -> None:
    with pytest.raises(RefusedError, match="administrators"):
        desk.register.edit(enter("berit"), Subject.AGENT, "berit", {"role": "administrator"})
    with pytest.raises(RefusedError, match="last administrator"):
        desk.register.edit(enter("root"), Subject.AGENT, "root", {"active": "no"})
    with pytest.raises(RefusedError, match="supervisors"):
        desk.register.add(enter("maja"), Subject.SITE, {"code": "x", "name": "X"})


def test_who_holds_tickets_cannot_leave_before_they_are_handed_over(enter: Enter) -> None:
    office = enter("berit")
    desk.intake.open_ticket(office, NewTicket(subject="No light", requester="anna.nowak"))
    desk.assign.assign(office, [1], to="ola")
    with pytest.raises(RefusedError, match="1 open ticket"):
        desk.register.edit(office, Subject.AGENT, "ola", {"active": "no"})
    desk.assign.assign(office, [1], to="maja")
    desk.register.edit(office, Subject.AGENT, "ola", {"active": "no"})


def test_windows_of_a_roster_do_not_meet(enter: Enter) -> None:
    office = enter("berit")
    desk.register.add(office, Subject.SHIFT, ENTRIES[Subject.SHIFT])
    late = {"agent": "maja", "weekdays": "tue", "starts": "16:00", "ends": "20:00"}
    desk.register.add(office, Subject.SHIFT, late)
    with pytest.raises(RefusedError, match="meets"):
        desk.register.add(office, Subject.SHIFT, {**late, "starts": "15:00"})
    with pytest.raises(RefusedError, match="meets"):
        desk.register.edit(office, Subject.SHIFT, "1", {"weekdays": "tue"})
    desk.register.edit(office, Subject.SHIFT, "1", {"ends": "12:00"})


ROWS = [
    {"tag": "A1", "type": "laptop", "site": ""},
    {"tag": "A2", "type": "fax", "warranty_until": "2027-01-01"},
    {"tag": "A3", "type": "fax", "warranty_until": "2027-13-01"},
    {"tag": "A1", "type": "fax"},
]


def test_a_bad_row_is_named_and_nothing_is_loaded(enter: Enter, store: Store) -> None:
    office = enter("berit")
    with pytest.raises(FrontdeskError, match="row 3, column warranty_until"):
        desk.register.load(office, Subject.ASSET, ROWS)
    with pytest.raises(FrontdeskError, match="row 4, column warranty_until"):
        desk.register.load(office, Subject.ASSET, ROWS, first=2)
    assert len(insight.register.rows(store, Subject.ASSET)) == 2
    loaded = desk.register.load(office, Subject.ASSET, ROWS, skip_bad=True)
    assert (loaded.added, [row for row, _why in loaded.skipped]) == (2, [3, 4])
    assert "row 1" in loaded.skipped[1][1]


def test_loading_again_changes_nothing_and_what_differs_is_changed(
    enter: Enter, store: Store
) -> None:
    office = enter("berit")
    people: list[dict[str, object]] = [
        {"name": "Åsa Öberg", "email": "asa@example.com"},
        {"name": "Ewa Lis", "phone": "+48 61 555 01 99"},
        {"name": "Ewa Lis"},
    ]
    counts = []
    for _ in range(2):
        loaded = desk.register.load(office, Subject.REQUESTER, people)
        counts.append((loaded.added, loaded.changed, loaded.unchanged))
    assert counts == [(3, 0, 0), (0, 0, 3)]
    codes = [row["code"] for row in insight.register.rows(store, Subject.REQUESTER, "ewa lis")]
    assert codes == ["ewa.lis", "ewa.lis.2"]
    people[0]["phone"] = "08 555 09 09"
    assert desk.register.load(office, Subject.REQUESTER, people).changed == 1
    assert insight.people.requesters(store, "5550909")[0].email == "asa@example.com"


def test_stock_is_set_by_part_and_site(enter: Enter, store: Store) -> None:
    office = enter("berit")
    desk.register.add(office, Subject.PART, ENTRIES[Subject.PART])
    rows = [{"part": "cord", "site": "poznan", "count": "7"}]
    assert desk.register.stock(office, rows).changed == 1
    assert desk.register.stock(office, rows).unchanged == 1
    assert insight.register.row(store, Subject.PART, "cord")["stock"] == {"poznan": 7}
    with pytest.raises(NotFoundError, match="row 1, column site"):
        desk.register.stock(office, [{**rows[0], "site": "lodz"}])


def test_a_preview_of_a_load_leaves_nothing(enter: Enter, store: Store) -> None:
    office = enter("berit").preview()
    loaded = desk.register.load(office, Subject.ASSET, ROWS[:2])
    assert loaded == Loaded(loaded.operation, added=2)
    assert len(insight.register.rows(store, Subject.ASSET)) == 2


def test_a_file_of_equipment_may_name_its_user_by_mail_or_name(enter: Enter, store: Store) -> None:
    rows = [
        {"tag": "X1", "type": "dock", "requester": "per.oberg@example.com"},
        {"tag": "X2", "type": "dock", "requester": "zofia.w"},
    ]
    desk.register.load(enter("berit"), Subject.ASSET, rows)
    owners = [insight.people.asset(store, tag).requester for tag in ("X1", "X2")]
    assert owners == ["per.oberg", "zofia.w"]

"""Event logs of another system: a closed ticket of each case, its events one by one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from frontdesk import desk, insight
from frontdesk.channels import logs
from frontdesk.channels.mapping import parse_map
from frontdesk.channels.report import ImportReport
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.rows import EventRow, TicketRow
from frontdesk.store import tables as t
from frontdesk.terms import Status, Subject
from tests.conftest import Enter
from tests.desk.working_views import in_views

MAP = """
[columns]
category = "product"
team = "org:group"            # for `import history`; a log says it by its events
[fields]
country = "country"
[constants]
subject = "incident"
[tiers]
".* 2nd( 3rd)?" = 2
".* 3rd" = 3
".*" = 1
[log]
case = "case"
activity = "activity"
team = "org:group"
person = "who"
at = "at"
resolved = ["Completed"]
closed = ["Closed"]
answered = ["Called"]
"""
HEAD = "case,activity,org:group,who,at,product,country"
CASE = (
    "c1,Queued,A1,ann,2024-03-01T09:00:00+01:00,p1,se",
    "c1,Accepted,B2 2nd,bob,2024-03-01T10:00:00+01:00,p2,no",
    "c1,Called,B2 2nd,bob,2024-03-01T10:30:00+01:00,p2,no",
    "c1,Queued,A1,bob,2024-03-01T11:00:00+01:00,p2,no",
    "c1,Completed,C3 3rd,maja,2024-03-01T12:00:00+01:00,p2,no",
    "c1,Accepted,C3 3rd,maja,2024-03-02T09:00:00+01:00,p2,no",
    "c1,Completed,C3 3rd,maja,2024-03-02T10:00:00+01:00,p2,no",
    "c1,Completed,C3 3rd,ann,2024-03-09T10:00:00+01:00,p2,no",
)
OPENED = datetime(2024, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def office(enter: Enter) -> Office:
    return enter("berit")


def bring(
    office: Office, tmp_path: Path, *rows: str, rules: str = MAP, skip_bad: bool = False
) -> ImportReport:
    path = tmp_path / "log.csv"
    path.write_text("\n".join([HEAD, *rows, ""]), "utf-8")
    return logs.log(office, path, parse_map(rules), skip_bad=skip_bad)


def refusal(office: Office, tmp_path: Path, *rows: str, rules: str = MAP) -> str:
    with pytest.raises(BadInputError) as caught:
        bring(office, tmp_path, *rows, rules=rules)
    with office.store.read() as connection:
        assert connection.execute(select(t.ticket.c.id)).first() is None
    return f"{caught.value.title} — {caught.value.hint}"


def ticket(office: Office, number: int = 1) -> TicketRow:
    return insight.tickets.ticket(office.store, number)


def events(office: Office, number: int = 1) -> list[EventRow]:
    return insight.timeline.events(office.store, number)


def test_a_case_becomes_a_closed_ticket_with_an_event_for_each(
    office: Office, tmp_path: Path
) -> None:
    report = bring(office, tmp_path, *CASE)
    found = ticket(office)
    assert (report.adopted, report.events, report.rows) == (1, 8, 8)
    assert (found.status, found.team, found.tier, found.hops) == (Status.CLOSED, "c3-3rd", 3, 3)
    assert (found.opened_at, found.version, found.imported) == (OPENED, 8, True)
    assert found.first_response_at == datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
    assert found.resolved_at == datetime(2024, 3, 2, 9, tzinfo=UTC)
    assert found.closed_at == datetime(2024, 3, 9, 9, tzinfo=UTC)
    assert (found.external_ref, found.subject) == ("c1", "incident")
    assert (found.category, found.facts) == ("p1", {"country": "se"})  # as it was opened
    assert found.cost.amount == 2200 + 6200 + 8500


def test_its_events_say_what_they_changed_in_the_words_of_the_field(
    office: Office, tmp_path: Path
) -> None:
    bring(office, tmp_path, *CASE)
    found = events(office)
    assert [event.verb for event in found] == [
        "import", "escalate", "reply", "hand_back", "resolve", "reopen", "resolve", "resolve",
    ]  # fmt: skip
    assert [event.texts["activity"] for event in found] == [row.split(",")[1] for row in CASE]
    assert [event.after.get("team") for event in found[:5]] == [
        "a1", "b2-2nd", None, "a1", "c3-3rd",
    ]  # fmt: skip
    assert [event.texts.get("person") for event in found] == [
        "ann", "bob", None, None, None, None, None, "ann",
    ]  # fmt: skip
    assert found[4].after["assignee"] == "maja"  # who works here is known
    assert found[4].actor == "maja"
    assert found[0].actor == "berit"


def test_the_chain_of_its_events_holds_and_every_one_is_marked(
    office: Office, tmp_path: Path
) -> None:
    bring(office, tmp_path, *CASE)
    assert desk.trust.verify(office).intact
    with office.store.read() as connection:
        own = t.event.c
        rows = connection.execute(
            select(own.seq, own.imported, own.after)
            .where(own.subject == Subject.TICKET)
            .order_by(own.seq)
        ).all()
    assert [row.seq for row in rows] == list(range(1, 9))
    assert all(row.imported for row in rows)
    assert not any("bob" in row.after or "Queued" in row.after for row in rows)
    people = [json.loads(row.after).get("person") for row in rows]
    assert people[0] == people[7]  # the same person of elsewhere has the same digest


def test_the_order_is_that_of_the_times_and_of_the_rows_among_equals(
    office: Office, tmp_path: Path
) -> None:
    same = CASE[1].replace("10:00:00", "09:00:00")
    bring(office, tmp_path, *reversed(CASE[4:]), CASE[0], same)
    assert [event.texts["activity"] for event in events(office)[:2]] == ["Queued", "Accepted"]
    assert ticket(office).opened_at == OPENED


def test_aftercare_is_no_reopening(office: Office, tmp_path: Path) -> None:
    after = "c1,Accepted,C3 3rd,maja,2024-03-10T10:00:00+01:00,p2,no"
    bring(office, tmp_path, *CASE[:5], after)
    assert [event.verb for event in events(office)][-2:] == ["resolve", "log"]
    assert ticket(office).resolved_at == datetime(2024, 3, 1, 11, tzinfo=UTC)


def test_a_closing_between_two_resolutions_is_no_reopening(office: Office, tmp_path: Path) -> None:
    closing = "c1,Closed,C3 3rd,maja,2024-03-01T13:00:00+01:00,p2,no"
    bring(office, tmp_path, *CASE[:5], closing, CASE[6])
    assert [event.verb for event in events(office)][-3:] == ["resolve", "close", "resolve"]


def test_a_case_that_was_never_resolved_is_closed_without_a_time_of_it(
    office: Office, tmp_path: Path
) -> None:
    bring(office, tmp_path, *CASE[:4])
    found = ticket(office)
    assert (found.status, found.resolved_at) == (Status.CLOSED, None)
    assert found.closed_at == datetime(2024, 3, 1, 10, tzinfo=UTC)


def test_a_case_of_one_event_is_opened_and_over_at_once(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, CASE[4])
    found = ticket(office)
    assert found.opened_at == found.resolved_at == found.closed_at


def test_a_case_that_goes_round_and_round_comes_in(office: Office, tmp_path: Path) -> None:
    rows = [
        f"c1,Queued,{'AB'[n % 2]},x{n},2024-03-01T{n // 60:02}:{n % 60:02}:00Z,p,se"
        for n in range(200)
    ]
    bring(office, tmp_path, *rows)
    assert ticket(office).hops == 199


def test_people_of_elsewhere_are_words_and_nobody_can_be_given_work(
    office: Office, tmp_path: Path
) -> None:
    before = insight.register.rows(office.store, Subject.AGENT)
    bring(office, tmp_path, *CASE)
    assert insight.register.rows(office.store, Subject.AGENT) == before


def test_teams_of_elsewhere_are_former_ones_and_are_offered_no_work(
    office: Office, tmp_path: Path
) -> None:
    report = bring(office, tmp_path, *CASE)
    assert report.teams == ("a1", "b2-2nd", "c3-3rd")
    assert not insight.register.row(office.store, Subject.TEAM, "a1")["active"]
    assert all(queue.team != "a1" for queue in insight.load.queues(office.store, office.now()))
    opened = desk.intake.open_ticket(
        office, NewTicket(subject="the printer eats paper", requester="per.oberg", channel="phone")
    )
    number = opened.changes[0].number
    receipt = insight.receipts.latest(office.store, number)
    assert receipt is not None
    assert not {"a1", "b2-2nd", "c3-3rd"} & {option.target.team for option in receipt.options}
    with pytest.raises(BadInputError, match="former team"):
        desk.assign.assign(office, [number], to="a1")
    with pytest.raises(RefusedError, match="former team"):
        desk.register.edit(office, Subject.AGENT, "maja", {"team": "a1"})


def test_nothing_of_it_stands_in_a_working_view(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, *CASE)
    assert in_views(office) == {0}


def test_a_second_import_changes_nothing(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, *CASE)
    before = events(office)
    again = bring(office, tmp_path, *CASE)
    assert (again.adopted, again.known, again.events, again.teams) == (0, 1, 0, ())
    assert events(office) == before


def test_a_dry_run_says_the_same_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    foreseen = bring(office.preview(), tmp_path, *CASE)
    with office.store.read() as connection:
        assert connection.execute(select(t.ticket.c.id)).first() is None
    done = bring(office, tmp_path, *CASE)
    assert (foreseen.adopted, foreseen.events, foreseen.teams) == (
        done.adopted, done.events, done.teams,
    )  # fmt: skip


BAD = [
    ("c1,Queued,A1,ann,,p,se", "row 3, column at: says no time"),
    ("c1,Queued,A1,ann,soon,p,se", "row 3, column at: “soon” is not a time"),
    ("c1,,A1,ann,2024-03-01T09:00:00+01:00,p,se", "row 3, column activity: says no activity"),
    (",Queued,A1,ann,2024-03-01T09:00:00+01:00,p,se", "row 3, column case: names no case"),
    ("c1,Queued,A1,ann,2024-03-01 09:00,p,se", "row 3, column at: times with a zone and without"),
    ("c1,Queued,A1", "row 3: has 3 cells"),
]


@pytest.mark.parametrize(("row", "said"), BAD)
def test_a_bad_row_is_named_by_row_and_column(
    office: Office, tmp_path: Path, row: str, said: str
) -> None:
    assert said in refusal(office, tmp_path, CASE[0], row)


def test_a_case_with_a_bad_row_is_left_out_whole(office: Office, tmp_path: Path) -> None:
    bad = "c1,Queued,A1,ann,soon,p,se"
    good = [row.replace("c1,", "c2,") for row in CASE]
    report = bring(office, tmp_path, *CASE, bad, *good, skip_bad=True)
    assert (report.adopted, report.skipped, report.cases_left_out) == (1, 1, 1)
    assert ticket(office).external_ref == "c2"
    assert report.bad == ("row 10, column at: “soon” is not a time in ISO 8601",)


def test_a_time_without_a_zone_is_taken_as_the_map_says(office: Office, tmp_path: Path) -> None:
    mixed = CASE[0].replace("T09:00:00+01:00", " 09:00")
    rules = f'timezone = "Europe/Stockholm"\n{MAP}'
    bring(office, tmp_path, mixed, *CASE[1:], rules=rules)
    assert ticket(office).opened_at == OPENED


def test_a_team_that_no_pattern_knows_is_named_with_the_nearest(
    office: Office, tmp_path: Path
) -> None:
    rules = MAP.replace('".*" = 1\n', "")
    said = refusal(office, tmp_path, *CASE, "c2,Queued,desktp,x,2024-03-01T09:00:00Z,p,se",
                   rules=rules)  # fmt: skip
    assert "row 2, column org:group: there is no team 'A1'" in said
    assert "row 10, column org:group: there is no team 'desktp'" in said


def test_a_tier_that_the_ladder_lacks_is_refused(office: Office, tmp_path: Path) -> None:
    said = refusal(office, tmp_path, *CASE, rules=MAP.replace("= 3", "= 6"))
    assert "C3 3rd would be on tier 6" in said


def test_an_activity_of_the_map_that_no_event_has_is_told(office: Office, tmp_path: Path) -> None:
    rules = MAP.replace('["Completed"]', '["Complete"]')
    report = bring(office, tmp_path, *CASE, rules=rules)
    assert ("Complete", "Completed") in report.unseen
    assert "no event is “Complete”; nearest: “Completed”" in report.lines()


def test_a_map_without_a_log_is_refused(office: Office, tmp_path: Path) -> None:
    assert "no [log]" in refusal(office, tmp_path, *CASE, rules=MAP.split("[log]")[0])


def test_whoever_may_not_import_is_refused(enter: Enter, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        bring(enter("maja"), tmp_path, *CASE)


def test_words_known_at_the_end_are_read_from_the_last_event(
    office: Office, tmp_path: Path
) -> None:
    rules = MAP.replace('category = "product"', 'resolution = "product"')
    bring(office, tmp_path, *CASE, rules=rules)
    assert ticket(office).resolution == "p2"

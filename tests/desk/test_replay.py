"""A policy over past tickets: only what was known at their opening counts; it can be resumed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from frontdesk import desk, insight
from frontdesk.channels import logs
from frontdesk.channels.mapping import parse_map
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.insight import replay
from frontdesk.insight.replay import running
from frontdesk.routing import Decision, to_json
from frontdesk.store import replays
from frontdesk.store import tables as t
from frontdesk.store.ledger import canonical
from frontdesk.terms import Channel, Resolution, Subject
from tests.conftest import Clock, Enter
from tests.logs import MAP

LOCKED = "Account locked after too many attempts"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "replays"


def told(office: Office, cache: Path, *, fresh: bool = False) -> replay.Replay:
    wanted = replay.Wanted(office.now())
    return replay.run(office.store, office.policy, wanted, where=cache, fresh=fresh)


def opened(office: Office, subject: str, **more: object) -> int:
    new = {"subject": subject, "requester": "zofia.w", "channel": Channel.PHONE} | more
    return desk.intake.open_ticket(office, NewTicket.model_validate(new)).numbers[0]


def worked_on(enter: Enter, clock: Clock) -> list[int]:
    """Some weeks at the desk: fixes that worked and failed, escalations, a repair, a reopening."""
    maja, nadia = enter("maja"), enter("nadia")
    numbers = []
    for week in range(4):
        clock.tick(days=7)
        for subject, login in (
            ("vpn tunnel drops every morning", "nadia"),
            ("wifi is slow upstairs", "nadia"),
            ("my account is locked, too many attempts", "maja"),
        ):
            clock.tick(minutes=20)
            sorted_in = {"category": "network"} if subject.startswith("wifi") else {}
            number = opened(maja, subject, asset="LAP-0001" if week % 2 else None, **sorted_in)
            numbers.append(number)
            clock.tick(minutes=5)
            if login == "maja":
                desk.assign.take(maja, [number])
                desk.fix.attempt(maja, number, fix=1, worked=week != 1, minutes=4)
                if week == 1:
                    desk.outcome.resolve(maja, [number], code=Resolution.FIXED, text="unlocked")
            else:
                if insight.tickets.ticket(maja.store, number).team != "network":
                    desk.escalate.escalate(
                        maja, [number], to="network", reason="not ours", lacking="known there"
                    )
                desk.assign.take(nadia, [number])
                clock.tick(hours=2)
                desk.outcome.resolve(nadia, [number], code=Resolution.FIXED, text="new profile")
    return numbers


def written(found: replay.Replay) -> dict[int, str]:
    return {
        one.went.number: canonical(to_json(found.decision(one.went.number)))
        for one in found.tickets
    }


def test_a_replay_decides_what_the_desk_decided_when_the_ticket_came_in(
    enter: Enter, clock: Clock, cache: Path
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("berit")
    wanted = replay.Wanted(office.now(), similar=True)
    found = replay.run(office.store, office.policy, wanted, where=cache)
    then = {n: insight.receipts.decisions(office.store, n)[0][1] for n in numbers}
    assert [one.went.number for one in found.tickets] == numbers
    assert written(found) == {n: canonical(to_json(made)) for n, made in then.items()}
    assert any(made.model is not None for made in then.values()), "nothing was learned on the way"
    assert any(record(made) for made in then.values()), "no team had a record on the way"


def record(made: Decision) -> list[object]:
    """The teams' own records that a decision saw."""
    estimates = (one.facts for one in made.reasons if one.rule == "estimate")
    return [
        facts["tries"]
        for facts in estimates
        if str(facts["option"]).startswith(("assign", "escalate")) and facts.get("tries")
    ]


def hint_words(office: Office, number: int) -> None:
    desk.edit.edit(office, [number], {"subject": LOCKED, "category": "access", "urgency": "high"})


def hint_fix(office: Office, number: int) -> None:
    given = {"title": "Tunnel", "symptom": "vpn tunnel drops every morning", "steps": ["Restart."]}
    made = desk.knowledge.add(office, given).made
    desk.knowledge.edit(office, 2, {"symptom": "vpn tunnel drops every morning"})
    for _time in range(3):
        other = opened(office, "vpn tunnel drops every morning")
        desk.fix.attempt(office, other, fix=made or 0, worked=True, minutes=1)


def hint_reopened(office: Office, number: int) -> None:
    desk.outcome.reopen(office, [number], reason="vpn tunnel drops again")
    desk.assign.assign(office, [number], to="systems")
    desk.outcome.resolve(office, [number], code=Resolution.FIXED, text="replaced the gateway")


def hint_register(office: Office, number: int) -> None:
    desk.register.edit(office, Subject.REQUESTER, "zofia.w", {"plan": "ended"})
    desk.register.edit(office, Subject.ASSET, "LAP-0001", {"warranty_until": "2020-01-01"})


HINTS = (hint_words, hint_fix, hint_reopened, hint_register)


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.__name__)
def test_a_hint_that_was_planted_later_changes_no_byte(
    enter: Enter, clock: Clock, cache: Path, hint: Callable[[Office, int], None]
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("root")
    before = written(told(office, cache))
    clock.tick(days=1)
    for number in numbers[-3:-1]:
        hint(office, number)
    clock.tick(days=1)
    after = written(told(office, cache, fresh=True))
    assert {number: after[number] for number in before} == before


def test_what_happened_since_shows_in_how_it_went_and_not_in_what_would_be_decided(
    enter: Enter, clock: Clock, cache: Path
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("root")
    told(office, cache)
    clock.tick(days=1)
    hint_reopened(office, numbers[0])
    again = told(office, cache)
    assert again.fresh == 0
    assert again.tickets[0].went.path[-1] == "systems"


class StoppedError(KeyboardInterrupt):
    """Somebody pressed Ctrl-C."""


def test_an_interrupted_replay_goes_on_where_it_stopped(
    enter: Enter, clock: Clock, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("berit")
    whole = written(told(office, cache.with_name("whole")))

    def stop(done: int, _of: int) -> None:
        if done == 5:
            raise StoppedError

    wanted = replay.Wanted(office.now())
    with pytest.raises(StoppedError):
        replay.run(office.store, office.policy, wanted, where=cache, progress=stop)
    rest = told(office, cache)
    assert rest.fresh == len(numbers) - 5
    assert written(rest) == whole
    assert told(office, cache).fresh == 0


def test_what_a_killed_replay_had_written_is_good(
    enter: Enter, clock: Clock, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("berit")
    monkeypatch.setattr(replays, "BATCH", 4)
    monkeypatch.setattr(replays.Kept, "close", lambda kept: kept._file.close())
    stopped = running.walk

    def six(*words: Any, **more: Any) -> Iterator[object]:
        yield from islice(stopped(*words, **more), 6)
        raise StoppedError

    monkeypatch.setattr(running, "walk", six)
    with pytest.raises(StoppedError):
        told(office, cache)
    monkeypatch.setattr(running, "walk", stopped)
    assert told(office, cache).fresh == len(numbers) - 4


def test_a_file_of_decisions_that_is_damaged_is_made_anew(
    enter: Enter, clock: Clock, cache: Path
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("berit")
    kept = told(office, cache).kept
    kept.write_bytes(b"not a database" * 100)
    assert told(office, cache).fresh == len(numbers)
    assert kept.stat().st_mode & 0o077 == 0


def test_history_that_comes_in_later_has_everything_decided_anew(
    enter: Enter, clock: Clock, cache: Path
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("berit")
    assert told(office, cache).fresh == len(numbers)
    log_of(office, cache.parent)
    found = told(office, cache)
    assert found.fresh == len(found.tickets) == len(numbers) + 3


LOG = """case,what,team,at
c1,asked,south,2026-01-01T08:00:00Z
c1,sent,north,2026-01-01T09:00:00Z
c1,done,north,2026-01-01T10:30:00Z
c2,asked,south,2026-01-02T08:00:00Z
c2,done,south,2026-01-02T08:30:00Z
c3,asked,south,2026-01-03T08:00:00Z
c3,sent,north,2026-01-03T09:00:00Z
c3,done,north,2026-01-03T10:30:00Z
c4,asked,south,2026-01-04T08:00:00Z
"""


def log_of(office: Office, folder: Path) -> None:
    (folder / "log.csv").write_text(LOG)
    logs.log(office, folder / "log.csv", parse_map(MAP))


def test_a_log_is_replayed_with_the_teams_it_had_been_with_by_then(
    enter: Enter, cache: Path, tmp_path: Path
) -> None:
    office = enter("berit")
    log_of(office, tmp_path)
    found = told(office, cache)
    assert found.foreign
    assert found.left_out == {"no_time_resolved": 1}
    assert [one.went.path for one in found.tickets] == [
        ("south", "north"), ("south",), ("south", "north")
    ]  # fmt: skip
    first, second, third = (found.decision(one.went.number) for one in found.tickets)
    assert _teams(first) == set(), "no team had been met"
    assert _teams(second) == _teams(third) == {"south", "north"}
    assert first.model is None
    assert third.model is not None


def _teams(made: Decision) -> set[str]:
    return {one.target.team for one in made.options if one.target.team}


def test_what_cannot_be_compared_is_left_out_and_counted(
    enter: Enter, clock: Clock, cache: Path
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("root")
    opened(office, "still open")
    desk.outcome.cancel(office, [opened(office, "never mind that")], reason="mistaken")
    desk.outcome.resolve(
        office, [opened(office, "twice the same")], code=Resolution.DUPLICATE, text="see 1"
    )
    with office.store.write() as unit:
        connection = unit.session.connection()
        circle = {numbers[0]: numbers[1], numbers[1]: numbers[0]}
        for number, parent in circle.items():
            connection.execute(
                update(t.ticket).where(t.ticket.c.id == number).values(parent_id=parent)
            )
        first = json.loads(
            connection.execute(
                t.event.select().where(
                    t.event.c.subject_id == numbers[2], t.event.c.subject == "ticket"
                )
            ).mappings().first()["after"]
        )  # fmt: skip
        digest = first["subject"]["digest"]
        connection.execute(update(t.text).where(t.text.c.digest == digest).values(body=None))
        unit.commit()
    found = told(office, cache)
    assert dict(found.left_out) == {
        "open": 1, "cancelled": 1, "duplicate": 1, "circle": 2, "erased": 1
    }  # fmt: skip
    assert found.figures.n == len(numbers) - 3


def test_a_period_and_a_limit_choose_tickets_and_what_came_before_is_learned_all_the_same(
    enter: Enter, clock: Clock, cache: Path
) -> None:
    numbers = worked_on(enter, clock)
    office = enter("berit")
    whole = written(told(office, cache))
    wanted = replay.Wanted(office.now(), since=office.now() - timedelta(days=8), limit=2)
    late = replay.run(office.store, office.policy, wanted, where=cache, fresh=True)
    assert [one.went.number for one in late.tickets] == numbers[-2:]
    assert written(late) == {n: whole[n] for n in numbers[-2:]}


def test_only_the_latest_replays_are_kept(tmp_path: Path) -> None:
    for key in range(replays.KEPT + 3):
        replays.Kept(tmp_path, f"{key:032d}").close()
    assert len(list(tmp_path.glob("*.replay"))) == replays.KEPT

"""The Policy screen: a draft is changed step by step, never lost, and adopted by a supervisor."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from frontdesk import desk
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.insight import policies
from frontdesk.policy import Policy, parse
from frontdesk.resources import resource_text
from frontdesk.terms import DraftKind, Resolution
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, shown, typed, until

FIRST, SECOND = "an intrusion goes to systems", "everyone down goes to a supervisor"
FALSE_CASE = (
    '\n[[cases]]\nname = "a wish"\nroute = "vendor_repair"\ngiven = { subject = "printer jams" }\n'
)


async def policy(pilot: Pilot[int]) -> None:
    """Goes to the screen by the palette."""
    await pilot.press("colon")
    await says(pilot, "Go to")
    await pilot.press(*"policy")
    await says(pilot, "The policy: rules")
    await pilot.press("enter")
    await says(pilot, "in force since")


def order(pilot: Pilot[int]) -> list[str]:
    """The rules as they are listed, from the upper part of the screen."""
    lines = shown(pilot).splitlines()[3:12]
    return [line for line in lines if "must" in line]


async def test_a_rule_moves_in_a_draft_that_is_kept_and_one_step_leads_back(
    place: Path, clock: Clock, enter: Enter
) -> None:
    async with console(place, clock, "berit", (120, 40)) as pilot:
        await policy(pilot)
        assert FIRST in order(pilot)[0]
        await pilot.press("J")
        await says(pilot, "draft: 1 difference · all cases hold")
        assert SECOND in order(pilot)[0]
        kept = desk.drafts.load(enter("berit"), DraftKind.POLICY, None)
        assert kept is not None
        assert kept["text"].index(SECOND) < kept["text"].index(FIRST)
        await pilot.press("ctrl+z")
        await says(pilot, "in force since")
        assert desk.drafts.load(enter("berit"), DraftKind.POLICY, None) is None


async def test_a_number_is_changed_checked_adopted_after_reading_what_differs_and_taken_back(
    place: Path, clock: Clock, enter: Enter
) -> None:
    async with console(place, clock, "berit", (120, 40)) as pilot:
        await policy(pilot)
        await pilot.press("3", "j", "j", "j", "j")
        await says(pilot, "desk.hop_budget = 4")
        await pilot.press("enter")
        await says(pilot, "desk.hop_budget: moves between teams")
        await pilot.press("backspace", "x", "enter")
        await says(pilot, 'desk.hop_budget is "x"')
        await pilot.press("backspace", "3", "enter")
        await says(pilot, "draft: 1 difference")
        await pilot.press("a")
        await says(pilot, "desk.hop_budget: from 4 to 3")
        await pilot.press("y")
        await says(pilot, "in force since")
        await until(pilot, lambda: enter("maja").policy.desk.hop_budget == 3)
        await says(pilot, "The policy is in force  ·  u undoes")
        await pilot.press("u")
        await says(pilot, "Undone: policy ")
        await says(pilot, "desk.hop_budget = 4")
        assert enter("maja").policy.desk.hop_budget == 4


async def test_a_failing_case_stops_adopting_and_its_receipt_says_why(
    place: Path, clock: Clock, enter: Enter
) -> None:
    text = resource_text("policy.toml") + FALSE_CASE
    boss = enter("berit")
    desk.drafts.save(boss, DraftKind.POLICY, None, {"text": text})
    async with console(place, clock, "berit", (80, 24)) as pilot:
        await pilot.press("colon")
        await says(pilot, "Go to")
        await pilot.press(*"policy", "enter")
        await says(pilot, "draft: 1 difference · 1 case fails")
        await pilot.press("a")
        await says(pilot, "1 golden case fails")
        await says(pilot, "✗ a wish")
        await pilot.press("enter")
        await says(pilot, "why not this")
    assert policies.text(boss.store) == resource_text("policy.toml")


async def test_an_agent_reads_and_drafts_and_is_told_who_adopts(place: Path, clock: Clock) -> None:
    async with console(place, clock, "maja", (80, 24)) as pilot:
        await policy(pilot)
        await pilot.press("X")
        await says(pilot, "draft: 1 difference")
        await pilot.press("a")
        await says(pilot, "supervisor")
        assert "Adopt this policy" not in shown(pilot)


async def test_a_file_that_cannot_be_used_is_kept_as_the_draft_and_says_why(
    place: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.toml"
    file.write_text(resource_text("policy.toml").replace("hop_budget", "hop_bugdet", 1), "utf-8")
    async with console(place, clock, "berit", (120, 40)) as pilot:
        await policy(pilot)
        await pilot.press("o")
        await says(pilot, "Which policy: a file")
        await typed(pilot, "a.toml")
        await pilot.press("enter")
        await says(pilot, "did you mean desk.hop_budget?")
        await pilot.press("o")
        await says(pilot, "Which policy: a file")
        await typed(pilot, "0000")
        await pilot.press("enter")
        await says(pilot, "no policy with the hash 0000")
        await pilot.press("escape", "D")
        await says(pilot, "Forget the draft?")
        await pilot.press("y")
        await says(pilot, "in force since")
        await gone(pilot, "did you mean")


@pytest.mark.parametrize(
    ("typed_value", "value"), [("4", 4), ("team", "team"), ('"team"', "team"), ("true", True)]
)
def test_what_is_typed_for_a_value_is_read_as_toml_else_as_text(
    typed_value: str, value: object
) -> None:
    from frontdesk.screens.policy_reading import value_of

    assert value_of(typed_value) == value


@pytest.fixture
def past(enter: Enter, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two tickets that the network team resolved, and a cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    office, numbers = enter("nadia"), []
    for subject in ("printer pulls two sheets", "my account is locked"):
        new = NewTicket(subject=subject, requester="zofia.w")
        numbers += desk.intake.open_ticket(office, new, route_it=False).numbers
        desk.assign.take(office, numbers[-1:])
        desk.outcome.resolve(office, numbers[-1:], code=Resolution.FIXED, text="done")
        clock.tick(hours=1)
    return numbers


async def test_past_tickets_are_replayed_and_one_opens_with_the_receipt_over_it(
    past: list[int], place: Path, clock: Clock
) -> None:
    async with console(place, clock, "berit", (120, 40)) as pilot:
        await policy(pilot)
        await pilot.press("p")
        await says(pilot, "2 past tickets: right team first in 0.0 %; 2 elsewhere first")
        await says(pilot, "network ⇒ front-office")
        await pilot.press("enter")
        await says(pilot, f"{past[0]}, then and replayed")
        await pilot.press("escape")
        await gone(pilot, "then and replayed")
        await says(pilot, "printer pulls two sheets")


def test_a_replay_that_is_left_stops_and_goes_on_later(past: list[int], enter: Enter) -> None:
    from frontdesk.screens import policy_replaying

    left = Event()
    left.set()
    with pytest.raises(policy_replaying.LeftError):
        policy_replaying.run(enter("berit"), None, left, lambda _done, _whole: None)
    left.clear()
    stricter = policies_of(enter("berit"), "requester_hour = 6.00", "requester_hour = 60.00")
    found = policy_replaying.run(enter("berit"), stricter, left, lambda _done, _whole: None)
    assert [found.ours.figures.n, found.draft and found.draft.figures.n] == [2, 2]
    pages = policy_replaying.pages(enter("berit"), found, past[0])
    assert [page.when for page in pages] == ["replayed: the draft", "replayed: in force"]


def policies_of(office: Office, old: str, new: str) -> Policy:
    return parse(policies.text(office.store).replace(old, new, 1))

"""A policy comes into force: by a supervisor, whole, and only if its golden cases hold."""

from __future__ import annotations

import pytest

from frontdesk import desk, policy
from frontdesk.desk.inputs import NewTicket
from frontdesk.errors import BadInputError, CheckFailedError, RefusedError
from frontdesk.insight import policies
from frontdesk.resources import resource_text
from frontdesk.terms import Channel
from tests.conftest import Enter

SHIPPED = resource_text("policy.toml")
STRICTER = SHIPPED.replace("hop_budget = 4", "hop_budget = 3", 1)
FALSE_CASE = (
    '\n[[cases]]\nname = "a wish"\nroute = "vendor_repair"\ngiven = { subject = "printer jams" }\n'
)


def test_a_policy_whose_case_fails_is_refused_and_the_one_in_force_stays(enter: Enter) -> None:
    berit = enter("berit")
    with pytest.raises(CheckFailedError, match="a wish") as refused:
        desk.policies.adopt(berit, STRICTER + FALSE_CASE)
    assert refused.value.exit_code == 1
    assert policies.text(berit.store) == SHIPPED


def test_only_a_supervisor_adopts(enter: Enter) -> None:
    with pytest.raises(RefusedError):
        desk.policies.adopt(enter("maja"), STRICTER)
    assert policies.text(enter("maja").store) == SHIPPED


def test_other_cases_and_comments_alone_come_into_force_without_another_hash(enter: Enter) -> None:
    berit = enter("berit")
    text = SHIPPED + FALSE_CASE.replace("vendor_repair", "assign")
    desk.policies.adopt(berit, text)
    assert policies.text(berit.store) == text
    assert enter("maja").policy.hash == policy.parse(SHIPPED).hash
    assert len(enter("maja").policy.cases) == len(policy.parse(SHIPPED).cases) + 1


def test_the_very_text_in_force_is_not_adopted_again(enter: Enter) -> None:
    with pytest.raises(BadInputError, match="in force already"):
        desk.policies.adopt(enter("berit"), SHIPPED)


def test_an_open_office_goes_on_under_the_policy_that_another_desk_adopted(enter: Enter) -> None:
    maja = enter("maja")
    assert maja.refreshed() is maja
    desk.policies.adopt(enter("berit"), STRICTER)
    assert maja.refreshed().policy.desk.hop_budget == 3


def test_how_often_rules_matched_is_counted_over_the_latest_decisions(enter: Enter) -> None:
    maja = enter("maja")
    for channel in (Channel.COUNTER, Channel.COUNTER, Channel.PHONE):
        new = NewTicket(subject="printer pulls two sheets", requester="zofia.w", channel=channel)
        desk.intake.open_ticket(maja, new)
    found = policies.matches(maja.store)
    assert found.decisions == 3
    assert found.rules == {"a walk-in is served at the counter": 2}

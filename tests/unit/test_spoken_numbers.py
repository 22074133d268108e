"""How chances, amounts and times are said inside the sentences of a receipt."""

from __future__ import annotations

import pytest

from frontdesk.decision.wording.likes import ended, ended_short, lasted, shared
from frontdesk.decision.wording.voice import amount, capital, english, percent, span, time_left
from frontdesk.decision.wording.ways import route_words, target_words, way_words
from frontdesk.routing import Target
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.terms import Route

MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 min"), (29, "0 min"), (6 * MINUTE, "6 min"), (89.4 * MINUTE, "89 min"),
        (90 * MINUTE, "2 h"), (3 * HOUR, "3 h"), (15.4 * HOUR, "15 h"),
        (16 * HOUR, "2 working days"), (72 * HOUR, "9 working days"),
    ],
)  # fmt: skip
def test_a_working_time_is_said_roughly(seconds: float, said: str) -> None:
    assert span(seconds, english) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (6 * MINUTE, "6 min"), (89.4 * MINUTE, "89 min"), (90 * MINUTE, "2 h"),
        (47.4 * HOUR, "47 h"), (48 * HOUR, "2 days"), (9 * DAY, "9 days"),
    ],
)  # fmt: skip
def test_a_time_on_the_wall_is_said_roughly(seconds: float, said: str) -> None:
    assert lasted(seconds, english) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 min"), (59 * MINUTE, "59 min"), (59.6 * MINUTE, "1 h"), (HOUR, "1 h"),
        (61 * MINUTE, "1 h 1 min"), (26 * HOUR + 30 * MINUTE, "26 h 30 min"), (100 * HOUR, "100 h"),
    ],
)  # fmt: skip
def test_what_is_left_of_a_promise_is_said_to_the_minute(seconds: float, said: str) -> None:
    assert time_left(seconds, english) == said


def test_chances_and_amounts() -> None:
    assert [percent(each) for each in (0, 0.004, 0.845, 1)] == ["0 %", "0 %", "84 %", "100 %"]
    assert amount(2250, "USD", english) == "22.50 USD"
    assert [capital(each) for each in ("a swarm", "", "żółw")] == ["A swarm", "", "Żółw"]


def test_why_a_ticket_is_like_another_and_how_it_ended() -> None:
    words = BETWEEN.join(("badge", "reader"))
    assert shared({"words": words, "same_model": True}, english) == "badge, reader; same model"
    assert shared({"same_site": True, "same_category": True}, english) == "same site, same category"
    assert shared({"words": "badge", "same_model": False}, english) == "badge"
    whole = {"team": "network", "name": "Network", "tier": 2, "seconds": 3 * HOUR, "fix": 31}
    assert ended(whole, english) == "Network (tier 2), 3 h, fix 31"
    assert ended_short(whole, english) == "L2 3 h fix 31"
    assert ended({"team": "network", "tier": 2, "seconds": 0}, english) == "network (tier 2), 0 min"
    assert ended({}, english) == ended_short({}, english) == ""
    assert ended_short({"fix": 31}, english) == "fix 31"


@pytest.mark.parametrize(
    ("key", "name", "said"),
    [
        ("local_fix:31", "Red light", "known fix 31 (Red light)"),
        ("local_fix:31", "", "known fix 31"),
        ("escalate:network", "Network", "escalation to Network"),
        ("escalate:network", "", "escalation to network"),
        ("assign", "", "work by this tier"),
        ("vendor_repair", "", "repair by a vendor"),
        ("vendor_repair:shop", "", "repair by shop"),
        ("contractor_visit", "", "a contractor's visit"),
        ("contractor_visit:field", "Field", "a visit by Field"),
        ("hand_back:front-office", "Front", "hand-back to Front"),
        ("quick_request:reset", "Reset", "the quick request “Reset”"),
        ("swarm", "", "a swarm"),
        ("supervisor", "", "a supervisor's decision"),
    ],
)
def test_an_option_is_said_as_a_thing(key: str, name: str, said: str) -> None:
    assert way_words(key, name, english) == said


@pytest.mark.parametrize(
    ("route", "target", "name", "who", "said"),
    [
        (Route.ASSIGN, Target(1, "front"), "Front", "Maja", "Give it to Maja of Front"),
        (Route.ASSIGN, Target(1, "front"), "Front", "", "Let Front work on it (tier 1)"),
        (Route.ASSIGN, Target(1), "", "", "Let tier 1 work on it (tier 1)"),
        (Route.ESCALATE, Target(2, "network"), "", "", "Escalate it to network (tier 2)"),
        (Route.ESCALATE, Target(2), "", "", "Escalate it to tier 2 (tier 2)"),
        (Route.LOCAL_FIX, Target(fix=3), "Red", "", "Try known fix 3, “Red”, with the requester"),
        (Route.LOCAL_FIX, Target(fix=3), "", "", "Try known fix 3 with the requester"),
        (Route.VENDOR_REPAIR, Target(1), "", "", "Send it to a vendor for repair"),
        (Route.VENDOR_REPAIR, Target(1, vendor="shop"), "", "",
         "Send the equipment to shop for repair"),
        (Route.QUICK_REQUEST, Target(1, "front", request="reset"), "", "",
         "Serve it as a quick request: reset"),
        (Route.CONTRACTOR_VISIT, Target(1, "front", vendor="field"), "", "",
         "Let field visit them"),
        (Route.SUPERVISOR, Target(1), "", "Vera", "Let a supervisor decide"),
    ],
)  # fmt: skip
def test_an_option_is_said_as_an_instruction(
    route: Route, target: Target, name: str, who: str, said: str
) -> None:
    assert target_words(route, target, name, who, english) == said


def test_every_route_is_said_in_words_of_its_own() -> None:
    assert len({route_words(each, english) for each in Route}) == len(Route)

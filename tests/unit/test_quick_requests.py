"""Quick requests as the policy has them."""

from __future__ import annotations

import pytest

from frontdesk import policy
from frontdesk.errors import BadInputError
from tests.unit.routing_cases import DEFAULT, POLICY, WITHOUT_RULES


def refusal(old: str, new: str) -> BadInputError:
    assert old in DEFAULT
    with pytest.raises(BadInputError) as refused:
        policy.parse(DEFAULT.replace(old, new, 1))
    return refused.value


def test_the_shipped_ones_say_how_they_are_done_and_never_hold_a_secret() -> None:
    assert [each.code for each in POLICY.requests] == [
        "password-reset",
        "account-unlock",
        "account-information",
    ]
    for request in POLICY.requests:
        assert request.checks
        assert request.steps
        assert POLICY.category(request.category) is not None
    assert POLICY.request("password-reset") is POLICY.requests[0]
    assert POLICY.request("beer") is POLICY.request(None) is None


def test_one_that_anybody_may_have_needs_no_check() -> None:
    more = '[[requests]]\ncode = "hours"\nlabel = "Opening hours"\nminutes = 1\nsteps = ["Say."]\n'
    request = policy.parse(WITHOUT_RULES + more).request("hours")
    assert request is not None
    assert (request.checks, request.tier, request.words) == ((), 1, None)


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ('code = "account-unlock"', 'code = "password-reset"', "requests[1].code"),
        ('minutes = 4\nchecks = ["call', 'minutes = 4\ntier = 4\nchecks = ["call', "[1].tier"),
        ('category = "billing"\nminutes', 'category = "biling"\nminutes', "requests[2].category"),
        ("p_success = 0.97", "p_sucess = 0.97", "requests[0].p_sucess"),
        ("minutes = 6\n", "minutes = 0\n", "requests[0].minutes"),
    ],
)
def test_what_does_not_hang_together_is_named_by_its_path(old: str, new: str, title: str) -> None:
    assert title in refusal(old, new).title


def test_a_category_that_is_not_there_names_the_nearest() -> None:
    refused = refusal('category = "billing"\nminutes', 'category = "biling"\nminutes')
    assert "did you mean billing?" in refused.hint


def test_a_key_at_its_default_does_not_change_the_hash() -> None:
    assert policy.parse(WITHOUT_RULES.replace("far_below = 3", "")).hash == (
        policy.parse(WITHOUT_RULES).hash
    )

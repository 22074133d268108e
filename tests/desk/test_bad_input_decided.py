"""What comes in as it comes in: one word, a megabyte, an unknown tongue; a policy that forbids all.

Each is decided about through the verbs, and nobody is stuck.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import desk, insight, policy
from frontdesk.desk.inputs import NewTicket, checked
from frontdesk.errors import BadInputError
from frontdesk.resources import resource_text
from frontdesk.store.unit import Store
from frontdesk.terms import Route, Status
from tests.conftest import Enter

WORDS = {
    "nothing but a subject": ("help", ""),
    "one word": ("x", "x"),
    "a megabyte": ("printer jam", "the printer jams and jams again " * 31_250),
    "a language never seen": ("ჩემი კომპიუტერი არ მუშაობს", "კომპიუტერი არ ირთვება დილიდან"),
    "no letters": ("🔥🔥🔥", "¿?!… 12345 ///"),
    "marks alone": ("a\u0301\u0301\u0301", "\u200b\u200b"),
    "one word of a thousand letters": ("k" * 500, "l" * 100_000),
}


@pytest.mark.parametrize("said", WORDS, ids=str)
def test_whatever_is_said_is_filed_decided_and_goes_on(
    said: str, enter: Enter, store: Store
) -> None:
    subject, words = WORDS[said]
    maja = enter("maja")
    new = checked(NewTicket, {"subject": subject, "words": words, "requester": "anna.nowak"})
    desk.intake.open_ticket(maja, new)
    ticket = insight.tickets.ticket(store, 1)
    assert ticket.status is not Status.NEW
    decision = insight.receipts.latest(store, 1)
    assert decision is not None
    assert decision.chosen.allowed
    desk.edit.edit(maja, [1], {"urgency": "high"})
    desk.assign.take(maja, [1])
    desk.escalate.escalate(maja, [1], reason="?", to="L2", lacking="nobody understands it")
    assert insight.tickets.ticket(store, 1).tier == 2


@pytest.mark.parametrize("subject", ["", "   ", "\u200b"])
def test_a_subject_that_says_nothing_is_refused(subject: str) -> None:
    with pytest.raises(BadInputError, match="subject"):
        checked(NewTicket, {"subject": subject, "requester": "anna.nowak"})


def test_a_policy_that_forbids_everything_leaves_a_supervisor_with_the_reason(
    enter: Enter, store: Store
) -> None:
    never = "".join(
        f'\n[[rules]]\nname = "no {route}"\neffect = "never"\nroute = "{route}"\n'
        for route in Route
        if route is not Route.SUPERVISOR
    )
    book = policy.parse(resource_text("policy.toml") + never)
    maja = replace(enter("maja"), policy=book)
    desk.intake.open_ticket(maja, NewTicket(subject="VPN drops", requester="anna.nowak"))
    decision = insight.receipts.latest(store, 1)
    assert decision is not None
    assert decision.route is Route.SUPERVISOR
    assert "nothing_allowed" in [reason.rule for reason in decision.reasons]
    assert all(
        any(code.startswith("rule:no ") for code in option.blocked_by)
        for option in decision.options[1:]
    )
    assert insight.tickets.ticket(store, 1).assignee == "berit"
    desk.edit.edit(maja, [1], {"complexity": "5"})
    desk.route.route(maja, [1])
    assert insight.tickets.ticket(store, 1).assignee == "berit"

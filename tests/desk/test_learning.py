"""What the desk's own resolutions teach, where it is kept, and which model may suggest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from frontdesk import desk, insight
from frontdesk.cli import learning as learning_words
from frontdesk.desk.inputs import NewTicket
from frontdesk.desk.office import Office
from frontdesk.errors import RefusedError
from frontdesk.learning import fit
from frontdesk.learning.counts import wanted
from frontdesk.routing import Decision, reason_words
from frontdesk.store import learned, team_records
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Channel, Resolution
from tests.conftest import Enter

THINGS = {
    "nadia": ("vpn tunnel drops", "wifi is slow upstairs", "no network at my desk"),
    "emil": ("dock does not charge", "laptop fan is loud", "keyboard is broken"),
}


def resolved(enter: Enter, login: str, subject: str) -> int:
    new = NewTicket(subject=subject, requester="per.oberg", channel=Channel.PHONE)
    office = enter(login)
    number = desk.intake.open_ticket(office, new, route_it=False).numbers[0]
    desk.assign.take(office, [number])
    desk.outcome.resolve(office, [number], code=Resolution.FIXED, text="done")
    return number


def teach(enter: Enter, times: int = 1) -> None:
    for n in range(times):
        for several in zip(*THINGS.values(), strict=True):
            for login, subject in zip(THINGS, several, strict=True):
                resolved(enter, login, f"{subject} {'again ' * (n % 3)}")


def asked(office: Office, text: str) -> Decision:
    return desk.intake.decide_new(office, NewTicket(subject=text, requester="per.oberg"))


def suggested(decision: Decision) -> object:
    rules = ("learned_counts", "learned_offers")
    return next(one.facts["team"] for one in decision.reasons if one.rule in rules)


def test_every_resolution_teaches_and_the_next_ticket_is_told_so(enter: Enter) -> None:
    maja = enter("maja")
    assert asked(maja, "vpn tunnel").model is None
    teach(enter, 3)
    assert suggested(asked(maja, "the vpn drops all the time")) == "network"
    assert suggested(asked(maja, "my laptop fan is broken")) == "desktop"


def test_what_is_kept_are_words_with_numbers_and_every_row_is_that_of_a_feature(
    enter: Enter, store: Store
) -> None:
    number = resolved(enter, "nadia", "vpn tunnel drops")
    with store.read() as connection:
        [opening] = insight.openings.of(connection, [number])
        rows = learned.rows(connection, wanted(opening.features))
        assert opening.team == "network"
        assert rows["wvpn"].tickets == {"network": 1}
        assert learned.totals(connection).tickets == {"network": 1}


def test_counting_anew_gives_what_was_counted_one_by_one(enter: Enter, store: Store) -> None:
    teach(enter)
    with store.read() as connection:
        before = learned.totals(connection)
    desk.learning.count_anew(enter("berit"))
    with store.read() as connection:
        assert learned.totals(connection) == before


def records(store: Store) -> dict[str, dict[str, tuple[int, int]]]:
    with store.read() as connection:
        codes = dict(connection.execute(select(t.team.c.id, t.team.c.code)).all())
        categories = connection.execute(select(t.team_record.c.category).distinct()).scalars()
        return {
            category: {
                codes[team]: tuple(tally)
                for team, tally in team_records.of(connection, category).items()
            }
            for category in categories.all()
        }


def passed_to_network(enter: Enter) -> int:
    """A ticket that the desktop team had, and that the network team resolved."""
    emil, nadia = enter("emil"), enter("nadia")
    new = NewTicket(subject="vpn tunnel drops", requester="per.oberg", category="network")
    number = desk.intake.open_ticket(emil, new, route_it=False).numbers[0]
    desk.assign.take(emil, [number])
    desk.assign.assign(emil, [number], to="systems")
    desk.undo.undo(emil)  # what was taken back passed nothing on
    desk.assign.assign(emil, [number], to="network")
    desk.assign.take(nadia, [number])
    desk.outcome.resolve(nadia, [number], code=Resolution.FIXED, text="new profile")
    return number


def test_a_resolution_stands_in_the_record_of_every_team_that_had_the_ticket(
    enter: Enter, store: Store
) -> None:
    for _ticket in range(3):
        passed_to_network(enter)
    assert records(store) == {"network": {"network": (3, 0), "desktop": (0, 3)}}
    new = NewTicket(subject="no network here", requester="per.oberg", category="network")
    decision = desk.intake.decide_new(enter("maja"), new)
    tries = {
        one.facts["option"]: (one.facts["tries"], one.facts["worked"])
        for one in decision.reasons
        if one.rule == "estimate" and "tries" in one.facts
    }
    assert tries["escalate:network"] == (3, 3)
    assert tries["escalate:desktop"] == (3, 0)


def test_records_are_made_anew_as_they_were_made_one_by_one(enter: Enter, store: Store) -> None:
    passed_to_network(enter)
    before = records(store)
    desk.learning.count_anew(enter("berit"))
    assert records(store) == before != {}
    with store.write() as unit:
        team_records.forget(unit.session.connection())
        unit.commit()
    desk.trust.rebuild(store.place.path, "root")
    assert records(store) == before


def test_people_are_chosen_for_the_complexity_that_was_decided(enter: Enter, store: Store) -> None:
    for _ticket in range(3):
        passed_to_network(enter)
    new = NewTicket(subject="vpn tunnel drops", requester="per.oberg", category="access")
    maja = enter("maja")
    number = desk.intake.open_ticket(maja, new).numbers[0]
    made = insight.receipts.decisions(store, number)[-1][1]
    with store.read() as connection:
        plain = insight.evidence.case_of(connection, number, maja.now())
        case = insight.evidence.case_of(connection, number, maja.now(), decided=True)
    assert (plain.complexity, case.complexity) == (None, made.complexity)
    desk.edit.edit(maja, [number], {"complexity": "5"})
    with store.read() as connection:
        judged = insight.evidence.case_of(connection, number, maja.now(), decided=True)
    assert judged.complexity == 5


def test_an_agent_does_not_train(enter: Enter) -> None:
    with pytest.raises(RefusedError):
        desk.learning.learn(enter("maja"))


def test_a_first_model_suggests_from_then_on_and_stands_on_the_trail(
    enter: Enter, store: Store
) -> None:
    teach(enter, 4)
    found = desk.learning.learn(enter("berit"))
    assert found.counted == 24
    assert found.model is not None
    made = asked(enter("maja"), "the vpn drops all the time")
    assert made.model == found.model
    assert suggested(made) == "network"
    assert not desk.trust.verify(enter("berit")).findings


def test_a_model_that_was_trained_under_another_policy_still_suggests_and_it_is_said(
    enter: Enter,
) -> None:
    teach(enter, 4)
    berit = enter("berit")
    trained = desk.learning.learn(berit)
    before = asked(enter("maja"), "the vpn drops all the time")
    text = insight.policies.text(berit.store)
    desk.policies.adopt(berit, text.replace("hop_budget = 4", "hop_budget = 3", 1))
    after = asked(enter("maja"), "the vpn drops all the time")
    assert (before.model, after.model) == (trained.model, trained.model)
    said = [
        " ".join(reason_words(one) for one in made.reasons if one.rule.startswith("learned_"))
        for made in (before, after)
    ]
    assert "another policy" not in said[0]
    assert f"trained under another policy ({before.policy[:8]})" in said[1]


def test_a_model_that_is_not_better_does_not_replace_the_present_one(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(enter, 4)
    first = desk.learning.learn(enter("berit"))
    again = desk.learning.learn(enter("berit"))
    assert again.trial is not None
    assert not again.trial.replaces
    assert asked(enter("maja"), "vpn").model == first.model


def test_interrupted_training_leaves_the_old_model(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(enter, 4)
    first = desk.learning.learn(enter("berit"))

    def interrupted(_examples: Sequence[object], _progress: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(fit, "train", interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.learning.learn(enter("berit"))
    assert asked(enter("maja"), "vpn").model == first.model


def test_without_the_extra_the_counts_suggest_and_it_is_said(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(enter)
    monkeypatch.setattr(desk.learning, "find_spec", lambda _name: None)
    found = desk.learning.learn(enter("berit"))
    assert found.counted == 6
    assert found.model is None
    assert "frontdesk[learn]" in found.why_not


def test_all_tickets_of_one_team_are_learned_too(enter: Enter) -> None:
    for _n in range(6):
        resolved(enter, "nadia", "vpn tunnel drops")
    found = desk.learning.learn(enter("berit"))
    assert found.model is not None
    assert suggested(asked(enter("maja"), "anything at all")) == "network"


def test_whatever_a_ticket_says_the_model_answers(enter: Enter) -> None:
    """Nothing, a mark, one word, a megabyte, a strange language, broken bytes."""
    teach(enter, 2)
    model = desk.learning.learn(enter("berit")).model
    maja = enter("maja")
    odd = (
        "",
        "?",
        "vpn",
        "vpn tunnel " * 90_000,
        "ネットワークに接続できません",
        "d\ufffdck ch\ufffdrge",
    )
    for text in odd:
        new = NewTicket(subject="help", words=text, requester="per.oberg")
        assert desk.intake.decide_new(maja, new).model == model


def test_two_teams_with_equal_shares_settle_nothing(enter: Enter) -> None:
    for n in range(12):
        resolved(enter, list(THINGS)[n % 2], "it does not work")
    desk.learning.learn(enter("berit"))
    made = asked(enter("maja"), "it does not work")
    assert all(one.rule != "learned_counts" for one in made.reasons)


def test_very_many_teams_with_too_few_tickets_are_told_in_one_line() -> None:
    said = learning_words._left_out({f"team-{n:03}": 1 + n % 4 for n in range(300)})
    assert said.count("team-") == learning_words.NAMED
    assert f"{300 - learning_words.NAMED} teams more" in said

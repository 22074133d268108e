"""Who could take a case: the order of people, and that nobody is picked who should not be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk import policy
from frontdesk.decision.ranking import ranked_facts, weighed
from frontdesk.decision.words import english, person_words, summary
from frontdesk.routing import Evidence, Person, Ranked, decide, rank
from frontdesk.terms import Priority, Role
from tests.unit.routing_cases import DEFAULT, NOW, POLICY, case, evidence, person, said

quick = settings(max_examples=80, deadline=None, derandomize=True)
PRINTING = {"subject": "printer takes two sheets", "category": "printing"}
ALWAYS = policy.parse(DEFAULT.replace("learning_share = 0.1", "learning_share = 1.0"))
NEVER = policy.parse(DEFAULT.replace("learning_share = 0.1", "learning_share = 0.0"))
WISHES = {"skills": {}, "wishes": ("printing",)}


def best(*people: Person, book: policy.Policy = POLICY, **values: Any) -> list[Ranked]:
    """Some people as they are ranked for a ticket about printing."""
    return list(rank(case(**{**PRINTING, **values}), evidence(people=people), book))


def of(ranked: list[Ranked], login: str) -> Ranked:
    return next(each for each in ranked if each.person.login == login)


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    """Up to nine people of two teams, of every kind."""
    found = []
    for n in range(draw(st.integers(0, 9))):
        on = draw(st.sampled_from((True, True, None, False)))
        found.append(
            person(
                f"a{n}",
                team=draw(st.sampled_from(("front-office", "desktop"))),
                tier=draw(st.sampled_from((1, 1, 2))),
                role=draw(st.sampled_from((Role.AGENT, Role.AGENT, Role.SUPERVISOR))),
                authority=draw(st.integers(1, 5)),
                skills=draw(st.dictionaries(st.just("printing"), st.integers(1, 5))),
                languages=draw(st.sampled_from(((), ("en",), ("pl",)))),
                load=draw(st.integers(0, 13)),
                on_shift=on,
                until=NOW + timedelta(minutes=draw(st.integers(1, 90))) if on else None,
                knew=draw(st.integers(0, 3)),
                waiting_since=draw(st.none() | st.just(NOW)),
                wishes=draw(st.sampled_from(((), ("printing",)))),
                declined=draw(st.sampled_from((0, 0, 0, 1))),
            )
        )
    return tuple(found)


priorities = st.sampled_from(Priority)


@quick
@given(people(), st.randoms(use_true_random=False), priorities, st.sampled_from((POLICY, ALWAYS)))
def test_the_order_of_people_does_not_depend_on_how_they_are_handed_in(
    team: tuple[Person, ...], dice: Any, priority: Priority, book: policy.Policy
) -> None:
    mixed = list(team)
    dice.shuffle(mixed)
    ranked = best(*team, book=book, priority=priority)
    assert best(*mixed, book=book, priority=priority) == ranked
    assert sorted(each.person.login for each in ranked) == sorted(p.login for p in team)


@quick
@given(people(), priorities, st.sampled_from((POLICY, ALWAYS)))
def test_nobody_fits_who_is_off_full_declined_or_without_authority(
    team: tuple[Person, ...], priority: Priority, book: policy.Policy
) -> None:
    for each in best(*team, book=book, priority=priority):
        who = each.person
        allowed = who.on_shift is not False and who.load < who.capacity and not who.declined
        assert not each.fits or (allowed and who.authority >= 2 and who.role is Role.AGENT)
        assert each.fits or each.cons


@quick
@given(people(), priorities)
def test_who_learns_has_a_mentor_on_shift_of_the_tier_and_time_for_it(
    team: tuple[Person, ...], priority: Priority
) -> None:
    for each in best(*team, book=ALWAYS, priority=priority):
        if not each.learns:
            continue
        mentor = each.mentor
        assert mentor is not None
        assert mentor.login != each.person.login
        assert (mentor.on_shift, mentor.tier) == (True, each.person.tier)
        assert mentor.skills["printing"] >= POLICY.matching.mentor_level
        assert each.person.on_shift
        assert "language" in each.pros
        assert each.shift_minutes is None
        assert priority not in (Priority.P1, Priority.P2)


def test_who_declined_comes_after_everybody_else_and_is_not_picked_again() -> None:
    ranked = best(person("ida", declined=1), person("olle", on_shift=False), person("per"))
    assert [each.person.login for each in ranked] == ["per", "olle", "ida"]
    assert not ranked[2].fits
    assert "has declined it" in person_words(ranked[2], english)
    alone = evidence(people=(person("ida", declined=1),))
    decided = decide(case(**PRINTING, team="front-office", assignee="ida"), alone, POLICY)
    assert decided.target.assignee is None


def test_a_shift_that_ends_before_the_work_is_done_is_said_and_comes_after_one_that_does_not() -> (
    None
):
    work = POLICY.tier(1).minutes
    short = person("ida", until=NOW + timedelta(minutes=work - 1))
    ranked = best(short, person("per", load=3, until=NOW + timedelta(minutes=work)))
    assert [each.person.login for each in ranked] == ["per", "ida"]
    assert ranked[1].fits
    assert f"{work - 1} min of the shift are left, {work} min are likely" in person_words(
        ranked[1], english
    )
    assert "shift_ends" not in ranked[0].cons


def test_whoever_wants_to_learn_gets_their_share_with_a_mentor_named() -> None:
    ola = person("ola", name="Ola Berg", skills={"printing": 4}, load=3)
    ranked = best(person("per"), ola, person("ida", **WISHES), book=ALWAYS)
    assert [each.person.login for each in ranked] == ["ida", "per", "ola"]
    assert ranked[0].learns
    assert "wants to learn printing and gets it for that; mentor: Ola Berg" in person_words(
        ranked[0], english
    )


def test_without_a_mentor_nobody_learns_by_it_and_the_reason_says_so() -> None:
    off = person("ola", skills={"printing": 5}, on_shift=False)
    above = person("dag", skills={"printing": 5}, tier=2, team="desktop")
    ranked = best(person("per"), person("ida", **WISHES), off, above, book=ALWAYS)
    assert not of(ranked, "ida").fits
    assert "wants to learn printing; no mentor is there" in person_words(of(ranked, "ida"), english)


def test_a_mentor_of_the_own_team_comes_before_a_better_one_of_another() -> None:
    ola = person("ola", skills={"printing": 4})
    tove = person("tove", skills={"printing": 5}, team="service")
    ida = of(best(person("ida", **WISHES), ola, tove, book=ALWAYS), "ida")
    assert ida.mentor == ola


def test_what_is_urgent_or_late_is_nothing_to_learn_by() -> None:
    team = (person("ola", skills={"printing": 5}), person("ida", **WISHES))
    for priority in Priority:
        learns = of(best(*team, book=ALWAYS, priority=priority), "ida").learns
        assert learns is (priority not in (Priority.P1, Priority.P2))
    late = Evidence(evidence().caller, people=team, time_left=-60.0)
    assert not any(each.learns for each in rank(case(**PRINTING), late, ALWAYS))


def test_the_share_of_learners_is_that_of_the_policy_and_never_without_a_mentor() -> None:
    ola = person("ola", skills={"printing": 5})
    ida, per = person("ida", **WISHES), person("per")
    taught = evidence(people=(ola, ida, per))
    untaught = evidence(people=(ida, per))
    learned = 0
    for n in range(10_000):
        one = case(f"printer {n} takes two sheets", category="printing")
        first = rank(one, taught, POLICY)[0]
        learned += first.learns
        assert first.learns == (first.person.login == "ida")
        assert n % 20 or not any(each.learns for each in rank(one, untaught, POLICY))
    assert 900 <= learned <= 1100
    assert not any(each.learns for each in rank(one, taught, NEVER))


def test_a_half_typed_contact_and_the_ticket_that_it_becomes_agree_who_learns() -> None:
    team = evidence(people=(person("ola", skills={"printing": 5}), person("ida", **WISHES)))
    for n in range(60):
        subject = f"printer {n} takes two sheets"
        typed = case(subject, category="printing", opened_at=NOW)
        filed = case(f" {subject.title()}", "it began at noon", category="printing", number=n + 1,
                     opened_at=NOW + timedelta(minutes=4))  # fmt: skip
        assert rank(typed, team, POLICY)[0].learns == rank(filed, team, POLICY)[0].learns


def test_the_receipt_holds_who_learns_and_who_teaches() -> None:
    ola = person("ola", name="Ola Berg", skills={"printing": 4})
    known = evidence(people=(ola, person("ida", **WISHES)))
    decided = decide(case(**PRINTING), known, ALWAYS)
    chosen = next(each for each in said(decided, "person") if each.verdict == "chosen")
    assert decided.target.assignee == "ida"
    assert (chosen.facts["mentor"], chosen.facts["mentor_name"]) == ("ola", "Ola Berg")
    assert "(to learn by it; mentor: Ola Berg)" in summary(decided, english)


def test_who_holds_it_and_fits_keeps_it_though_somebody_could_learn_by_it() -> None:
    ola = person("ola", skills={"printing": 4})
    known = evidence(people=(ola, person("ida", **WISHES)))
    held = case(**PRINTING, team="front-office", teams=("front-office",), assignee="ola")
    assert decide(held, known, ALWAYS).target.assignee == "ola"


def test_the_order_of_who_fits_is_the_documented_one() -> None:
    """Each is worse than the one before by one thing alone, and better by the next."""
    order = (
        person("z-learns", **WISHES),
        person("y-stands-in", load=3),
        person("x-language-and-time", load=3),
        person("w-knew-often", knew=3, until=NOW + timedelta(minutes=5)),
        person("v-other-language", languages=("pl",), knew=3),
        person("t-far-below", authority=5),
        person("s-no-skill", skills={}),
        person("r-no-roster", on_shift=None),
    )
    away = person("away", on_shift=False, away_until=NOW.date(), stand_in="y-stands-in")
    mentor = person("mentor", tier=1, load=11, skills={"printing": 5})
    ranked = rank(
        case(**PRINTING, team="front-office", assignee="away", complexity=2),
        evidence(people=(*reversed(order), away, mentor)),
        ALWAYS,
    )
    logins = [each.person.login for each in ranked if each.person.login not in ("away", "mentor")]
    fitting = [each.login for each in order if each.login not in ("s-no-skill",)]
    assert [login for login in logins if login in fitting] == fitting
    assert logins[-1] == "s-no-skill"


def test_among_those_who_fit_knowing_load_authority_and_waiting_count_in_this_order() -> None:
    assert first(person("b", knew=1, load=9), person("a")) == "b"
    assert first(person("b", knew=5), person("a", knew=3)) == "a"
    assert first(person("b", load=6, capacity=24), person("a", load=6)) == "b"
    assert first(person("b", load=5), person("a", load=5, authority=3)) == "b"
    assert first(person("b", waiting_since=NOW - timedelta(hours=2)),
                 person("a", waiting_since=NOW)) == "b"  # fmt: skip
    assert first(person("b"), person("a", waiting_since=NOW)) == "b"
    assert first(person("b"), person("a")) == "a"
    assert first(person("b", capacity=0), person("a", load=11)) == "a"


def first(*team: Person) -> str:
    return best(*team)[0].person.login


def test_each_thing_for_and_against_somebody_is_named_in_its_order() -> None:
    def codes(**values: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        one = of(best(person("ida", **values), person("per")), "ida")
        return one.pros, one.cons

    good = ("on_shift", "authority", "skill", "room", "language")
    assert codes() == (good, ())
    assert codes(knew=1) == ((*good, "knew"), ())
    assert codes(declined=1)[1] == ("declined",)
    assert codes(role=Role.SUPERVISOR)[1] == ("not_an_agent",)
    assert codes(on_shift=False, until=NOW)[1] == ("off_shift",)
    assert codes(on_shift=False, away_until=NOW.date())[1] == ("away",)
    assert codes(on_shift=None)[1] == ("no_roster",)
    assert codes(authority=1)[1] == ("too_little_authority",)
    assert codes(skills={"printing": 1})[1] == ("no_skill",)
    assert codes(load=12)[1] == ("full",)
    assert codes(authority=5)[1] == ("far_below",)
    assert codes(authority=4)[1] == ()
    assert codes(languages=("pl",))[1] == ("language",)
    assert codes(languages=())[0] == good
    assert codes(until=NOW + timedelta(minutes=11))[1] == ("shift_ends",)
    assert codes(wishes=("printing",), skills={})[0][-1] == "wishes"
    assert "wishes" not in codes(wishes=("printing",))[0]


def test_a_skill_that_nobody_of_the_team_has_is_not_asked_of_anybody() -> None:
    alone = best(person("ida", skills={"printing": 1}), person("dag", team="desktop"))
    assert of(alone, "ida").cons == ()
    assert of(alone, "ida").fits
    assert (of(alone, "ida").skill, of(alone, "ida").level) == ("printing", 1)


def test_a_shift_that_is_over_has_no_minutes_left() -> None:
    late = of(best(person("ida", until=NOW - timedelta(hours=1))), "ida")
    assert (late.shift_minutes, late.work_minutes) == (0, 12)
    soon = of(best(person("ida", until=NOW + timedelta(minutes=3, seconds=59))), "ida")
    assert soon.shift_minutes == 3
    second = best(person("ida", tier=2, until=NOW + timedelta(minutes=44)))
    assert (second[0].shift_minutes, second[0].work_minutes) == (44, 45)


def test_somebody_stands_in_for_the_holder_else_for_who_knew_most() -> None:
    def away(login: str, **values: Any) -> Person:
        gone = {"on_shift": False, "away_until": NOW.date(), "stand_in": "dep", **values}
        return person(login, **gone)

    def instead_of(*team: Person, assignee: str | None = None) -> str | None:
        absent = of(best(*team, person("dep"), assignee=assignee), "dep").instead_of
        return absent.login if absent else None

    assert instead_of(away("a")) is None
    assert instead_of(away("a", knew=1), away("b", knew=2), away("c", knew=1)) == "b"
    assert instead_of(away("b", knew=2), away("a"), assignee="a") == "a"
    assert instead_of(away("a"), away("b", knew=2), assignee="a") == "a"
    assert instead_of(away("a", knew=1, stand_in=None)) is None
    assert instead_of(person("a", knew=1, stand_in="dep")) is None


def test_the_receipt_holds_what_the_words_about_a_person_need() -> None:
    gone = person("ann", name="Ann Ek", on_shift=False, away_until=NOW.date(), knew=2,
                  stand_in="dep", stand_in_name="Dep Uty", declined=2)  # fmt: skip
    dep = person("dep", load=4, until=NOW + timedelta(minutes=7))
    ranked = best(gone, dep)
    usual = {"capacity": 12, "skill": "printing", "level": 3, "authority": 2}
    assert ranked_facts(of(ranked, "ann")) == {
        **usual, "load": 0, "knew": 2, "declined": 2, "away_until": "2026-11-23",
        "stand_in": "dep", "stand_in_name": "Dep Uty",
    }  # fmt: skip
    assert ranked_facts(of(ranked, "dep")) == {
        **usual, "load": 4, "knew": 0, "instead_of": "ann", "instead_of_name": "Ann Ek",
        "shift_minutes": 7, "work_minutes": 12,
    }  # fmt: skip


def test_only_people_of_a_tier_or_team_are_ranked_where_that_is_asked() -> None:
    known = evidence()
    everybody = rank(case(), known, POLICY)
    assert {p.person.login for p in everybody} == {p.login for p in known.people}
    at_two = rank(case(), known, POLICY, tier=2)
    assert {p.person.login for p in at_two} == {"dag", "nina"}
    assert [p.person.login for p in rank(case(), known, POLICY, tier=2, team="network")] == ["nina"]
    assert weighed(case(), known, POLICY, "nina") == next(
        p for p in everybody if p.person.login == "nina"
    )

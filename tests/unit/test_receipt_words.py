"""A receipt reads as sentences for people who never saw a policy; nothing falls back to a code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from frontdesk import i18n, policy
from frontdesk.decision import wording
from frontdesk.decision.outcome import Reason, Stage, Verdict
from frontdesk.decision.wording.ways import target_words
from frontdesk.decision.words import SENTENCES
from frontdesk.routing import (
    Caller,
    Decision,
    Equipment,
    FixRecord,
    Similar,
    Target,
    VendorRecord,
    Wanted,
    blocked_words,
    decide,
    option_words,
    person_words,
    rank,
    reason_words,
    summary,
    to_json,
    why_not,
)
from frontdesk.terms import (
    Channel,
    Impact,
    Pending,
    Priority,
    RequesterKind,
    Route,
    Status,
    VendorKind,
)
from tests.unit.alike import ALIKE, FEW, MANY, NONE
from tests.unit.routing_cases import (
    COVERED,
    DEFAULT,
    GOOD_FIX,
    PEOPLE,
    POLICY,
    TEAMS,
    UNCOVERED,
    case,
    escalated,
    evidence,
    failed,
    person,
    route,
    ruled,
    said,
    taught,
)

BLOCK = '\n[[rules]]\nname = "not away"\neffect = "never"\nroute = "vendor_repair"\n'
UP = '\n[[rules]]\nname = "up"\neffect = "must"\nroute = "escalate"\ntier = 3\nbecause = "So."\n'
NEEDS = 'types = ["printer", "fax"]\nparts = ["roller"]\nskill = "mending"\n'
BOX = Equipment("STB-1", "set_top_box", vendor="maker")
CUSTOMER = Caller("kund", kind=RequesterKind.EXTERNAL)
VISITOR = VendorRecord("field", "Field service", VendorKind.CONTRACTOR)
LEFT = {"promise": "solved", "pauses": (Pending.VENDOR, Pending.REQUESTER)}
SLOW_FIX = replace(GOOD_FIX, likeness=0.9, minutes=200)


def decisions() -> list[Decision]:
    """Decisions that between them say everything that there is to say."""
    twin = Similar(4021, "the same again", 0.9)
    stranger = Caller("x", known=False, entitled=False, why_not="inactive")
    many = tuple(FixRecord(n, f"Fix {n}", 0.6) for n in range(6))
    minor = replace(COVERED, type="printer")
    dear = policy.parse(DEFAULT.replace("charge = 260.00", "charge = 900.00", 1))
    needing = policy.parse(
        DEFAULT.replace('types = ["printer", "fax"]\nfaults', NEEDS + "faults", 1)
    )
    empty = tuple(replace(team, people=0) for team in TEAMS)
    shift = (*PEOPLE, person("ida", on_shift=None, load=12, authority=1, knew=2, languages=("sv",)))
    return [
        route(
            known={"fixes": (GOOD_FIX, replace(GOOD_FIX, fix=5, tier=2)), "similar_open": (twin,)}
        ),
        route(known={"fixes": many, "people": shift}),
        route(known={"caller": stranger}),
        route(known={"caller": Caller("unknown", known=False)}),
        route("hm"),
        route("hm", channel=Channel.MONITORING, known={"people": ()}),
        route(category="from-elsewhere", complexity=5),
        route(category="prnting", tier=9, team="systems", status=Status.ASSIGNED),
        route(category="email", known={"teams": TEAMS[:1], "people": PEOPLE[4:]}),
        route("odd thing here", known={"people": (person("a", on_shift=False, skills={}),)}),
        route("laptop screen is cracked", equipment=COVERED),
        route("laptop is dead", equipment=replace(UNCOVERED, in_repair=True), policy=ruled(BLOCK)),
        route("dock is smashed", equipment=replace(UNCOVERED, type="dock")),
        route("printer has a paper jam", equipment=minor),
        route("laptop freezes", equipment=replace(COVERED, vendor=None), tried=failed(1, 2)),
        route(policy=ruled(UP)),
        route(policy=ruled(UP + UP.replace('"up"', '"too"')), known={"teams": TEAMS[:1]}),
        route(
            policy=ruled(
                UP.replace("must", "prefer"),
            ),
            complexity=5,
        ),
        route(policy=ruled("")),
        route(equipment=COVERED, tried=failed(31), known={"fixes": (GOOD_FIX,)}),
        route(known={"fixes": (replace(GOOD_FIX, likeness=0.1),)}),
        route(known={"teams": empty, "people": PEOPLE[:3]}),
        route("laptop screen is cracked", equipment=UNCOVERED, policy=dear),
        route(
            "laptop screen is cracked",
            equipment=replace(COVERED, vendor=None),
            known={"vendors": ()},
        ),
        route(known={**LEFT, "time_left": 90_000.0}),
        route(known={**LEFT, "time_left": 30.0}),
        route(known={**LEFT, "time_left": -900.0}),
        route(known={**LEFT, "time_left": 8_000.0, "fixes": (SLOW_FIX,)}),
        route(policy=ruled(UP), known={**LEFT, "time_left": 20_000.0}),
        replace(route(), reasons=(Reason(Stage.CHOOSE, "no_promises", Verdict.UNKNOWN),)),
        route(impact=Impact.EVERYONE, priority=Priority.P1),
        route("outlook does not open today", category="email"),
        route(known={"teams": (), "people": (person("a", authority=5),)}),
        *(route(site="poznan", known={"nearby": near}) for near in (NONE, FEW, MANY)),
        route(known={"alike": ALIKE}),
        route(known={"learned": taught(network=0.9, front_office=0.1)}),
        route(known={"learned": taught(network=0.4, desktop=0.35, front_office=0.25)}),
        route("I forgot my password", impact=Impact.SITE, reopened=1, tried=failed(1, 2)),
        route("tv is dead", equipment=BOX, known={"caller": CUSTOMER}),
        route("tv is dead", equipment=BOX, known={"caller": CUSTOMER, "vendors": (VISITOR,)}),
        route("paper jam", equipment=minor, policy=needing, site="umea", known={"nearby": MANY}),
        route("paper jam", equipment=minor, policy=needing, known={"people": PEOPLE[3:]}),
        decide(
            escalated(
                team="network", teams=("network", "systems") * 2 + ("network",), complexity=5
            ),
            evidence(teams=TEAMS[:4]),
            POLICY,
        ),
        decide(escalated(), evidence(came_from="front-office"), POLICY),
        decide(escalated(), evidence(came_from="front-office", fixes=(GOOD_FIX,)), POLICY),
        decide(escalated(complexity=5, hops=9), evidence(), POLICY),
        decide(case(assignee="maja"), evidence(fixes=(GOOD_FIX,)), POLICY),
        decide(case(complexity=4), evidence(), POLICY),
        decide(case("laptop screen is cracked", equipment=UNCOVERED), evidence(), POLICY),
        decide(
            case(
                "laptop screen is cracked",
                equipment=replace(UNCOVERED, type="headset", vendor=None),
            ),
            evidence(vendors=()),
            POLICY,
        ),
    ]


ALL = decisions()
CODES = sorted({code for d in ALL for option in d.options for code in option.blocked_by})


def sound(sentence: str) -> None:
    """A sentence: no holes, no code, a capital or a name first, a stop at the end."""
    assert sentence
    assert sentence[-1] in ".?!", sentence
    assert "{" not in sentence, sentence
    assert "None" not in sentence, sentence
    assert not re.search(r"\b[a-z]+_[a-z_]+\b", sentence.replace("set_top_box", "")), sentence


@pytest.mark.parametrize("decision", ALL, ids=range(len(ALL)))
def test_every_line_of_a_receipt_is_a_sentence(decision: Decision) -> None:
    for reason in decision.reasons:
        sound(reason_words(reason))
    sound(summary(decision))


def test_every_code_of_a_reason_has_been_said_by_these_decisions() -> None:
    said = {reason.rule for decision in ALL for reason in decision.reasons}
    assert set(SENTENCES) - said == set()


@pytest.mark.parametrize("code", CODES)
def test_every_block_is_a_sentence(code: str) -> None:
    sound(blocked_words(code))


def test_every_block_that_is_written_has_been_met() -> None:
    source = Path(wording.__file__).with_name("ways.py").read_text(encoding="utf-8")
    body = source[source.index("def block_words") : source.index("def remedy_words")]
    written = set(re.findall(r'^        "(\w+)": _', body, re.MULTILINE))
    assert written
    assert written - set(CODES) == set()


@pytest.mark.parametrize("other", Route)
def test_why_not_another_route_is_answered_in_sentences(other: Route) -> None:
    for decision in ALL:
        answer = why_not(decision, other)
        assert answer
        for sentence in answer:
            sound(sentence)


def test_why_not_ends_with_the_smallest_change() -> None:
    assert why_not(route(), Route.VENDOR_REPAIR)[-1] == (
        "It could be taken once the equipment is named on the ticket."
    )
    gap = why_not(route(known={"fixes": (GOOD_FIX,)}), Route.ASSIGN)
    assert re.search(r"if it cost \d+\.\d\d USD less\.$", gap[-1])


def test_why_not_names_the_rule_that_decided() -> None:
    assert any("“up”" in sentence for sentence in why_not(route(policy=ruled(UP)), Route.ASSIGN))


def test_why_not_names_the_rule_that_failed_with_what_it_saw_and_only_if_it_leads_there() -> None:
    intrusion = "wants category security, and this is email"
    assert any(intrusion in each for each in why_not(route(), Route.ESCALATE))
    assert any(intrusion in each for each in why_not(route(), Wanted(Route.ESCALATE, "systems")))
    network = why_not(route(), Wanted(Route.ESCALATE, "network"))
    assert not any("rule" in each for each in network)


def test_why_not_says_why_a_rule_forbids_it() -> None:
    because = BLOCK.replace('"not away"', '"not away"\nbecause = "It may be infected."')
    decision = route("laptop is dead", equipment=COVERED, policy=ruled(because))
    assert any("It may be infected." in each for each in why_not(decision, Route.VENDOR_REPAIR))


def test_why_not_of_an_option_that_is_not_there_names_those_that_are() -> None:
    said = why_not(route(), Wanted(Route.ESCALATE, "nowhere"))
    assert "escalate:desktop, escalate:network" in " ".join(said)


def test_why_not_leaves_remedies_to_whoever_knows_the_smallest_change() -> None:
    said = why_not(route(), Route.VENDOR_REPAIR, remedies=False)
    assert said == ("Not allowed: repair by a vendor.", "No equipment is named.")


def test_options_are_instructions_with_names() -> None:
    decision = route(known={"fixes": (GOOD_FIX,)})
    words = {option.key: option_words(option, decision) for option in decision.options}
    assert words["local_fix:31"] == (
        "Try known fix 31, “Outlook opens without its add-ins”, with the requester"
    )
    assert words["escalate:desktop"] == "Escalate it to Desktop support (tier 2)"
    assert option_words(route().chosen, route()) == "Give it to Maja of Front office"


def test_a_repair_without_a_vendor_names_none() -> None:
    said = target_words(Route.VENDOR_REPAIR, Target(1, "front-office"), "", "", i18n._)
    assert said == "Send it to a vendor for repair"


def test_a_person_is_described_on_one_line() -> None:
    ranked = rank(case(), evidence(people=(person("ida", on_shift=None, load=12),)), POLICY)
    assert person_words(ranked[0]) == (
        "may decide it, knows email at 3 of 5, speaks the language; "
        "but has 12 of 12 tickets already, no roster is kept"
    )


def test_who_is_away_is_said_with_until_when_and_who_stands_in() -> None:
    away = {"on_shift": False, "away_until": date(2026, 11, 30), "knew": 2}
    people = (person("ida", **away, stand_in="bo", stand_in_name="Bo Ek"), person("bo"))
    decision = route(known={"people": people})
    said_of = {str(r.facts["person"]): reason_words(r) for r in said(decision, "person")}
    assert "but away until 2026-11-30; Bo Ek stands in" in said_of["ida"]
    assert "stands in for Ida" in said_of["bo"]
    words = {
        each.person.login: person_words(each)
        for each in rank(case(), evidence(people=people), POLICY)
    }
    assert "away until 2026-11-30; Bo Ek stands in" in words["ida"]
    assert "stands in for Ida" in words["bo"]
    alone = rank(case(), evidence(people=(person("ida", **away),)), POLICY)
    assert "away until 2026-11-30; nobody stands in" in person_words(alone[0])


def test_text_for_scripts_is_english_whatever_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    english = to_json(route())
    monkeypatch.setattr(i18n, "_spoken", _Shouting)
    assert to_json(route()) == english
    assert reason_words(route().reasons[0]) == "THE REQUESTER IS REGISTERED."


class _Shouting:
    @staticmethod
    def gettext(text: str) -> str:
        return text.upper()


def test_a_reason_of_a_later_version_is_named_and_does_not_fail() -> None:
    later = Reason(Stage.OUTBREAK, "outbreak_found", Verdict.HELD, {})
    assert reason_words(later) == "outbreak_found: held."

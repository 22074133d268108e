"""What holds of every decision, whatever the case, the evidence and the policy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk import policy
from frontdesk.decision.outcome import Stage
from frontdesk.policy import Policy
from frontdesk.routing import (
    Caller,
    Case,
    Decision,
    Equipment,
    Evidence,
    FixRecord,
    Learned,
    Person,
    Similar,
    Suggested,
    Team,
    Tried,
    VendorRecord,
    decide,
    from_json,
    rank,
    to_json,
)
from frontdesk.terms import (
    Channel,
    Impact,
    Kind,
    Outcome,
    Priority,
    Role,
    Route,
    Status,
    VendorKind,
)
from tests.unit.routing_cases import NOW, POLICY, WITHOUT_RULES, failed

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
TEXTS = (
    "outlook printer cracked dead smoke password vpn toner network slow again laptop ransomware "
    "skärm trasig nie działa [EXTERN] \x1b[31m 🙂 no power screen phone"
)
WORDS = TEXTS.split()
CODES = ("front-office", "desktop", "network", "systems", "applications", "nowhere")

chance = st.floats(0, 1).map(lambda x: round(x, 3))
few = st.integers(0, 5)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any ticket, also absurd ones."""
    text = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
    days = st.integers(-2000, 2000).map(lambda n: (NOW + timedelta(days=n)).date())
    equipment = st.builds(
        Equipment,
        st.just("TAG-1"),
        st.sampled_from(("laptop", "printer", "dock", "desk_phone", "toaster")),
        vendor=st.sampled_from((None, "maker", "gone")),
        warranty_until=st.none() | days,
        contract_until=st.none() | days,
        in_repair=st.booleans(),
    )
    return draw(
        st.builds(
            Case,
            subject=text,
            words=text,
            now=st.just(NOW),
            number=st.none() | st.integers(1, 9),
            kind=st.sampled_from(Kind),
            channel=st.sampled_from(Channel),
            impact=st.sampled_from(Impact),
            priority=st.sampled_from(Priority),
            category=st.sampled_from((None, "email", "printing", "hardware", "security", "odd")),
            complexity=st.none() | st.integers(1, 5),
            status=st.sampled_from(Status),
            tier=st.integers(1, 4),
            team=st.sampled_from((None, *CODES)),
            assignee=st.sampled_from((None, "a1", "ghost")),
            equipment=st.none() | equipment,
            tried=st.lists(st.builds(Tried, few, st.sampled_from(Outcome)), max_size=3).map(tuple),
            teams=st.lists(st.sampled_from(CODES), max_size=4).map(tuple),
            hops=st.integers(0, 6),
            reopened=st.integers(0, 2),
        )
    )


@st.composite
def knowledge(draw: st.DrawFn) -> Evidence:
    """Any evidence whose codes are unique, as a store's are."""
    levels = (1, 2, 2, 3, 3)
    teams = draw(st.lists(st.sampled_from(list(zip(CODES, levels, strict=False))), unique=True))
    fixes = st.builds(
        FixRecord,
        few,
        st.just("A fix"),
        chance,
        tier=st.integers(1, 3),
        minutes=st.integers(0, 90),
        tries=st.integers(0, 50),
        worked=st.integers(0, 50),
    )
    people = st.builds(
        Person,
        st.sampled_from([f"a{n}" for n in range(8)]),
        st.just("Somebody"),
        st.sampled_from(CODES),
        st.integers(1, 3),
        role=st.sampled_from(Role),
        authority=st.integers(1, 5),
        skills=st.dictionaries(st.sampled_from(("email", "printing", "hardware")), few),
        languages=st.sampled_from(((), ("en",), ("sv", "pl"))),
        load=st.integers(0, 15),
        capacity=st.integers(0, 15),
        on_shift=st.sampled_from((True, False, None)),
        knew=few,
        waiting_since=st.none() | st.datetimes(timezones=st.just(UTC)),
    )
    vendors = st.builds(
        VendorRecord,
        st.sampled_from(("maker", "shop", "shed")),
        st.just("A vendor"),
        st.sampled_from(VendorKind),
        orders=few,
        repaired=few,
        days=st.none() | st.floats(0, 60),
    )
    return Evidence(
        caller=draw(
            st.builds(
                Caller,
                st.sampled_from(("anna", "unknown")),
                known=st.booleans(),
                entitled=st.booleans(),
                language=st.sampled_from(("en", "sv")),
            )
        ),
        fixes=tuple(draw(st.lists(fixes, max_size=5, unique_by=lambda fix: fix.fix))),
        similar_open=tuple(
            draw(st.lists(st.builds(Similar, few, st.just("x"), chance), max_size=3))
        ),
        teams=tuple(Team(code, code.title(), tier, people=draw(few)) for code, tier in teams),
        people=tuple(draw(st.lists(people, max_size=6, unique_by=lambda one: one.login))),
        vendors=tuple(draw(st.lists(vendors, max_size=3, unique_by=lambda one: one.code))),
        came_from=draw(st.sampled_from((None, *CODES))),
        learned=draw(st.none() | lessons()),
    )


@st.composite
def lessons(draw: st.DrawFn) -> Learned:
    """Whatever resolutions may have taught, of teams that are here or not."""
    tiers = dict(zip(CODES, (1, 2, 2, 3, 3), strict=False))
    shares = draw(st.dictionaries(st.sampled_from(sorted(tiers)), chance, max_size=4))
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    suggested = (Suggested(code, code.title(), tiers[code], share) for code, share in ranked)
    return Learned(
        "m" * 64, draw(st.booleans()), draw(chance), draw(st.integers(0, 400)), tuple(suggested)
    )


def _rule(number: int, effect: str, route: str, target: str, when: str) -> str:
    return (
        f'\n[[rules]]\nname = "r{number}"\neffect = "{effect}"\nroute = "{route}"\n{target}'
        f"when = {{ {when} }}\n"
    )


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """The default policy with other rules."""
    routes = ("assign", "local_fix", "escalate", "hand_back", "vendor_repair", "ask_requester")
    rules = ""
    for number in range(draw(st.integers(0, 4))):
        rules += _rule(
            number,
            draw(st.sampled_from(("must", "never", "never", "prefer"))),
            draw(st.sampled_from(routes)),
            draw(st.sampled_from(("", "tier = 2\n", 'team = "network"\n', 'vendor = "maker"\n'))),
            draw(
                st.sampled_from(
                    ("", "tier = 1", 'hops = ">=2"', 'words = ["printer", "crack*"]', "tries = 0")
                )
            ),
        )
    return policy.parse(WITHOUT_RULES + rules)


@quick
@given(cases(), knowledge(), policies())
def test_the_same_inputs_give_the_same_bytes(case: Case, known: Evidence, book: Policy) -> None:
    first = json.dumps(to_json(decide(case, known, book)))
    again = policy.parse(WITHOUT_RULES) if not book.rules else book
    shuffled = replace(
        known,
        fixes=known.fixes[::-1],
        teams=known.teams[::-1],
        people=known.people[::-1],
        vendors=known.vendors[::-1],
    )
    assert json.dumps(to_json(decide(case, known, again))) == first
    other = decide(case, shuffled, book)
    assert (other.route.value, other.target) == (
        json.loads(first)["route"],
        decide(case, known, book).target,
    )


@quick
@given(cases(), knowledge(), policies())
def test_a_decision_is_read_back_as_it_was_written(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    document = json.loads(json.dumps(to_json(decision)))
    assert from_json(document) == decision
    assert to_json(from_json(document)) == document


@quick
@given(cases(), knowledge(), policies())
def test_what_is_chosen_is_allowed_and_no_never_rule_names_it(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    assert decision.chosen.allowed
    assert decision.chosen.blocked_by == ()
    assert decision.chosen.target == decision.target
    assert 0 <= decision.confidence <= 1
    held = {r.rule for r in decision.reasons if r.stage is Stage.RULES and r.verdict == "held"}
    for rule in book.rules:
        if rule.effect == "never" and rule.name in held and rule.route is decision.route:
            target = decision.target
            narrowed = (
                (rule.tier, target.tier),
                (rule.team, target.team),
                (rule.vendor, target.vendor),
            )
            assert any(want is not None and want != got for want, got in narrowed)


@quick
@given(cases(), knowledge(), policies())
def test_every_option_is_sane_and_every_stage_is_on_the_receipt(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    for option in decision.options:
        assert 0 <= option.p_success <= 1
        assert option.expected_cost.amount >= 0
        assert option.expected_seconds >= 0
        assert option.allowed is not bool(option.blocked_by)
    keys = [option.key for option in decision.options]
    assert len(keys) == len(set(keys))
    stages = [reason.stage for reason in decision.reasons]
    assert sorted(stages, key=list(Stage).index) == stages
    assert set(stages) == set(Stage)


@quick
@given(cases(), knowledge(), policies())
def test_taking_away_what_is_blocked_changes_nothing(
    case: Case, known: Evidence, book: Policy
) -> None:
    decision = decide(case, known, book)
    dead = {
        option.target.fix
        for option in decision.options
        if option.route is Route.LOCAL_FIX
        and {"unlike", "for_higher_tier"} & set(option.blocked_by)
    }
    fewer = replace(known, fixes=tuple(fix for fix in known.fixes if fix.fix not in dead))
    # A fix for the tier below is what a hand-back is allowed for; it is not dead there.
    if decision.route is Route.HAND_BACK or any(
        o.route is Route.HAND_BACK for o in decision.options
    ):
        return
    after = decide(case, fewer, book)
    assert (after.route, after.target, after.expected_cost, after.confidence) == (
        decision.route,
        decision.target,
        decision.expected_cost,
        decision.confidence,
    )


def place(decision: Decision, key: str) -> int:
    """How many allowed options stand before one."""
    keys = [option.key for option in decision.options if option.allowed]
    return keys.index(key)


@quick
@given(cases(), knowledge(), st.integers(1, 200), st.data())
def test_a_fix_that_takes_longer_is_never_more_attractive(
    case: Case, known: Evidence, more: int, data: st.DataObject
) -> None:
    before = decide(case, known, POLICY)
    live = [o.target.fix for o in before.options if o.route is Route.LOCAL_FIX and o.allowed]
    if not live:
        return
    fix = data.draw(st.sampled_from(live))
    longer = tuple(
        replace(each, minutes=each.minutes + more) if each.fix == fix else each
        for each in known.fixes
    )
    after = decide(case, replace(known, fixes=longer), POLICY)
    key = f"local_fix:{fix}"
    cost = {o.key: o.expected_cost.amount for o in (*before.options,)}[key]
    assert {o.key: o.expected_cost.amount for o in after.options}[key] >= cost
    if after.route is Route.LOCAL_FIX and after.target.fix == fix:
        # Only what diagnosis had stood before may have let it through.
        assert before.target.fix == fix or any(r.rule == "diagnose_first" for r in before.reasons)


@quick
@given(knowledge(), st.integers(1, 400))
def test_a_dearer_second_tier_never_draws_tickets_up(known: Evidence, more: int) -> None:
    dearer = policy.parse(WITHOUT_RULES.replace("amount = 62.00", f"amount = {62 + more}.00", 1))
    plain = policy.parse(WITHOUT_RULES)
    case = Case("outlook does not open", "", NOW, tried=failed(9))
    before, after = decide(case, known, plain), decide(case, known, dearer)
    if after.route is Route.ESCALATE and after.target.tier == 2:
        assert before.route is Route.ESCALATE
        assert before.target.tier == 2


@quick
@given(cases(), knowledge())
def test_a_ranking_holds_everybody_once_and_the_fitting_first(case: Case, known: Evidence) -> None:
    ranked = rank(case, known, POLICY)
    assert sorted(one.person.login for one in ranked) == sorted(p.login for p in known.people)
    fits = [one.fits for one in ranked]
    assert fits == sorted(fits, reverse=True)
    assert all(one.fits or one.cons for one in ranked)
    only = rank(case, known, POLICY, team="desktop")
    assert all(one.person.team == "desktop" for one in only)


def lead(case: Case, decision: Decision, hops: int) -> Case:
    """The case after its decision was carried out and did not help."""
    target = decision.target
    moved = case.team is not None and target.team != case.team
    tried = case.tried
    if target.fix is not None:
        tried += (Tried(target.fix, Outcome.FAILED),)
    teams = (*case.teams, target.team) if target.team and target.team != case.team else case.teams
    return replace(
        case,
        tier=target.tier or case.tier,
        team=target.team,
        assignee=target.assignee,
        teams=teams,
        tried=tried,
        hops=hops + moved,
        status=Status.IN_PROGRESS,
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(cases(), knowledge(), policies(), st.lists(st.integers(1, 5), min_size=12, max_size=12))
def test_in_a_whole_life_of_bad_luck_the_hop_budget_holds(
    case: Case, known: Evidence, book: Policy, judged: list[int]
) -> None:
    case = replace(case, hops=0, team=None, teams=(), tried=(), status=Status.NEW)
    for complexity in judged:
        decision = decide(case, known, book)
        came_from = next((t for t in reversed(case.teams) if t != decision.target.team), None)
        case = replace(lead(case, decision, case.hops), complexity=complexity)
        known = replace(known, came_from=came_from)
        assert case.hops <= book.desk.hop_budget


def test_a_mapping_filled_in_another_order_is_the_same_evidence() -> None:
    one = Person("a", "A", "front-office", 1, skills={"email": 3, "vpn": 2})
    other = replace(one, skills={"vpn": 2, "email": 3})
    caller, case = Caller("x"), Case("vpn is down", "", datetime(2026, 1, 1, tzinfo=UTC))
    first = decide(case, Evidence(caller, people=(one,)), POLICY)
    assert first == decide(case, Evidence(caller, people=(other,)), POLICY)

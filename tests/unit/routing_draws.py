"""Cases, evidence and policies as hypothesis draws them: also absurd ones."""

from __future__ import annotations

from datetime import UTC, timedelta

from hypothesis import strategies as st

from frontdesk import policy
from frontdesk.policy import Policy
from frontdesk.routing import (
    Caller,
    Case,
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
)
from frontdesk.terms import (
    Channel,
    Impact,
    Kind,
    Outcome,
    Priority,
    Role,
    Status,
    VendorKind,
)
from tests.unit.routing_cases import NOW, WITHOUT_RULES

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


POLICY_WITHOUT_RULES = policy.parse(WITHOUT_RULES)


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
    hops = draw(st.sampled_from((4, 4, 12)))
    roomy = WITHOUT_RULES.replace("hop_budget = 4", f"hop_budget = {hops}", 1)
    return policy.parse(roomy + rules)

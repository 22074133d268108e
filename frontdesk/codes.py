"""The words for what is stored as a code: where a ticket stands, how somebody got in touch, verbs.

One place for them, so that a status has one name on every screen and in every sentence. It refuses
to translate what a desk has named itself (a category, a team, a login), and is not for scripts:
what they read and type is the code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from frontdesk.i18n import N_, _
from frontdesk.terms import (
    AssetState,
    Channel,
    Direction,
    Impact,
    Kin,
    Kind,
    Pending,
    Repair,
    RequesterKind,
    Resolution,
    Role,
    Route,
    Status,
    Urgency,
    VendorKind,
)


def _named(codes: type[StrEnum], *words: str) -> tuple[type[StrEnum], Mapping[str, str]]:
    """The words of all codes of a kind, in their order."""
    return codes, dict(zip((code.value for code in codes), words, strict=True))


WORDS: Mapping[type[StrEnum], Mapping[str, str]] = dict(
    (
        _named(
            Status, N_("new"), N_("assigned"), N_("in progress"), N_("pending"), N_("resolved"),
            N_("closed"), N_("cancelled"),
        ),
        _named(
            Pending, N_("requester"), N_("callback"), N_("vendor"), N_("visit"), N_("part"),
            N_("change"), N_("monitoring"),
        ),
        _named(Kind, N_("incident"), N_("request"), N_("problem")),
        _named(
            Channel, N_("phone"), N_("counter"), N_("email"), N_("chat"), N_("self service"),
            N_("monitoring"),
        ),
        _named(Direction, N_("incoming"), N_("outgoing")),
        _named(Impact, N_("person"), N_("group"), N_("site"), N_("everyone")),
        _named(Urgency, N_("low"), N_("normal"), N_("high"), N_("critical")),
        _named(
            Resolution, N_("known fix"), N_("fixed"), N_("workaround"), N_("instructed"),
            N_("repaired"), N_("replaced"), N_("fulfilled"), N_("no fault"), N_("duplicate"),
            N_("not fixable"),
        ),
        _named(
            Route, N_("assign"), N_("quick request"), N_("local fix"), N_("on site"),
            N_("escalate"), N_("hand back"), N_("swarm"), N_("vendor repair"),
            N_("contractor visit"), N_("major incident"), N_("ask requester"), N_("supervisor"),
        ),
        _named(
            Repair, N_("to be sent"), N_("shipped"), N_("at the vendor"), N_("returned"),
            N_("finished"), N_("called off"),
        ),
        _named(AssetState, N_("in use"), N_("in stock"), N_("in repair"), N_("retired")),
        _named(
            Kin, N_("went into"), N_("child of"), N_("caused by"), N_("duplicates"), N_("child"),
            N_("cause of"), N_("duplicate"), N_("related"), N_("took over"),
        ),
        _named(Role, N_("agent"), N_("supervisor"), N_("administrator")),
        _named(RequesterKind, N_("internal"), N_("external")),
        _named(VendorKind, N_("manufacturer"), N_("repair shop"), N_("contractor")),
    )
)  # fmt: skip
"""What each code is called, by its kind: the same word can be another code elsewhere.

A repair order and a ticket are not said to be closed in the same word, as other languages tell.
"""

_REGISTERS = (
    "site", "team", "agent", "shift", "plan", "organisation", "requester", "vendor", "asset",
    "part", "fix",
)  # fmt: skip
VERBS: Mapping[str, str] = {
    "absence": N_("absence"),
    "absorb": N_("merging into it"),
    "accept": N_("accept"),
    "assign": N_("assign"),
    "attach": N_("attach"),
    "balance": N_("deal out"),
    "cancel": N_("cancel"),
    "close": N_("close"),
    "contact": N_("contact"),
    "decide": N_("decide"),
    "decline": N_("decline"),
    "edit": N_("edit"),
    "escalate": N_("escalate"),
    "hand_back": N_("hand back"),
    "handover": N_("hand over"),
    "import": N_("import"),
    "learn": N_("learn"),
    "link": N_("link"),
    "macro": N_("a macro"),
    "merge": N_("merge"),
    "new": N_("new"),
    "note": N_("note"),
    "part": N_("part from it"),
    "redo": N_("redo"),
    "reopen": N_("reopen"),
    "repair": N_("repair order"),
    "repair_arrive": N_("repair arrived"),
    "repair_cancel": N_("repair called off"),
    "repair_close": N_("repair closed"),
    "repair_open": N_("repair order"),
    "repair_return": N_("repair returned"),
    "repair_ship": N_("repair shipped"),
    "reply": N_("reply"),
    "request": N_("a quick request"),
    "request_begun": N_("a quick request that is begun"),
    "resolve": N_("resolve"),
    "resume": N_("resume"),
    "return": N_("return"),
    "route": N_("route"),
    "ship": N_("ship"),
    "arrive": N_("arrive"),
    "take": N_("take"),
    "try_failed": N_("a fix that failed"),
    "try_worked": N_("a fix that worked"),
    "unassign": N_("unassign"),
    "undo": N_("undo"),
    "unlink": N_("unlink"),
    "unmerge": N_("unmerge"),
    "wait": N_("wait"),
    "wake": N_("wake"),
    "warn": N_("warn"),
    "keep": N_("keep"),
    "drop": N_("drop"),
    "policy_adopt": N_("adopt"),
    "absence_end": N_("end of an absence"),
    **{f"{noun}_add": N_("add") for noun in _REGISTERS},
    **{f"{noun}_edit": N_("edit") for noun in _REGISTERS},
    **{f"{noun}_import": N_("import") for noun in _REGISTERS},
}
"""What is done at the desk; other verbs are called as they are typed."""

FIELDS: frozenset[str] = frozenset(
    (
        N_("active"), N_("agent"), N_("away until"), N_("largest load"),
        N_("largest over median"), N_("load"), N_("median load"), N_("on shift"), N_("wishes"),
        N_("asset"), N_("asset type"), N_("asset types"),
        N_("assignee"), N_("authority"), N_("callback"), N_("callback number"), N_("capacity"),
        N_("category"), N_("channel"), N_("code"), N_("complexity"), N_("contract until"),
        N_("country"), N_("customer contact"), N_("days"), N_("direction"), N_("email"),
        N_("ends"), N_("entitled"), N_("external ref"), N_("fix"), N_("has equipment"), N_("hops"),
        N_("impact"), N_("kind"), N_("language"), N_("languages"), N_("login"), N_("minutes"),
        N_("model"), N_("name"), N_("note"), N_("organisation"), N_("pending"),
        N_("pending reason"), N_("pending until"), N_("phone"), N_("place"), N_("plan"),
        N_("priority"), N_("proposes"), N_("reopened"), N_("requester"), N_("requester kind"),
        N_("resolution"), N_("resolution code"), N_("role"), N_("route"), N_("serial"),
        N_("site"), N_("skills"),
        N_("starts"), N_("state"), N_("status"), N_("subject"), N_("tag"), N_("team"), N_("tier"),
        N_("timezone"), N_("tries"), N_("type"), N_("types"), N_("under warranty"), N_("urgency"),
        N_("vendor"), N_("warranty until"), N_("watchers"), N_("weekday"), N_("words"),
    )
)  # fmt: skip
"""Fields as they are read; a field of an import is called as it is there."""

NOUNS: frozenset[str] = frozenset(
    (
        N_("agent"), N_("answer"), N_("asset"), N_("assignee"), N_("fix"), N_("kept"), N_("macro"),
        N_("organisation"), N_("part"), N_("plan"), N_("policy"), N_("repair"), N_("repair order"),
        N_("requester"), N_("shift"), N_("site"), N_("store"), N_("team"), N_("ticket"),
        N_("vendor"), N_("view"),
    )
)  # fmt: skip
"""What is kept, as it is read."""

CODED: Mapping[str, tuple[type[StrEnum], ...]] = {
    "channel": (Channel,),
    "direction": (Direction,),
    "impact": (Impact,),
    "kind": (Kind, RequesterKind, VendorKind),
    "pending": (Pending,),
    "pending_reason": (Pending,),
    "requester_kind": (RequesterKind,),
    "resolution_code": (Resolution,),
    "role": (Role,),
    "route": (Route,),
    "state": (AssetState,),
    "status": (Status,),
    "urgency": (Urgency,),
}
"""The fields of a ticket or a person whose values are codes, with their kind."""


def words(code: StrEnum, say: Callable[[str], str] = _) -> str:
    """A code in the reader's language: ``in progress``, ``vendor repair``."""
    return say(WORDS[type(code)][code.value])


def verb(name: str) -> str:
    """A verb as people read it: ``hand back``."""
    return _(VERBS.get(name, name.replace("_", " ")))


def noun(name: str) -> str:
    """What something is that is kept: ``requester``, ``view``, ``repair order``."""
    return _(name) if name in NOUNS else name


def field(name: str, say: Callable[[str], str] = _) -> str:
    """The name of a field as it is read: ``resolution code``, ``asset`` for ``asset_id``."""
    shown = name.removesuffix("_id").replace("_", " ")
    return say(shown) if shown in FIELDS else shown


def value(name: str, said: object, say: Callable[[str], str] = _) -> str:
    """What stands in a field: the words of a code, all else as it is."""
    kinds = (kind for kind in CODED.get(name, ()) if said in WORDS[kind])
    return next((words(kind(str(said)), say) for kind in kinds), str(said))

"""Routes, options and what stands against them, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk.decision.outcome import Target
from frontdesk.decision.wording.voice import Facts, Say, amount, percent, span, time_left
from frontdesk.decision.wording.wants import want_words
from frontdesk.rulebook.conditions import BETWEEN
from frontdesk.terms import Route


def route_words(route: str, _: Say) -> str:
    """What a route is, as a doing: ``sent to a vendor for repair``."""
    words = {
        Route.ASSIGN: _("worked on at this tier"),
        Route.QUICK_REQUEST: _("served as a quick request"),
        Route.LOCAL_FIX: _("mended here with a known fix"),
        Route.ON_SITE: _("looked at on the spot"),
        Route.ESCALATE: _("escalated"),
        Route.HAND_BACK: _("handed back"),
        Route.SWARM: _("taken up by a swarm"),
        Route.VENDOR_REPAIR: _("sent to a vendor for repair"),
        Route.CONTRACTOR_VISIT: _("visited by a contractor"),
        Route.MAJOR_INCIDENT: _("made part of a major incident"),
        Route.ASK_REQUESTER: _("sent back to the requester with a question"),
        Route.SUPERVISOR: _("given to a supervisor"),
    }
    return words[Route(route)]


def target_words(route: Route, target: Target, name: str, person: str, _: Say) -> str:
    """An option as an instruction, without a full stop: ``Escalate it to Network (tier 2)``."""
    who = name or _code_of(route, target)
    if route is Route.ASSIGN and person:
        return _("Give it to {person} of {team}").format(person=person, team=who)
    if route is Route.LOCAL_FIX:
        said = _("Try known fix {fix} with the requester")
        said = _("Try known fix {fix}, “{name}”, with the requester") if name else said
        return said.format(fix=target.fix, name=name)
    if route is Route.VENDOR_REPAIR and not who:
        return _("Send it to a vendor for repair")
    if route in (Route.ASSIGN, Route.ESCALATE, Route.HAND_BACK) and not who:
        who = _("tier {tier}").format(tier=target.tier)
    return {
        Route.ASSIGN: _("Let {who} work on it (tier {tier})"),
        Route.ESCALATE: _("Escalate it to {who} (tier {tier})"),
        Route.HAND_BACK: _("Hand it back to {who} (tier {tier}) with instructions"),
        Route.VENDOR_REPAIR: _("Send the equipment to {who} for repair"),
        Route.QUICK_REQUEST: _("Serve it as a quick request: {who}"),
        Route.ON_SITE: _("Look at it on the spot, and mend there what is small"),
        Route.SWARM: _("Let a swarm of several teams take it up"),
        Route.CONTRACTOR_VISIT: _("Let {who} visit them"),
        Route.MAJOR_INCIDENT: _("Make it part of a major incident"),
        Route.ASK_REQUESTER: _("Ask the requester first"),
        Route.SUPERVISOR: _("Let a supervisor decide"),
    }.get(route, route_words(route, _)).format(who=who, tier=target.tier)


def _code_of(route: Route, target: Target) -> str:
    """The code of what a route leads to, where no name is known."""
    if route is Route.QUICK_REQUEST:
        return target.request or ""
    if route in (Route.VENDOR_REPAIR, Route.CONTRACTOR_VISIT):
        return target.vendor or ""
    return target.team or ""


def way_words(key: str, name: object, _: Say) -> str:
    """An option by its key, as a thing: ``known fix 31 (Red light)``, ``escalation to Network``."""
    route, _colon, which = key.partition(":")
    if route == Route.LOCAL_FIX:
        said = _("known fix {which}").format(which=which)
        return f"{said} ({name})" if name else said
    if not which and route == Route.VENDOR_REPAIR:
        return _("repair by a vendor")
    if not which and route == Route.CONTRACTOR_VISIT:
        return _("a contractor's visit")
    return {
        Route.ASSIGN: _("work by {who}"),
        Route.ESCALATE: _("escalation to {who}"),
        Route.HAND_BACK: _("hand-back to {who}"),
        Route.VENDOR_REPAIR: _("repair by {who}"),
        Route.QUICK_REQUEST: _("the quick request “{who}”"),
        Route.ON_SITE: _("looking at it on the spot"),
        Route.SWARM: _("a swarm"),
        Route.CONTRACTOR_VISIT: _("a visit by {who}"),
        Route.MAJOR_INCIDENT: _("a major incident"),
        Route.ASK_REQUESTER: _("asking the requester"),
        Route.SUPERVISOR: _("a supervisor's decision"),
    }[Route(route)].format(who=name or which or _("this tier"))


def block_words(code: str, _: Say) -> str:
    """What stands against an option, as a sentence."""
    if code.startswith("rule:"):
        return _("The rule “{rule}” forbids it.").format(rule=code.removeprefix("rule:"))
    return {
        "tried_before": _("It was tried on this ticket already."),
        "unlike": _("It is not like this matter enough."),
        "for_higher_tier": _("Only a higher tier may run it."),
        "no_team": _("No team works on this tier."),
        "nobody_in_team": _("Nobody works in that team."),
        "above_authority": _("The matter is more complex than that tier decides alone."),
        "skips_tier": _("A nearer tier can handle it."),
        "nothing_new": _("They have no known fix left that they have not tried."),
        "hop_budget": _("The ticket has been moved between teams as often as the policy allows."),
        "pair_budget": _(
            "The ticket has gone between these two teams as often as the policy allows."
        ),
        "not_carried_out": _("This version reckons with it, but does not take it by itself yet."),
        "fixes_failed": _(
            "A known fix has failed, so it is not the everyday request it looks like."
        ),
        "not_on_site": _("The equipment is at the customer's, where the desk does not go."),
        "no_part": _("A part that it takes does not lie at the site."),
        "not_trained": _("Nobody of the team has learned that repair."),
        "no_contractor": _("No contractor in the register goes to such equipment."),
        "no_equipment": _("No equipment is named."),
        "no_hardware_fault": _("Nothing says that hardware is broken."),
        "minor_repair": _("The front office repairs that itself."),
        "in_repair": _("The equipment is in repair already."),
        "no_vendor": _("No vendor is known that repairs it."),
        "beyond_repair": _("A repair would cost too much against a new one."),
        "replaced_instead": _("Without warranty such equipment is replaced, not repaired."),
        "requester_unregistered": _("The requester is not in the register."),
        "not_entitled": _("The requester's plan does not cover support now."),
        "too_little_said": _("Too little is said to know what it is about."),
    }[code]


def remedy_words(code: str, _: Say) -> str:
    """The smallest change that takes a block away; empty where nothing on the ticket does."""
    return {
        "for_higher_tier": _("It could be taken after an escalation."),
        "above_authority": _("It could be taken if somebody judged the complexity to be lower."),
        "skips_tier": _("It could be taken if somebody judged the complexity to be higher."),
        "nothing_new": _("It could be taken with a known fix that suits and was not tried."),
        "no_equipment": _("It could be taken once the equipment is named on the ticket."),
        "no_hardware_fault": _(
            "It could be taken if the words said what is broken, or after more fixes have failed."
        ),
        "minor_repair": _("It could be taken after that repair has failed."),
        "in_repair": _("It could be taken when the equipment has come back."),
        "no_part": _("It could be taken once the part lies at the site."),
        "not_trained": _("It could be taken once somebody of the team has learned it."),
        "no_contractor": _("It could be taken once a contractor is in the register for it."),
        "no_vendor": _("It could be taken once a vendor is in the register for it."),
        "beyond_repair": _("It could be taken under warranty or contract."),
        "replaced_instead": _("It could be taken under warranty or contract."),
        "unlike": _("It could be taken if the words said more that fits it."),
        "requester_unregistered": _("It could be taken once the requester is registered."),
        "not_entitled": _("It could be taken once the plan covers support."),
        "too_little_said": _("It could be taken once more is said."),
        "no_team": _("It could be taken once a team of that tier is in the register."),
        "nobody_in_team": _("It could be taken once somebody works in that team."),
    }.get(code, "")


def _fault(f: Facts, _: Say) -> str:
    if f["cause"] == "tries":
        return _("So many known fixes failed that the hardware is likely broken.")
    sure = {
        "certain": _("Hardware is broken: the words say “{cause}”."),
        "likely": _("Hardware may be broken: the words say “{cause}”."),
        "minor": _("It is a small repair that the front office does itself: “{cause}”."),
    }[str(f["fault"])]
    return sure.format(cause=str(f["cause"]).rstrip("*"))


def _blocked(f: Facts, _: Say) -> str:
    against = " ".join(block_words(code, _) for code in str(f["blocked_by"]).split(BETWEEN))
    return _("Not allowed: {option}. {against}").format(option=_way(f, _), against=against)


def _way(f: Facts, _: Say) -> str:
    return way_words(str(f["option"]), f.get("name"), _)


def _estimate(f: Facts, _: Say) -> str:
    said = _(
        "Reckoned for {option}: chance {p}, costs {own} itself and {whole} with what may "
        "follow, {time}."
    ).format(
        option=_way(f, _),
        p=percent(f["p"]),
        own=amount(f["own_cost"], f["currency"], _),
        whole=amount(f["expected_cost"], f["currency"], _),
        time=span(f["expected_seconds"], _),
    )
    if f.get("keeps") is False:
        said += " " + _("It would not keep the promise: {counted} count.").format(
            counted=time_left(f["counted_seconds"], _)
        )
    if f.get("unconfirmed"):
        said += " " + _("That rests on a figure that nobody has confirmed.")
    if f.get("tries"):
        record = _("Its record: {worked} of {tries}.")
        said += " " + record.format(worked=f["worked"], tries=f["tries"])
    return said


def _unconfirmed(f: Facts, _: Say) -> str:
    said = {"vendor": _("a vendor's help"), "field": _("a visit")}
    figures = (said.get(each, each) for each in str(f["figures"]).split(BETWEEN))
    return _(
        "Not confirmed as the desk's own: what {figures} cost (from {sources}). The policy can say "
        "better."
    ).format(figures=", ".join(figures), sources=str(f["sources"]))


WAYS: Mapping[str, Callable[[Facts, Say], str]] = {
    "no_hardware_fault": lambda f, _: _("Nothing says that hardware is broken."),
    "hardware_fault": _fault,
    "minor_fault": _fault,
    "option_allowed": lambda f, _: _("Allowed: {option}.").format(option=_way(f, _)),
    "option_blocked": _blocked,
    "contract_kept": lambda f, _: _(
        "All is there that tier {tier} ({name}) wants to see before it accepts."
    ).format(tier=f["tier"], name=f["tier_name"]),
    "contract_lacks": lambda f, _: _(
        "Before tier {tier} ({name}) accepts it, it wants to see: {wants}."
    ).format(
        tier=f["tier"],
        name=f["tier_name"],
        wants=", ".join(want_words(code, _) for code in str(f["missing"]).split(BETWEEN)),
    ),
    "costs_unconfirmed": _unconfirmed,
    "estimate": _estimate,
}

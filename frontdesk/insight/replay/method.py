"""How each figure of a replay was computed, and what it does not know, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import N_, _

if TYPE_CHECKING:
    from frontdesk.insight.replay.running import Replay

FIGURES = {
    "n": N_(
        "Tickets of the period that were resolved and whose opening is known; left_out counts the "
        "others by reason."
    ),
    "agreed": N_(
        "Share that would have gone straight to where it was resolved: the same team, or a vendor "
        "where equipment went to one. What the policy would put off (ask the requester, a "
        "supervisor) never agrees."
    ),
    "top1": N_(
        "Share whose resolving team is the first that the policy ranks, of the options that it "
        "allows."
    ),
    "top3": N_("The same, among the first three teams."),
    "macro_f1": N_(
        "Unweighted mean over places (teams, and vendor) of F1 of the place that the policy names "
        "first against the one that resolved it."
    ),
    "calibration_error": N_(
        "Expected calibration error (15 bins of equal width; Guo and others, 2017) of the "
        "decision's confidence against agreed; under calibration also of its chance of success, "
        "and of the first learned share against the team that resolved it."
    ),
    "suggested": N_(
        "What had been learned from tickets resolved before: the first team by share, and the "
        "first three, whatever the policy made of it."
    ),
    "by_route": N_("Parted by the route that the policy would have taken first."),
    "by_team": N_(
        "Parted by where it was resolved; sent: how many the policy would send there first."
    ),
    "by_month": N_("Parted by the month of opening."),
    "moved": N_(
        "Tickets that would first have gone elsewhere than they did. Of a ticket of another system "
        "that told no path, the team that resolved it counts as the first."
    ),
    "hops_delta": N_(
        "Handovers between teams a ticket, before and after. After is estimated: none where it "
        "would have gone straight to who resolved it; as it was where it would have gone where it "
        "went; else the mean of tickets that the same team resolved and that had begun elsewhere, "
        "at least one. What would be put off, or sent to a vendor though it was not, is left out."
    ),
    "cost_delta": N_(
        "Cost a ticket, before and after, in the desk's currency. Before is what was recorded. "
        "After is estimated as for hops_delta, each tier that it would have touched paid once by "
        "the replayed policy; repairs cost what they did. The routes were not taken: nobody knows "
        "what they would have cost."
    ),
    "uncertainty": N_(
        "95 % intervals: of shares after Wilson (1927), of means mean ± 1.96 · s ÷ √n of the "
        "differences ticket by ticket, of the difference of two policies for paired shares "
        "(Fleiss, 1981). They tell chance, not bias: tickets were resolved by whoever was given "
        "them, and a team that could have resolved one too never shows."
    ),
    "known": N_(
        "Each ticket is decided on what its first event says and what had happened by then: "
        "requester's plan and equipment as the register had them, known fixes as written and with "
        "the record of that moment, counts learned from tickets resolved before, queues and loads "
        "of that moment. A trained model has seen later tickets and is not asked."
    ),
    "today": N_(
        "Teams, people, skills, rosters and vendors are those of today's register: a policy is "
        "tried with the desk that is to work by it. Rosters say who was on shift as far as they "
        "reach back. Stocks of parts are not known."
    ),
}
"""Key to how it was computed."""
FOREIGN = N_(
    "Tickets of another system were decided with up to 30 of the teams that such tickets had been "
    "with by then, and without people: nobody's roster or load is known."
)
SIMILAR = N_(
    "Tickets like each: those resolved by then, with who had resolved them by then, and those "
    "opened at its site just before; the words by which they are found are those of today."
)
NOT_SIMILAR = N_("Similar resolved tickets and outbreaks were not looked for.")
REASONS = {
    "open": N_("not resolved yet"),
    "cancelled": N_("cancelled"),
    "merged": N_("merged into another"),
    "duplicate": N_("resolved as a duplicate"),
    "no_team": N_("no team had it"),
    "unknown_team": N_("a team that the register lacks"),
    "no_time_resolved": N_("nobody knows when it was resolved"),
    "resolved_before_opened": N_("resolved before it was opened"),
    "no_opening": N_("no event tells its opening"),
    "circle": N_("a circle of parents"),
    "erased": N_("its words are erased"),
}
"""Why a ticket is left out."""


def method(replay: Replay) -> dict[str, str]:
    """How each figure was computed, by its key."""
    told = {key: _(words) for key, words in FIGURES.items()}
    if replay.foreign:
        told["foreign"] = _(FOREIGN)
    told["similar"] = _(SIMILAR if replay.similar else NOT_SIMILAR)
    return told

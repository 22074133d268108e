"""When each clock starts and stops, walked through minute by minute (see ``clock_oracle``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.unit.clock_oracle import Found, Happening, Rule, Tally, found

Rules = Callable[[str, Happening], Rule | None]
UNDO = ("undo", "redo")


def walk(clock: str, story: Sequence[Happening], rules: Rules, now: int) -> list[Found]:
    """How every spell of a clock stands; nothing goes back in time."""
    step = STEPS.get(clock)
    tallies: list[Tally] = []
    teams = Teams()
    last = max(now, *(each.minute for each in story))
    minute = story[0].minute
    for number, each in enumerate(story):
        minute = max(minute, each.minute)
        if step is not None:
            step(tallies, each, minute, rules)
        else:
            teams.step(story[number - 1] if number else None, each, minute, rules)
        following = story[number + 1].minute if number + 1 < len(story) else last
        counting = teams.now if step is None else tallies[-1] if tallies else None
        if counting is not None and counting.stopped is None:
            for going in range(minute, following):
                counting.tick(going, each)
    shown = tallies if step is not None else teams.tallies[clock]
    return [one for tally in shown if (one := found(tally, story[-1], last)) is not None]


def close(tally: Tally, each: Happening, minute: int) -> None:
    tally.end(minute, "void" if each.status == "cancelled" or each.merged else "judged")


def governed(tally: Tally, clock: str, each: Happening, minute: int, rules: Rules) -> None:
    if each.absorbed is not None and clock in ("resolution", "first_response"):
        known = tally.absorbed
        tally.absorbed = each.absorbed if known is None else min(known, each.absorbed)
    tally.ruled(minute, rules(clock, each))


def resolution(tallies: list[Tally], each: Happening, minute: int, rules: Rules) -> None:
    if not each.live:
        if tallies:
            close(tallies[-1], each, minute)
        return
    if not tallies:
        tallies.append(Tally(1, minute))
    elif tallies[-1].stopped is not None:
        tallies.append(again(tallies.pop(), "resolution", each, minute, rules, tallies))
    governed(tallies[-1], "resolution", each, minute, rules)


def again(
    tally: Tally, clock: str, each: Happening, minute: int, rules: Rules, others: list[Tally]
) -> Tally:
    """What goes on after a reopening; a new spell leaves the old one among the others."""
    rule = tally.rule or tally.past or rules(clock, each)
    if each.verb in UNDO:
        tally.resume(minute, counts=True)
    elif rule is not None and rule.reopen == "reset":
        others.append(tally)
        return Tally(len(others) + 1, minute, tally.team)
    else:
        tally.resume(minute, counts=rule is not None and rule.gap == "counted")
    return tally


def first_response(tallies: list[Tally], each: Happening, minute: int, rules: Rules) -> None:
    if not each.live:
        if tallies:
            close(tallies[-1], each, minute)
        return
    if not tallies:
        tallies.append(Tally(1, minute))
    tally = tallies[-1]
    if tally.stopped is not None:
        tally.over = tally.over or each.verb not in UNDO
        if tally.over:
            return
        tally.resume(minute, counts=True)
    if each.answered:
        tally.ruled(minute, rules("first_response", each))
        tally.end(minute, "judged")
        tally.over = True
        return
    governed(tally, "first_response", each, minute, rules)


def next_update(tallies: list[Tally], each: Happening, minute: int, rules: Rules) -> None:
    if not each.live:
        if tallies:
            close(tallies[-1], each, minute)
        return
    if not tallies:
        tallies.append(Tally(1, minute))
    elif tallies[-1].stopped is not None and each.verb in UNDO:
        tallies[-1].resume(minute, counts=True)
    elif tallies[-1].stopped is not None or each.answered:
        tallies[-1].end(minute, "judged")
        tallies.append(Tally(len(tallies) + 1, minute))
    governed(tallies[-1], "next_update", each, minute, rules)


STEPS = {"resolution": resolution, "first_response": first_response, "next_update": next_update}


class Teams:
    """Who holds the ticket, and which of the two clocks of that team counts."""

    def __init__(self) -> None:
        self.tallies: dict[str, list[Tally]] = {"accept": [], "work": []}
        self.now: Tally | None = None
        self.clock = ""
        self.team: str | None = None
        self.taken = False

    def step(self, before: Happening | None, each: Happening, minute: int, rules: Rules) -> None:
        if not each.live:
            if self.now is not None:
                close(self.now, each, minute)
            return
        up = each.status == "in_progress"
        if each.team != self.team:
            self.leave(each, minute)
            self.team, self.taken = each.team, up
            self.begin("work" if up else "accept", each, minute, rules)
        elif self.team is not None and before is not None and not before.live:
            self.back(each, minute, rules, up=up)
        elif self.team is not None and up and not self.taken:
            self.accepted(each, minute, rules)
        elif (
            self.team is not None
            and each.verb == "undo"
            and self.taken
            and before is not None
            and (before.status, each.status) == ("in_progress", "assigned")
        ):
            self.leave(each, minute)
            self.taken = False
            self.begin("accept", each, minute, rules)
        if self.now is not None:
            governed(self.now, self.clock, each, minute, rules)

    def back(self, each: Happening, minute: int, rules: Rules, *, up: bool) -> None:
        """Reopened, with the team that had it."""
        if up and not self.taken:
            self.accepted(each, minute, rules)
        elif self.now is not None and self.now.stopped is not None:
            mine = self.tallies[self.clock]
            others: list[Tally] = []
            goes_on = again(self.now, self.clock, each, minute, rules, others)
            if others:
                goes_on.spell = len(mine) + 1
                mine.append(goes_on)
            self.now = goes_on

    def accepted(self, each: Happening, minute: int, rules: Rules) -> None:
        if self.now is not None:
            self.now.end(minute, "judged")
        self.taken = True
        self.begin("work", each, minute, rules)

    def leave(self, each: Happening, minute: int) -> None:
        if self.now is not None:
            if each.verb == "undo":
                self.now.end(minute, "void")
            elif self.clock == "work" or each.verb in ("return", "hand_back", "escalate"):
                self.now.end(minute, "judged")
            else:
                self.now.end(minute, "void_in_time")
        self.now = None

    def begin(self, clock: str, each: Happening, minute: int, rules: Rules) -> None:
        if self.team is None:
            return
        self.clock = clock
        earlier = [tally for tally in self.tallies[clock] if tally.team == self.team]
        if earlier:
            tally = earlier[-1]
            rule = tally.rule or tally.past or rules(clock, each)
            if each.verb in UNDO:
                tally.resume(minute, counts=True)
                self.now = tally
                return
            if rule is None or rule.back == "continue":
                tally.resume(minute, counts=False)
                self.now = tally
                return
        self.now = Tally(len(self.tallies[clock]) + 1, minute, self.team)
        self.tallies[clock].append(self.now)

"""What the panes of the Policy screen say, line by line, laid out for a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk import amounts, codes, dates
from frontdesk.i18n import _, plural
from frontdesk.text import cut, pad, safe, width
from frontdesk.widgets.policy_list import Line

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.golden import Tested
    from frontdesk.insight.policies import Matches
    from frontdesk.insight.replay import Row
    from frontdesk.policy import Difference, Rule
    from frontdesk.screens.policy_reading import Number, Sight
    from frontdesk.screens.policy_replaying import Replayed

_EFFECTS = {"must": "bold $success", "never": "bold $error", "prefer": "bold $primary"}
_MARKS = {"added": "+", "removed": "−", "moved": "↕", "changed": "·"}


def heading(sight: Sight, when: datetime) -> Content:
    """What is in force, or how far a draft is from it."""
    from frontdesk.insight.policies import SHORT

    if sight.wrong:
        said = _("The draft cannot be used: {why}").format(why=sight.wrong)
        return Content.styled(safe(said), "$text-warning")
    if not sight.drafted:
        said = _("in force since {day}, by {who}, {hash}").format(
            day=dates.moment(when), who=sight.version.adopted_by,
            hash=sight.version.hash[:SHORT],
        )  # fmt: skip
        return Content.styled(safe(said), "$quiet")
    parts = [
        plural("draft: {n} difference", "draft: {n} differences", len(sight.found)),
        plural("{n} case fails", "{n} cases fail", len(sight.failed))
        if sight.failed
        else _("all cases hold"),
    ]
    if sight.stale:
        parts.append(_("begun before the policy in force was adopted: see what differs"))
    bad = bool(sight.failed or sight.stale)
    return Content.styled(safe(" · ".join(parts)), "$text-warning" if bad else "bold")


def rules(found: Sequence[Rule], matches: Matches, room: int) -> list[Line]:
    """The rules in their order, with how often each has matched of late."""
    return [_rule(at, rule, matches, room) for at, rule in enumerate(found, 1)]


def _rule(at: int, rule: Rule, matches: Matches, room: int) -> Line:
    from frontdesk.policy import condition_words, effect_words

    count = matches.rules.get(rule.name, 0)
    often = f"{count}×" if count else ""
    effect = effect_words(rule)
    name_room = max(16, (room - 4 - 6) // 2)
    style = _EFFECTS[rule.effect.value]
    content = Content.assemble(
        (pad(str(at), 3, right=True) + " ", "$quiet"),
        pad(cut(safe(rule.name), name_room - 1), name_room),
        (pad(cut(safe(effect), room - name_room - 11), room - name_room - 10), style),
        (pad(often, 6, right=True), "$quiet"),
    )
    seen = plural("{n} decision", "{n} decisions", matches.decisions)
    often = plural(
        "matched {n} time in the latest {seen}", "matched {n} times in the latest {seen}", count
    ).format(seen=seen)
    detail = Content.assemble(
        (safe(rule.name), "bold"),
        (f"   {often}", "$quiet"),
        "\n",
        (safe(effect), style),
        (" " + _("when") + " ", "$quiet"),
        safe(condition_words(rule.when)),
        (f"\n{safe(rule.because)}" if rule.because else "", "italic"),
    )
    return Line(rule.name, content, detail)


def cases(tested: Sequence[Tested], room: int) -> list[Line]:
    """The golden cases, those that fail first."""
    return [_case(each, room) for each in sorted(tested, key=lambda each: each.holds)]


def _case(tested: Tested, room: int) -> Line:
    from frontdesk import golden

    mark, style = ("✓", "$success") if tested.holds else ("✗", "bold $error")
    name_room = max(20, room * 6 // 10)
    came = golden.came(tested)
    content = Content.assemble(
        (f"{mark} ", style),
        pad(cut(safe(tested.case.name), name_room - 1), name_room),
        (cut(safe(came), max(0, room - name_room - 3)), "$quiet"),
    )
    parts: list[str | tuple[str, str]] = [(safe(tested.case.name), "bold"), "\n"]
    if not tested.holds:
        expected = _("expected: {what}").format(what=golden.expected(tested))
        parts += [(safe(expected), "$text-warning"), "\n"]
    parts += [_("came: {what}").format(what=safe(came)), "\n"]
    parts.append((safe(golden.reason(tested)), "$quiet"))
    return Line(tested.case.name, content, Content.assemble(*parts))


def numbers(found: Sequence[Number], room: int) -> list[Line]:
    """The desk's own numbers with what each means."""
    wide = max((width(each.name) for each in found), default=0) + 2
    return [_number(each, wide, room) for each in found]


def _number(number: Number, wide: int, room: int) -> Line:
    value = pad(cut(safe(number.value), 11), 12)
    content = Content.assemble(
        pad(number.name, wide),
        (value, "bold $accent"),
        (cut(number.meaning, max(0, room - wide - 13)), "$quiet"),
    )
    written = _("{how}; left out: {default}").format(how=number.how, default=number.default)
    detail = Content.assemble(
        (f"{number.name} = {safe(number.value)}", "bold"),
        f"\n{number.meaning}\n",
        (written.replace("`", ""), "$quiet"),
    )
    return Line(number.name, content, detail)


def differences(found: Sequence[Difference], room: int) -> list[Line]:
    """What differs from the policy in force."""
    from frontdesk.policy import difference_words

    lines = []
    for each in found:
        said = safe(difference_words(each))
        mark = (f"{_MARKS[each.change.value]} ", "bold $accent")
        content = Content.assemble(mark, cut(said, room - 3))
        key = "/".join((*each.path, each.change))
        lines.append(Line(key, content, Content(said)))
    return lines


def replayed(found: Replayed | None, currency: str, room: int) -> list[Line]:
    """Past tickets that go elsewhere, with where they went and where they would have gone."""
    return [_replayed(each, currency, room) for each in found.rows] if found is not None else []


def _replayed(row: Row, currency: str, room: int) -> Line:
    from frontdesk.terms import Money

    went = " → ".join(row.went) or _("nobody")
    would = row.would or codes.words(row.route)
    cost = amounts.money(Money(row.cost, currency), sign=True) if row.cost is not None else ""
    moved = f"{went} ⇒ {would}"
    wide = max(20, (room - 8 - 14) // 2)
    content = Content.assemble(
        (pad(str(row.number), 6, right=True) + " ", "bold"),
        pad(cut(safe(row.subject), wide - 1), wide),
        (pad(cut(safe(moved), room - wide - 22), room - wide - 21), "$primary"),
        (pad(cost, 13, right=True), "$quiet"),
    )
    said = _("went {went}; would go to {would} ({route})").format(
        went=went, would=would, route=codes.words(row.route)
    )
    dear = _("cost {cost}, estimated").format(cost=cost) if cost else _("cost not estimated")
    detail = Content.assemble((safe(row.subject), "bold"), "\n", safe(said), "\n", (dear, "$quiet"))
    return Line(str(row.number), content, detail)


def warnings(found: Sequence[str], room: int) -> list[Line]:
    """What is odd about it."""
    return [
        Line(each, Content.assemble(("! ", "bold $warning"), cut(safe(each), room - 3)),
             Content(safe(each)))
        for each in found
    ]  # fmt: skip

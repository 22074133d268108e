"""``policy diff`` and ``policy adopt``: from one version of the desk's rules to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk import desk, insight
from frontdesk.cli import out, policy_files, shapes
from frontdesk.cli.invocation import Invocation, of
from frontdesk.cli.options import Verb
from frontdesk.errors import BadInputError
from frontdesk.i18n import _, plural
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.policy import Difference, Policy

MARKS = {"added": "+", "removed": "−", "moved": "↕", "changed": "·"}


def add(noun: typer.Typer) -> None:
    """Register the verbs under ``policy``."""
    noun.command("diff", cls=Verb)(diff)
    noun.command("adopt", cls=Verb)(adopt)


def diff(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A policy file; else the policy in force."),
    ] = None,
    with_: Annotated[
        str | None,
        typer.Option(
            "--with", metavar="HASH",
            help="The version to compare with; else the one in force, or the one before it.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """What differs between two policies, key by key; comments and layout do not count."""
    from frontdesk import policy

    call = of(context)
    after = policy_files.read(file) if file is not None else call.office.policy
    before = _before(call, with_, own=file is None)
    found = policy.differences(before, after)
    document = {
        "from": before.hash,
        "to": after.hash,
        "items": list(map(shapes.difference, found)),
        "next": None,
    }
    call.answer(document, *lines(found))


def _before(call: Invocation, with_: str | None, *, own: bool) -> Policy:
    """The policy that another is compared with."""
    from frontdesk import policy

    if with_ is not None:
        return policy.parse(insight.policies.version(call.kept, with_).text)
    if not own:
        return call.office.policy
    adopted = insight.policies.versions(call.kept, 2)
    if len(adopted) < 2:
        raise BadInputError(
            _("no other policy was in force before"),
            _("give a file, or --with HASH; `frontdesk policy show --all` lists them"),
        )
    return policy.parse(adopted[1].text)


def lines(found: Sequence[Difference]) -> list[str]:
    """Differences for people, one after the other."""
    from frontdesk.policy import difference_words

    if not found:
        return [_("they say the same")]
    said = [
        line
        for each in found
        for line in out.wrapped(safe(difference_words(each)), first=f"{MARKS[each.change]} ")
    ]
    return [*said, plural("{n} difference", "{n} differences", len(found))]


def adopt(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The policy file.")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Say what it would change, and do nothing.")
    ] = False,
) -> None:
    """Bring a policy into force, for everybody at once; a supervisor does.

    Its golden cases have to hold, and its teams have to exist. Warnings and differences are shown.
    """
    from frontdesk import golden, policy

    call = of(context)
    text = policy_files.written(file)
    rules = policy_files.parsed(text, file)
    tested = golden.run(rules)
    failed = [each for each in tested if not each.holds]
    found = policy.differences(call.office.policy, rules)
    odd, _compared = policy_files.odd(call, rules)
    said = [
        *(line for each in failed for line in policy_files.case_lines(each)),
        *(line for each in odd for line in out.wrapped(safe(each), first="! ")),
        *lines(found),
    ]
    document = {
        "hash": rules.hash,
        "number": None,
        "adopted": False,
        "cases": len(tested),
        "failed": [shapes.golden_case(each) for each in failed],
        "warnings": list(odd),
        "differences": list(map(shapes.difference, found)),
    }
    if failed:
        call.judge(document, said, policy_files.failure(len(failed)))
    office = call.office.preview() if preview else call.office
    done = desk.policies.adopt(office, text)
    held = plural("{n} golden case holds", "{n} golden cases hold", len(tested))
    short = rules.hash[: insight.policies.SHORT]
    last = _("nothing was changed") if preview else _("{hash} is in force").format(hash=short)
    call.answer(
        document | ({} if preview else {"number": done.made, "adopted": True}), *said, held, last
    )

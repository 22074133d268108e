"""Policies in files, and what is said of one: odd things, golden cases that fail.

It refuses to know a verb: ``policies``, ``policy_versions``, ``replays`` and ``receipts`` use it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk import insight
from frontdesk.cli import out, typed
from frontdesk.cli.invocation import Invocation
from frontdesk.errors import BadInputError, StoreError
from frontdesk.i18n import _, plural
from frontdesk.text import safe

if TYPE_CHECKING:
    from frontdesk.golden import Tested
    from frontdesk.policy import Policy


def written(path: str) -> str:
    """The text of a policy file.

    Raises:
        BadInputError: it cannot be read.
    """
    file = typed.existing(path)
    try:
        return file.read_text("utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        why = _("it is not UTF-8") if isinstance(error, UnicodeDecodeError) else error.strerror
        raise BadInputError(
            _("{path} cannot be read: {why}").format(path=path, why=why),
            _("give a TOML file in UTF-8"),
        ) from None


def parsed(text: str, path: str) -> Policy:
    """The policy that a file holds.

    Raises:
        BadInputError: it cannot be used; names the key and the line.
    """
    from frontdesk import policy

    return policy.parse(text, Path(path).name)


def read(path: str) -> Policy:
    """The policy in a file.

    Raises:
        BadInputError: it cannot be read, or not be used; names the key and the line.
    """
    return parsed(written(path), path)


def failure(count: int) -> tuple[str, str] | None:
    """What is said when so many golden cases fail; ``None`` when none does."""
    if not count:
        return None
    return (
        plural("{n} golden case fails", "{n} golden cases fail", count),
        _("mend the policy, or the case if the desk wants it so now"),
    )


def case_lines(tested: Tested) -> list[str]:
    """A golden case: its name; what was expected, if that did not come; what came, and why."""
    from frontdesk import golden

    name = safe(tested.case.name)
    if tested.holds:
        return [f"✓ {name}", *_dim(f"▸ {safe(golden.came(tested))}")]
    expected = _("expected: {what}").format(what=safe(golden.expected(tested)))
    came = _("came: {what}").format(what=safe(golden.came(tested)))
    because = safe(tested.case.because)
    return [
        f"✗ {name}",
        *(out.wrapped(because, "    ") if because else ()),
        *out.wrapped(expected, "    "),
        *out.wrapped(came, "    "),
        *_dim(safe(golden.reason(tested))),
    ]


def _dim(text: str) -> list[str]:
    return [out.dim(line) for line in out.wrapped(text, "    ")]


def odd(call: Invocation, rules: Policy) -> tuple[tuple[str, ...], bool]:
    """What is odd about a policy, and whether there was a register to compare it with.

    Raises:
        BadInputError: it names teams that the register lacks.
    """
    from frontdesk import policy

    try:
        known = insight.policies.staff(call.kept)
    except StoreError:
        if call.store is not None:
            raise
        return policy.warnings(rules), False
    if missing := policy.missing_teams(rules, known.levels):
        raise BadInputError(
            _("the policy names teams that do not exist: {teams}").format(teams=", ".join(missing)),
            _("add them with `frontdesk team add`, or mend the policy"),
        )
    return policy.warnings(rules, *known), True

"""One's own keys: which ids there are, what may stand where, what clashes, and what gives way.

It refuses a key that two of one's own wishes at one time would share, and a plain letter for what
is heard inside text fields, where the letter is to be typed. A shipped key that somebody's own
wish takes gives way, since a newer version may have brought it; but what leads out or finds
everything else keeps one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontdesk.commands import COMMANDS, KEYED, TYPED, Command, key_shown
from frontdesk.commands.hearing import Clash, clashing
from frontdesk.commands.moving import Move
from frontdesk.commands.places import PLACES
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.preferences.key_names import is_character, key_named, needs_altgr
from frontdesk.text import nearest, safe

Keys = Mapping[str, tuple[str, ...]]
"""Keys by id, each by the console's name; only what differs from the shipped ones."""
NEEDED = frozenset({"app.out", "app.leave", "overlay.out", "help.keys", "go.palette"})
"""What keeps a key whatever else: the ways out, and what finds all others."""
_TYPED = frozenset(move.id for place in PLACES if place.typed for move in place.moves)
_BY_PALETTE = frozenset(each.id for each in COMMANDS) - NEEDED
NAMED = 2
"""How many of those that gave way one line names."""


@dataclass(frozen=True, slots=True)
class GaveWay:
    """A shipped key that is somebody's own wish for something else.

    Attributes:
        to: the id of what has the key now; ``left``: the keys that are left beside it.
    """

    key: str
    to: str
    left: tuple[str, ...]


def known(id: str) -> Command | Move:  # noqa: A002  the field's name
    """What has an id: a command, a movement, or what a sheet or field hears.

    Raises:
        BadInputError: there is nothing of that id; the nearest is named.
    """
    if id in KEYED:
        return KEYED[id]
    near = nearest(id, KEYED, 1)
    raise BadInputError(
        _("there is no command {id!r}").format(id=safe(id, 80)),
        _("did you mean {key}?").format(key=near[0]) if near else _("docs/keys.md has them all"),
    )


def keys_for(id: str, written: Sequence[str]) -> tuple[str, ...]:  # noqa: A002  as above
    """The keys that somebody wants, by the console's names; none: by the palette only.

    Raises:
        BadInputError: nothing of that id, a key that cannot be, none where the palette does not
            lead, or a plain letter for what is heard while something is typed.
    """
    found = known(id)
    keys = tuple(dict.fromkeys(key_named(each) for each in written))
    if not keys and id not in _BY_PALETTE:
        raise BadInputError(
            _("{id} has no key").format(id=id), _("give it one, or leave it out of the settings")
        )
    plain = next((each for each in keys if is_character(each) and each not in found.keys), None)
    if plain is not None and _while_typing(found):
        raise BadInputError(
            _("{key} for {id} is typed into fields there").format(key=key_shown(plain), id=id),
            _("take ctrl+ and a letter, or a function key"),
        )
    return keys


def _while_typing(found: Command | Move) -> bool:
    if isinstance(found, Move):
        return found.priority or found.id in _TYPED
    return found.priority or set(found.screens) <= TYPED


def given_way(keys: Keys) -> dict[str, GaveWay]:
    """The shipped keys that are somebody's own wish for something else, by what they were of.

    Raises:
        BadInputError: two of one's own wishes want one key at one time, or something that must
            have a key would be left without any; both are named.
    """
    found: dict[str, GaveWay] = {}
    left = dict(keys)
    while (clash := next(clashing(COMMANDS, left), None)) is not None:
        loser, winner = _loser(clash, keys)
        remaining = tuple(each for each in left.get(loser, KEYED[loser].keys) if each != clash.key)
        if not remaining and loser in NEEDED:
            raise _refused(clash)
        left[loser] = remaining
        found[loser] = GaveWay(clash.key, winner, remaining)
    return found


def _loser(clash: Clash, keys: Keys) -> tuple[str, str]:
    """Which of two gives way, and to which: what ships to what somebody wants.

    Raises:
        BadInputError: both are one's own wishes.
    """
    one, other = clash.one in keys, clash.other in keys
    if one == other:
        raise _refused(clash)
    return (clash.other, clash.one) if one else (clash.one, clash.other)


def _refused(clash: Clash) -> BadInputError:
    return BadInputError(
        _("two commands want one key: {clash}").format(clash=clash.said(key_shown(clash.key))),
        _("give one of them another key"),
    )


def must_take_nothing(id: str, keys: Keys) -> None:  # noqa: A002  the field's name
    """Refuse keys of which one is something else's already, be it one's own or as it ships.

    Args:
        id: what gets its keys now; what gave way to others earlier may stay so.
        keys: all of one's own wishes, that one among them.

    Raises:
        BadInputError: it is; both are named.
    """
    for lost, gave in given_way(keys).items():
        if gave.to == id:
            where = next(
                each for each in clashing(COMMANDS, keys) if {each.one, each.other} == {id, lost}
            )
            raise _refused(where)


def in_words(gave: Mapping[str, GaveWay]) -> tuple[str, ...]:
    """One line on what gave way; nothing when nothing did."""
    if not gave:
        return ()
    lost = [
        _("{id} ({key}, yours for {to})").format(id=id, key=key_shown(each.key), to=each.to)
        for id, each in list(gave.items())[:NAMED]  # noqa: A001  the field's name
    ]
    if len(gave) > NAMED:
        lost.append(_("and {n} more").format(n=len(gave) - NAMED))
    said = _("your own keys come before shipped ones: {list}; the settings give those others")
    return (said.format(list=", ".join(lost)),)


def odd(keys: Keys) -> tuple[str, ...]:
    """What is odd about keys that can be used all the same."""
    return tuple(
        _("{key} for {id} needs AltGr on Swedish and Polish keyboards").format(
            key=key_shown(key), id=id
        )
        for id, wanted in keys.items()  # noqa: A001  the field's name
        for key in wanted
        if needs_altgr(key)
    )

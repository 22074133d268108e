"""From TOML to a person's settings, or to one line that says where it is wrong.

It refuses to go on after a mistake: a file is used whole or not at all. Checked by hand, not by
pydantic, whose import would cost more than the first paint of the console.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from frontdesk import toml_lines
from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.preferences.wishes import SETTINGS, Preferences, Setting
from frontdesk.text import nearest, safe

SIZE_LIMIT = 100_000
"""Characters of a settings file; a longer text is not one."""


def parse(text: str, name: str = "settings.toml") -> Preferences:
    """The settings that a TOML text holds.

    Args:
        text: the whole file.
        name: what the file is called when something is wrong with it.

    Raises:
        BadInputError: no TOML, an unknown key or command (the nearest is named), a value of
            another type, a key that cannot be bound, or two of one's own wishes for one key.
    """
    if len(text) > SIZE_LIMIT:
        raise BadInputError(
            _("{file} is too long for settings").format(file=name),
            _("give a TOML file of {limit} characters at most").format(limit=SIZE_LIMIT),
        )
    return _Reader(text, name).read(toml_lines.read(text, name))


class _Reader:
    """One file, which knows its lines."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name

    def read(self, plain: Mapping[str, Any]) -> Preferences:
        """The settings of a document."""
        settings = {each.name: each for each in SETTINGS}
        for key in plain:
            if key not in settings:
                near = nearest(key, settings, 1)
                raise self._wrong(
                    (key,),
                    _("{key} is not a setting").format(key=safe(key, 80)),
                    _("did you mean {key}?").format(key=near[0])
                    if near
                    else _("known here: {keys}").format(keys=", ".join(settings)),
                )
        given: dict[str, Any] = {
            key: self._value(settings[key], value) for key, value in plain.items() if key != "keys"
        }
        return self._with_keys(Preferences(**given), plain.get("keys", {}))

    def _wrong(self, path: toml_lines.Path, what: str, hint: str) -> BadInputError:
        line = toml_lines.line_of(self._text, path)
        where = f"{self._name}:{line}" if line else self._name
        return BadInputError(f"{where}: {what}", hint)

    def _value(self, setting: Setting, value: object) -> object:
        path = (setting.name,)
        what = _("{key} is {value}").format(key=setting.name, value=_shown(value))
        if not setting.words:
            if not isinstance(value, bool):
                raise self._wrong(path, what, _("say true or false"))
        elif not isinstance(value, str) or value not in setting.words:
            near = nearest(value, setting.words, 1) if isinstance(value, str) else []
            words = _("one of {words}").format(words=", ".join(setting.words))
            hint = _("did you mean {word}?").format(word=near[0]) + f" ({words})" if near else words
            raise self._wrong(path, what, hint)
        return value

    def _with_keys(self, own: Preferences, table: object) -> Preferences:
        if not isinstance(table, Mapping):
            raise self._wrong(
                ("keys",), _("keys is no table"), _('write [keys], then "id" = "key"')
            )
        if not table:
            return own
        from frontdesk.preferences import remapping  # the registry, which no other setting needs

        keys = {".".join(path): self._keys_of(path, written) for path, written in _flat(table)}
        try:
            gave = remapping.given_way(keys)
        except BadInputError as error:
            raise self._wrong(("keys",), error.title, error.hint) from error
        said = (*remapping.in_words(gave), *remapping.odd(keys))
        return replace(own, keys=keys, gave_way=gave, warnings=said)

    def _keys_of(self, path: toml_lines.Path, written: list[object]) -> tuple[str, ...]:
        """The keys of one entry of the table.

        Raises:
            BadInputError: they cannot be; it names the line.
        """
        from frontdesk.preferences import remapping

        name = ".".join(map(str, path))
        try:
            words = [each for each in written if isinstance(each, str)]
            if len(words) < len(written):
                remapping.known(name)
                raise BadInputError(
                    _("{id} has no key").format(id=name),
                    _('write "t", or a list: ["t", "ctrl+t"]'),
                )
            return remapping.keys_for(name, words)
        except BadInputError as error:
            at = ("keys", *path) if toml_lines.line_of(self._text, ("keys", *path)) else ("keys",)
            raise self._wrong(at, error.title, error.hint) from error


def _flat(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[Any, list[Any]]]:
    """The entries of the table; an id without quotes is TOML's way to write tables in tables."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, (*path, name))
        else:
            yield (*path, name), value if isinstance(value, list) else [value]


def _shown(value: object) -> str:
    """A value as it was written, cut short."""
    if isinstance(value, Mapping):
        return _("a table")
    if isinstance(value, list):
        return _("a list")
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{safe(value, 60)}"' if isinstance(value, str) else safe(str(value), 60)

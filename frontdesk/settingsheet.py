"""The page of the settings file, ``docs/settings.md``: ``python -m frontdesk.settingsheet``.

Made from the settings themselves; a test keeps it current, and its example usable. It refuses to
know a setting of its own.
"""

from __future__ import annotations

from pathlib import Path

from frontdesk.commands import key_shown
from frontdesk.preferences import SETTINGS, Setting
from frontdesk.preferences.key_names import ALTGR, EATEN, TAKEN

PAGE = Path("docs/settings.md")

EXAMPLE = """\
theme = "contrast"
language = "sv"
reduced_motion = true

[keys]
"ticket.take" = "Ö"                 # a capital letter: shift and ö
"ticket.resolve" = ["x", "f10"]     # several keys
"ticket.note" = "ctrl+y"
"""

_PAGE = """\
# One's own settings

Made from the code by `python -m frontdesk.settingsheet`; a test keeps it current. Everybody has
their own, in one TOML file in their configuration directory; `frontdesk settings path` says where,
and `FRONTDESK_CONFIG` names another file. Without one, everything is as it ships.

`,` shows them in the console, each with its meaning and how it ships: Enter changes one, a theme by
looking at it, a key by having it pressed (backspace: as it ships; delete: none). What you wrote
into the file stays, comments included. `frontdesk settings check` says whether a file can be used,
with the line, the key and the nearest known one; `frontdesk settings show` says what holds. A file
that cannot be used stops nothing: the console opens as it ships and says what is wrong.

| key | meaning | may be | default |
|---|---|---|---|
{settings}

```toml
{example}```

`FRONTDESK_THEME` and `FRONTDESK_LANG` come first where they are set when it begins, `NO_COLOR`
leaves nothing but greys, and `TEXTUAL_ANIMATIONS=none` stills the screen as `reduced_motion` does.

## Keys

The ids are those of [keys.md](keys.md), the sheets' and fields' among them. A key replaces the
shipped ones of its id; footer, `?` and palette show it. An empty list takes a command's keys away:
the palette still has it.

Two of your own wishes that are heard at one time cannot have one key: both are named. A *shipped*
key that is your own wish for something else gives way, since a newer version may have brought it:
the console says so in one line when it begins, the settings show what lost which key, and that
line is gone once what lost it has keys of its own in your file, or `[]`. What leads out, `?` and
the palette keep one key whatever else.

- A character is written as it is typed (`t`, `T`, `#`), others by name: `enter`, `space`, `tab`,
  `escape`, `home`, `pageup`, `f1` to `f20`, with `ctrl+` or `shift+` before them.
- Terminals do not pass on {eaten} as themselves, nor `alt+` and a character: refused.
- {taken} leave or stop programs: refused.
- {altgr} need AltGr on Swedish or Polish keyboards: a warning.
- What is heard inside text fields (function keys that lead to a screen, all of the contact form)
  cannot be a plain character. Another command whose shipped key is a character is not heard inside
  text fields, whatever key it is given.
"""


def sheet() -> str:
    """The whole page, in English."""
    return _PAGE.format(
        settings="\n".join(map(_row, SETTINGS)),
        example=EXAMPLE,
        eaten=", ".join(f"`{key}`" for key in sorted(EATEN) if key_shown(key)[1:].isalpha()),
        taken=", ".join(f"`{key}`" for key in sorted(TAKEN)),
        altgr=" ".join(f"`{each}`" for each in sorted(ALTGR)),
    )


def _row(setting: Setting) -> str:
    words = ", ".join(f'`"{each}"`' for each in setting.words) or setting.value
    default = f"`{setting.default}`" if setting.default else "none"
    return f"| `{setting.name}` | {setting.meaning} | {words} | {default} |"


def main() -> None:
    """Writes the page."""
    PAGE.write_text(sheet(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Public holidays by country and region, by their English names, from the ``holidays`` library.

The library is imported when a calendar with holidays is made, not before: it brings the modules of
all countries. It refuses places and categories that the library does not know; years that it does
not know have none.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest, safe

ENGLISH = "en_US"
WORKDAY = "workday"
"""The library's category of days that are worked instead of others: no holidays."""


@lru_cache(maxsize=4096)
def holidays_of(
    country: str, region: str, categories: tuple[str, ...], year: int
) -> Mapping[date, str]:
    """The holidays of a year with their names; of a day with several, all of them."""
    import holidays

    check_place(country, region, categories)
    # What it says about years that it knows in part would land on the terminal of a console.
    warnings.filterwarnings("ignore", r"Requested Holidays are available only from", UserWarning)
    # A language must be named: left out, the library takes that of the machine.
    found = holidays.country_holidays(
        country, subdiv=region or None, years=year, language=ENGLISH, categories=categories or None
    )
    return {day: name for day, name in sorted(found.items()) if day.year == year}


@lru_cache(maxsize=1024)
def check_place(country: str, region: str = "", categories: tuple[str, ...] = ()) -> None:
    """Refuse what the library does not know.

    Raises:
        BadInputError: no such country, region or category; the hint names the nearest.
    """
    import holidays

    known = _countries()
    if country not in known:
        raise _unknown(
            _("no holidays are known of the country {what}"),
            country,
            _shown(known),
        )
    place = holidays.country_holidays(country)
    regions = (*place.subdivisions, *place.subdivisions_aliases)
    if region and region not in regions:
        raise _unknown(_("no holidays are known of the region {what}"), region, regions)
    there = categories_of(country)
    for category in categories:
        if category not in there:
            title = _("the holidays of {country} have no category {what}")
            raise _unknown(title.format(country=country, what="{what}"), category, there)


@lru_cache(maxsize=256)
def categories_of(country: str) -> tuple[str, ...]:
    """The categories that the library has for a country; none for one that it does not know."""
    import holidays

    if country not in _countries():
        return ()
    there = holidays.country_holidays(country).supported_categories
    return tuple(sorted(each for each in there if each != WORKDAY))


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    """The codes that the library knows, with the names of the countries; of all."""
    from holidays.registry import COUNTRIES

    return {
        code: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", names[0])
        for names in COUNTRIES.values()
        for code in names[1:]
        if len(code) in (2, 3)
    }


def _shown(known: Mapping[str, str]) -> Mapping[str, str]:
    """What is shown for the code of a country in two letters, and for its name."""
    short = {code: name for code, name in known.items() if len(code) == 2}
    told = {code: f"{code} ({name})" for code, name in short.items()}
    return told | {name: told[code] for code, name in short.items()}


def _unknown(title: str, word: str, known: Mapping[str, str] | Collection[str]) -> BadInputError:
    shown = known if isinstance(known, Mapping) else {each: each for each in known}
    near = nearest(word, list(shown)) or list(shown)[:8]
    hint = _("leave it out")
    if near:
        hint = _("nearest: {names}").format(names=", ".join(dict.fromkeys(shown[n] for n in near)))
    return BadInputError(title.format(what=f"“{safe(word, 40)}”"), hint)

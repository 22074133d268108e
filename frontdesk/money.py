"""Amounts as people type them, turned into money in minor units.

It refuses what can be read in two ways (``1.200``), and knows no rates.
"""

from __future__ import annotations

import re

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.terms import Money
from frontdesk.text import nearest, safe

MOST = 10**14
"""The largest amount that is believed, in minor units."""

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_CODES.split())
"""ISO 4217, the currencies that people pay with."""

_SPACES = " \u00a0\u202f\u2009'’"
_TYPED = re.compile(
    rf"(?P<before>[A-Za-z]{{3}})?\s*(?P<sign>[-−+])?\s*(?P<number>\d[\d.,{_SPACES}]*?)\s*"
    r"(?P<after>[A-Za-z]{3})?",
    re.ASCII,
)
_WHOLE = re.compile(rf"\d+|\d{{1,3}}([.,{_SPACES}])\d{{3}}(?:\1\d{{3}})*", re.ASCII)


def currency(code: str) -> str:
    """The ISO 4217 code, in capitals.

    Raises:
        BadInputError: nobody pays with that.
    """
    wanted = code.strip().upper()
    if wanted in CURRENCIES:
        return wanted
    near = ", ".join(nearest(wanted[:10], sorted(CURRENCIES)))
    raise BadInputError(
        _("there is no currency {code}").format(code=f"“{safe(code.strip(), 20)}”"),
        _("did you mean {near}?").format(near=near) if near else _("write EUR, SEK, PLN …"),
    )


def parse_money(text: str, default: str, *, negative: bool = False) -> Money:
    """The money of ``120.50``, ``1 200,50``, ``120`` or ``120 SEK``.

    Args:
        text: what was typed.
        default: the currency when none was typed; one that was typed must be the same word or
            stands for itself.
        negative: whether less than nothing makes sense here.

    Raises:
        BadInputError: not an amount, in no known currency, with more than two decimals, negative
            where that makes no sense, or larger than is believed.
    """
    shown = f"“{safe(text.strip(), 40)}”"
    match = _TYPED.fullmatch(text.strip())
    if match is None or (match["before"] and match["after"]):
        raise BadInputError(
            _("{text} is not an amount").format(text=shown), _("write it as in 120.50")
        )
    paid = currency(match["before"] or match["after"] or default)
    amount = _minor(match["number"], shown)
    if match["sign"] in ("-", "−"):
        if not negative and amount:
            raise BadInputError(
                _("{text} is less than nothing").format(text=shown), _("write it without the minus")
            )
        amount = -amount
    if abs(amount) > MOST:
        raise BadInputError(
            _("{text} is more than is believed").format(text=shown), _("look at it again")
        )
    return Money(amount, paid)


def _minor(number: str, shown: str) -> int:
    """Minor units of a number with either decimal sign, thousands apart or not."""
    whole, mark, decimals = number, "", ""
    last = max(number.rfind("."), number.rfind(","))
    if last >= 0 and number.count(number[last]) == 1:
        whole, mark, decimals = number[:last], number[last], number[last + 1 :]
    grouped = _WHOLE.fullmatch(whole)
    if len(decimals) > 2 and decimals.isdecimal() and grouped:
        raise BadInputError(
            _("{text} has more than two decimals").format(text=shown),
            _("write {whole} or {short}").format(
                whole=re.sub(r"\D", "", number), short=f"{whole}{mark}{decimals[:2]}"
            )
            if len(decimals) == 3
            else _("write two decimals at most"),
        )
    if not grouped or (mark and (not decimals.isdecimal() or grouped.group(1) == mark)):
        raise BadInputError(
            _("{text} is not an amount").format(text=shown), _("write it as in 120.50")
        )
    return int(re.sub(r"\D", "", whole)) * 100 + int(decimals.ljust(2, "0"))

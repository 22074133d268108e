"""What would fit where a value does not: a model's mistake in the reader's words.

Pydantic says what is wrong in English; a file's reader says where it stands, and this what should
stand there. It refuses to guess: a kind of mistake that is not here stays in Pydantic's words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from frontdesk import terms
from frontdesk.i18n import N_, _, plural

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SHOULD: Mapping[str, str] = MappingProxyType(
    {
        "greater_than_equal": N_("it should be {ge} or more"),
        "greater_than": N_("it should be more than {gt}"),
        "less_than_equal": N_("it should be {le} at most"),
        "less_than": N_("it should be less than {lt}"),
        "int_type": N_("it should be a whole number"),
        "int_from_float": N_("it should be a whole number"),
        "int_parsing": N_("it should be a whole number"),
        "float_type": N_("it should be a number"),
        "float_parsing": N_("it should be a number"),
        "finite_number": N_("it should be a number"),
        "string_type": N_("it should be text"),
        "bool_type": N_("it should be true or false"),
        "bool_parsing": N_("it should be true or false"),
        "tuple_type": N_("it should be a list"),
        "list_type": N_("it should be a list"),
        "dict_type": N_("it should be a table"),
        "model_type": N_("it should be a table"),
        "model_attributes_type": N_("it should be a table"),
        "date_type": N_("it should be a date"),
        "date_parsing": N_("it should be a date"),
        "literal_error": N_("it should be one of {expected}"),
        "enum": N_("it should be one of {expected}"),
        "is_instance_of": N_("it should be one of {expected}"),
        "string_pattern_mismatch": N_("it should look like {pattern}"),
    }
)
_LENGTHS: Mapping[str, tuple[str, Callable[[int], str]]] = MappingProxyType(
    {
        "string_too_short": (
            "min_length",
            lambda n: plural(
                "it should have {n} character or more", "it should have {n} characters or more", n
            ),
        ),
        "string_too_long": (
            "max_length",
            lambda n: plural(
                "it should have {n} character at most", "it should have {n} characters at most", n
            ),
        ),
        "too_short": (
            "min_length",
            lambda n: plural(
                "it should have {n} entry or more", "it should have {n} entries or more", n
            ),
        ),
        "too_long": (
            "max_length",
            lambda n: plural(
                "it should have {n} entry at most", "it should have {n} entries at most", n
            ),
        ),
    }
)
"""Kinds about a length: where its bound stands, and what is said of it."""


def fitting(mistake: ErrorDetails) -> str:
    """What would fit, without a full stop.

    Args:
        mistake: one of ``ValidationError.errors()``. What a validator of ours says is in the
            reader's language already.
    """
    context: Mapping[str, Any] = mistake.get("ctx", {})
    if mistake["type"] in _LENGTHS:
        bound, counted = _LENGTHS[mistake["type"]]
        return counted(int(context[bound]))
    said = _SHOULD.get(mistake["type"])
    if said is not None:
        return _(said).format(**{**context, "expected": _expected(context)})
    return mistake["msg"].removeprefix("Value error, ").removesuffix(".")


def _expected(context: Mapping[str, Any]) -> str:
    """The words that may stand there, as a policy or a map writes them."""
    words = getattr(terms, str(context.get("class")), None)  # the key of a table: Pydantic's name
    if isinstance(words, type) and issubclass(words, StrEnum):
        return ", ".join(f"'{each}'" for each in words)
    return str(context.get("expected", "")).replace(" or ", ", ")

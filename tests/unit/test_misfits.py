from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from frontdesk.channels.mapping import ImportMap
from frontdesk.misfits import fitting
from frontdesk.rulebook.book import Policy
from frontdesk.terms import Channel


class Odd(BaseModel):
    """A model that can be missed in every way that ours can."""

    whole: Annotated[int, Field(ge=1, le=5)] = 1
    share: Annotated[float, Field(gt=0, lt=1)] = 0.5
    text: Annotated[str, Field(min_length=2, max_length=3)] = "ab"
    code: Annotated[str, Field(pattern=r"^[a-z]+$")] = "a"
    flag: bool = False
    some: Annotated[tuple[int, ...], Field(min_length=1, max_length=2)] = (1,)
    named: dict[str, int] = Field(default_factory=dict)
    form: Literal["csv", "xes"] = "csv"
    channel: Channel = Channel.PHONE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"whole": 0}, "it should be 1 or more"),
        ({"whole": 6}, "it should be 5 at most"),
        ({"whole": 1.5}, "it should be a whole number"),
        ({"whole": "x"}, "it should be a whole number"),
        ({"whole": []}, "it should be a whole number"),
        ({"share": 0}, "it should be more than 0.0"),
        ({"share": 1}, "it should be less than 1.0"),
        ({"share": "x"}, "it should be a number"),
        ({"text": 1}, "it should be text"),
        ({"text": "a"}, "it should have 2 characters or more"),
        ({"text": "abcd"}, "it should have 3 characters at most"),
        ({"code": "1"}, "it should look like ^[a-z]+$"),
        ({"flag": "x"}, "it should be true or false"),
        ({"some": 1}, "it should be a list"),
        ({"some": []}, "it should have 1 entry or more"),
        ({"some": [1, 2, 3]}, "it should have 2 entries at most"),
        ({"named": 1}, "it should be a table"),
        ({"form": "x"}, "it should be one of 'csv', 'xes'"),
    ],
)
def test_a_mistake_says_what_would_fit(given: dict[str, Any], said: str) -> None:
    assert fitting(_mistake(Odd, given)) == said


@pytest.mark.parametrize("odd", [1, 1.5, True, "?", "", [], [[]], {}, {"?": {}}, None])
@pytest.mark.parametrize("model", [Policy, ImportMap])
def test_no_mistake_of_a_file_is_told_in_pydantics_words(model: type[BaseModel], odd: Any) -> None:
    for name in model.model_fields:
        try:
            model.model_validate({name: odd})
        except ValidationError as wrong:
            mine = [each for each in wrong.errors() if each["loc"] and each["loc"][0] == name]
            own = [each for each in mine if each["type"] not in ("extra_forbidden", "missing")]
            told = [each for each in own if fitting(each) == each["msg"].rstrip(".")]
            assert not told


def _mistake(model: type[BaseModel], given: dict[str, Any]) -> Any:
    with pytest.raises(ValidationError) as wrong:
        model.model_validate(given)
    return wrong.value.errors()[0]

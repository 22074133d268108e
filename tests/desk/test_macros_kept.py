"""Macros as they are written down, kept, and told."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk import channels, desk, insight, placeholders
from frontdesk.desk import macros
from frontdesk.errors import BadInputError, FrontdeskError, NotFoundError, RefusedError
from frontdesk.store.unit import Store
from frontdesk.terms import Impact, Resolution
from tests.conftest import Enter
from tests.desk.macro_steps import MACRO, TO, WORDS, keep, several

# --- written down and read back --------------------------------------------------------------

STEPS = st.one_of(
    st.fixed_dictionaries({"verb": st.sampled_from(["take", "unassign", "accept", "route"])}),
    st.fixed_dictionaries({"verb": st.just("note"), "text": WORDS}),
    st.fixed_dictionaries(
        {"verb": st.just("assign"), "to": st.sampled_from(TO)}, optional={"reason": WORDS}
    ),
    st.fixed_dictionaries(
        {"verb": st.just("wait"), "for": st.sampled_from(["requester", "vendor"])},
        optional={"until": st.sampled_from(["2d", "90m", "14:30"])},
    ),
    st.fixed_dictionaries(
        {"verb": st.just("resolve"), "code": st.sampled_from(list(Resolution)), "text": WORDS},
        optional={"tier_1_could": st.booleans(), "with_children": st.booleans()},
    ),
    st.fixed_dictionaries(
        {"verb": st.just("edit"), "impact": st.sampled_from(list(Impact))},
        optional={"category": st.sampled_from(["vpn", "printing", ""]), "complexity": st.just("3")},
    ),
    st.fixed_dictionaries(
        {"verb": st.just("return"), "lacks": st.just(["category"])}, optional={"missing": WORDS}
    ),
)


@given(st.lists(STEPS, min_size=1, max_size=8))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_macro_that_is_read_back_is_the_same(listed: list[dict[str, Any]]) -> None:
    one = macros.parse(json.dumps(listed))
    again = macros.parse(macros.written(one))
    assert again == one
    assert macros.written(again) == macros.written(one)
    assert [step.verb for step in one] == [each["verb"] for each in listed]


# --- kept ------------------------------------------------------------------------------------


def test_a_macro_is_its_owners_until_a_supervisor_shares_one(enter: Enter, store: Store) -> None:
    keep(enter("maja"), "Till kunden", {"verb": "take"})
    with pytest.raises(NotFoundError, match="there is no macro"):
        insight.kept.one(store, MACRO, "ola", "Till kunden")
    with pytest.raises(RefusedError, match="supervisors"):
        keep(enter("maja"), "All", {"verb": "take"}, shared=True)
    with pytest.raises(RefusedError, match="exists already"):
        keep(enter("maja"), "TILL KUNDEN", {"verb": "take"})
    keep(enter("berit"), "Till kunden", {"verb": "unassign"}, shared=True)
    own = macros.of(insight.kept.one(store, MACRO, "maja", "till kunden"))
    theirs = macros.of(insight.kept.one(store, MACRO, "ola", "till kunden"))
    assert ([step.verb for step in own.steps], own.shared) == (["take"], False)
    assert ([step.verb for step in theirs.steps], theirs.shared) == (["unassign"], True)


def test_a_letter_runs_one_macro_of_its_owner(enter: Enter, store: Store) -> None:
    office = enter("maja")
    steps_ = json.dumps([{"verb": "take"}])
    desk.kept.keep(office, MACRO, "one", {"steps": steps_, "letter": "K"})
    with pytest.raises(RefusedError, match="k runs 'one' already"):
        desk.kept.keep(office, MACRO, "two", {"steps": steps_, "letter": "k"})
    desk.kept.keep(office, MACRO, "one", {"letter": "k"})
    desk.kept.keep(enter("ola"), MACRO, "two", {"steps": steps_, "letter": "k"})
    for letter in ("ł", "-", " "):
        if letter.strip():
            with pytest.raises(BadInputError, match="runs no macro"):
                desk.kept.keep(office, MACRO, "three", {"steps": steps_, "letter": letter})
    desk.kept.drop(office, MACRO, "one")
    desk.kept.keep(office, MACRO, "two", {"steps": steps_, "letter": "k"})


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([{"verb": "merge", "into": 4}], "'merge' is no verb that can be done to any ticket"),
        ([{"verb": "take"}, {"verb": "notee", "text": "x"}], "step 2, notee"),
        ([{"text": "x"}], "step 1 has no verb"),
        ([{"verb": 7}], "step 1 has no verb"),
        ([{"verb": "note", "txt": "x"}], "step 1, note: txt is no field here"),
        ([{"verb": "note"}], "text: is empty"),
        ([{"verb": "note", "text": "  "}], "text: is empty"),
        ([{"verb": "note", "text": "Dear {requestor}"}], "{requestor} is no placeholder"),
        ([{"verb": "wait", "for": "godot"}], "for: is none of"),
        ([{"verb": "wait", "for": "callback", "until": "2h"}], "belongs to one ticket"),
        ([{"verb": "wait", "for": "vendor", "until": "2026-12-24 09:00"}], "is one day"),
        ([{"verb": "edit"}], "nothing to change"),
        ([{"verb": "edit", "subject": "other"}], "subject belongs to one ticket"),
        ([{"verb": "edit", "asset": "PRN-0001"}], "asset belongs to one ticket"),
        ([{"verb": "edit", "impact": "huge"}], "impact: is none of"),
        ([{"verb": "edit", "category": "prnting"}], "there is no category"),
        ([{"verb": "edit", "site": "posnan"}], "there is no site"),
        ([{"verb": "assign", "to": "nobody"}], "there is no agent or team"),
        (
            [{"verb": "resolve", "code": "known_fix", "text": "x", "fix": 99}],
            "there is no fix 99",
        ),
        ([], "1 to 50 steps, not 0"),
        ([{"verb": "take"}] * 51, "1 to 50 steps, not 51"),
        ({"verb": "take"}, "not written as they should be"),
        (["take"], "not written as they should be"),
    ],
)  # fmt: skip
def test_what_could_not_be_run_is_refused_in_one_line_and_not_kept(
    enter: Enter, store: Store, listed: Any, said: str
) -> None:
    with pytest.raises(FrontdeskError) as caught:
        desk.kept.keep(enter("maja"), MACRO, "mine", {"steps": json.dumps(listed)})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert insight.kept.kept(store, MACRO, "maja") == []


def test_a_macro_of_a_later_format_or_with_an_unknown_verb_is_refused_not_half_done(
    enter: Enter, store: Store, place: Path
) -> None:
    keep(enter("maja"), "mine", {"verb": "take"}, {"verb": "note", "text": "x"})
    kept = body(place)
    later = {**kept, "format": "2"}
    unknown = {**kept, "steps": kept["steps"].replace("note", "sing")}
    for changed, said in (
        (unknown, "step 2, sing: 'sing' is no verb"),
        (later, "written in format 2, this frontdesk reads 1"),
        ({**kept, "colour": "red"}, "colour is no field here"),
        ({**kept, "steps": "[" * 100_000}, "not written as they should be"),
    ):
        write(place, changed)
        with pytest.raises(BadInputError, match="the macro 'mine' cannot be used") as caught:
            macros.of(insight.kept.one(store, MACRO, "maja", "mine"))
        assert said in str(caught.value)


def body(place: Path) -> dict[str, str]:
    with closing(sqlite3.connect(place)) as opened:
        found: dict[str, str] = json.loads(opened.execute("SELECT body FROM kept").fetchone()[0])
        return found


def write(place: Path, body: dict[str, str]) -> None:
    with closing(sqlite3.connect(place)) as opened, opened:
        opened.execute("UPDATE kept SET body = ?", (json.dumps(body),))


# --- told ------------------------------------------------------------------------------------


def test_the_page_on_macros_names_every_verb_with_its_inputs_and_its_file_can_be_kept(
    enter: Enter,
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "macros.md").read_text("utf-8")
    told = {}
    for line in page.splitlines():
        cells = [re.findall(r"`(\w+)`", cell) for cell in line.split("|")[1:-1]]
        if len(cells) == 2:
            told |= {verb: set(cells[1]) for verb in cells[0]}
    expected = {
        name: {field.alias or key for key, field in verb.inputs.model_fields.items()} - verb.tied
        for name, verb in desk.steps.VERBS.items()
    }
    assert told == expected
    example = page.split("```toml")[1].split("```")[0]
    desk.kept.keep(enter("maja"), MACRO, "example", channels.macros.one(example))
    assert set(placeholders.WORDS) <= set(re.findall(r"`\{(\w+)\}`", page))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"verb": "edit", "category": "", "complexity": 3}, "edit: category –, complexity 3"),
        ({"verb": "wait", "for": "requester", "until": "2d"}, "wait: requester, 2d"),
        (
            {"verb": "resolve", "code": "known_fix", "text": "as told", "with_children": True},
            "resolve: known fix, as told, with children yes",
        ),
        ({"verb": "escalate", "reason": "too hard", "lacking": "too hard"}, "escalate: too hard"),
        ({"verb": "hand_back", "instructions": "ask\x1b[31m her"}, "hand back: ask␛[31m her"),
        ({"verb": "take"}, "take"),
    ],
)
def test_a_step_is_told_in_a_few_words(step: dict[str, Any], said: str) -> None:
    assert str(several(step)[0]) == said

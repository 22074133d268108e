"""What a recording takes down: the verbs that ran, without what was undone meanwhile."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.rows import Change, Done
from frontdesk.screens.recording import Recorder, Recording


def done(operation: str, verb: str = "edit", undoes: str | None = None) -> Done:
    return Done(verb, operation, (Change(1, 1, 1),), undoes=undoes)


def said(verb: str) -> tuple[tuple[str, dict[str, object]], ...]:
    return ((verb, {}),)


def verbs(recording: Recording) -> list[str]:
    return [verb for verb, _inputs in recording.steps()]


def test_an_act_is_heard_once_and_what_has_no_inputs_of_its_own_is_named() -> None:
    recording = Recording()
    recording.hear(done("a", "take"), said("take"))
    recording.hear(done("a", "take"))  # every screen says so too
    recording.hear(done("b", "merge"))
    recording.hear(done("c", "hand_back"), said("hand_back"))
    recording.hear(Done("edit", "d", (Change(1, None, 1, refused="no"),)), said("edit"))
    assert verbs(recording) == ["take", "hand_back"]
    assert recording.left_out() == ["merge"]


def test_what_was_done_before_and_is_undone_now_is_nothing_for_another_ticket() -> None:
    recording = Recording()
    recording.hear(done("u", "undo", undoes="long ago"))
    assert (verbs(recording), recording.left_out()) == ([], ["undo"])
    recording.hear(done("r", "redo", undoes="u"))
    assert (verbs(recording), recording.left_out()) == ([], [])


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=12))
def test_undone_and_redone_verbs_stand_in_a_recording_as_they_stand_on_the_ticket(
    turns: list[str],
) -> None:
    """Against a plain stack: undo takes the last act off, redo puts it back."""
    recording, made = Recording(), 0
    standing: list[tuple[str, str]] = []
    taken_back: list[tuple[str, str]] = []
    for place, turn in enumerate(turns):
        operation = f"{turn}-{place}"
        if turn == "do":
            made += 1
            recording.hear(done(operation), said(f"verb-{made}"))
            standing.append((operation, f"verb-{made}"))
            taken_back.clear()
        elif turn == "undo" and standing:
            last = standing.pop()
            recording.hear(done(operation, "undo", undoes=last[0]))
            taken_back.append((operation, last[1]))
        elif turn == "redo" and taken_back:
            undone, verb = taken_back.pop()
            recording.hear(done(operation, "redo", undoes=undone))
            standing.append((operation, verb))
    assert verbs(recording) == [verb for _operation, verb in standing]
    assert len(recording) == len(standing)


def test_a_console_that_does_not_record_takes_nothing_down_and_says_nothing() -> None:
    told: list[str] = []
    recorder = Recorder(lambda: told.append("changed"))
    recorder.hear(done("a"), said("edit"))
    assert (recorder.said(), told) == ("", [])
    recorder.begin()
    recorder.hear(done("b"), said("edit"))
    assert recorder.said() == "● recording 1, M ends"
    recorder.end()
    assert (recorder.said(), len(told)) == ("", 3)

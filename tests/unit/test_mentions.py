"""Who is mentioned in a text."""

from __future__ import annotations

import pytest

from frontdesk.mentions import mentioned


@pytest.mark.parametrize(
    ("text", "logins"),
    [
        ("@ola", ("ola",)),
        ("ask @ola, then @maja: and @ola again", ("ola", "maja")),
        ("(@per.oberg)", ("per.oberg",)),
        ("@ola. Then", ("ola",)),
        ("mail ola@example.com or x.@ola", ()),
        ("@@ola", ()),
        ("@ola-, @ola-x", ("ola", "ola-x")),
        ("@", ()),
        ("@ola@corp", ("ola@corp",)),
        ("line\n@żółw_1", ("żółw_1",)),
    ],
)
def test_a_mention_is_a_login_behind_an_at_sign_at_the_beginning_of_a_word(
    text: str, logins: tuple[str, ...]
) -> None:
    assert mentioned(text) == logins

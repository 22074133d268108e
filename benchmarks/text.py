"""What the border for text costs: milliseconds a megabyte. Prints, asserts nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from frontdesk.text import cut, fold, safe

SIZE = 1_000_000

TEXTS = {
    "English": "The printer on floor two pulls two sheets at a time.\n",
    "Polish": "Drukarka na piętrze ciągnie dwie kartki, wciąż błąd zasięgu.\n",
    "Windows line ends": "Drukarka na piętrze\r\n",
    "escape sequences": "\x1b]52;c;aGVq\x07\x1b[31mczerwień\x1b[0m\n",
    "marks upon marks": "z" + "\u0301" * 20,
    "joined emoji": "👨‍👩‍👧 ok ",
    "C1 only": "\x9b",
}


def least(act: Callable[[], object], rounds: int = 5) -> float:
    """The shortest of several runs, in milliseconds."""
    spans = []
    for _round in range(rounds):
        start = time.perf_counter()
        act()
        spans.append(time.perf_counter() - start)
    return min(spans) * 1000


def main() -> None:
    print(f"{'a million characters of':26}{'safe':>8}{'fold':>8}  ms")
    for name, piece in TEXTS.items():
        text = (piece * (SIZE // len(piece) + 1))[:SIZE]
        border = least(lambda text=text: safe(text, SIZE * 2, lines=True))
        folding = least(lambda text=text: fold(text))
        print(f"{name:26}{border:8.1f}{folding:8.1f}")
    subject = "Drukarka na piętrze ciągnie dwie kartki, wciąż błąd zasięgu"
    line = least(lambda: [cut(safe(subject), 40) for _each in range(10_000)])
    print(f"{'safe and cut, one subject':26}{line / 10:8.2f}          µs")
    code = "import time; t=time.perf_counter(); import frontdesk.text; print(time.perf_counter()-t)"
    took = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"{'import':26}{float(took.stdout) * 1000:8.1f}          ms")


if __name__ == "__main__":
    main()

"""The figures of an imported event log from ``report``, beside those of a script of its own.

The log is brought in by its map in docs/imports.md, into a store that is thrown away.
"""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

from frontdesk.channels import logs
from frontdesk.channels.mapping import ImportMap, parse_map
from frontdesk.desk.founding import found
from frontdesk.desk.office import Office
from frontdesk.insight import figures
from measures.table import Row

PAGE = Path(__file__).parents[2] / "docs" / "imports.md"
SECONDS = 60.0
"""In which the log shall be in."""
POINT = 0.1
"""By how much a printed share may differ, in points."""
PRINTED = {
    "tickets": "7554", "events": "65533",
    "resolved_tier_1": "70.6 %", "resolved_tier_2": "24.8 %", "resolved_tier_3": "4.6 %",
    "never_left_tier_1": "60.2 %", "handovers_mean": "1.25", "handovers_none": "49.4 %",
    "handovers_p95": "5", "handovers_most": "31", "ping_pong": "16.7 %",
    "ping_pong_of_handed_over": "32.9 %", "ping_pong_up_to_tier_1": "6.5 %",
    "ping_pong_up_to_tier_2": "31.1 %", "ping_pong_up_to_tier_3": "35.9 %",
    "person_handovers_mean": "2.73", "person_ping_pong": "24.9 %",
    "time_to_resolve_incidents_tier_1": "1.4 h", "time_to_resolve_incidents_tier_2": "43.5 h",
    "time_to_resolve_incidents_tier_3": "118.9 h",
}  # fmt: skip
"""What was measured on ``support-lines`` by those who hand it out, as they print it."""


def documented(name: str) -> ImportMap:
    """The map of a name in docs/imports.md."""
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return parse_map(next(block for block in blocks if block.startswith(f"# {name}.toml\n")))


def rows(data: Path) -> list[Row]:
    """How many of the printed figures came out, and how long the log took to come in."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office.open(found(Path(folder) / "desk.db"))
        begun = time.perf_counter()
        logs.log(office, data / "support-lines" / "events.csv.gz", documented("support-lines"))
        took = time.perf_counter() - begun
        wanted = figures.Wanted(office.now(), calendar="24x7")
        read = figures.report(office.store, office.policy, wanted, zone=office.zone)
        office.close()
    got = {value.figure.key: value.value for value in read.values}
    print("support-lines, figures of the report")
    same = 0
    for key, printed in PRINTED.items():
        here, alike = beside(got.get(key), printed)
        same += alike
        print(f"  {key:34} {here:>10} {printed:>10}  {'' if alike else 'DIFFERS'}")
    return [
        Row("figures of support-lines as printed", same, len(PRINTED), unit=f"of {len(PRINTED)}"),
        Row("the log imported in", took, SECONDS, low=True, unit="s"),
    ]


def beside(value: float | None, printed: str) -> tuple[str, bool]:
    """A figure as it would be printed, and whether it is what was."""
    if value is None:
        return "none", False
    number, _blank, unit = printed.partition(" ")
    value = value * 100 if unit == "%" else value / 3600 if unit == "h" else value
    shown = f"{value:.{len(number.partition('.')[2])}f}"
    off = abs(float(shown) - float(number))
    return f"{shown} {unit}".strip(), off < POINT + 1e-9 if unit == "%" else off == 0

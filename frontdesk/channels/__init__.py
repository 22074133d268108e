"""How it comes in and goes out: files read in by a map, exports.

It refuses to change the store by itself: what comes in is handed to a verb of ``desk``. The
package is lazy like ``frontdesk.desk``.

For the command line (all take an ``Office``; a dry run is ``office.preview()``)::

    channels.imports.tickets(office, source, map_file, *, open_last=0, skip_bad=False,
                             progress=None) -> ImportReport   # .to_json(), .lines()
    channels.imports.history(office, source, map_file, *, skip_bad=False, progress=None)
    channels.logs.log(office, source, map_file, *, skip_bad=False, progress=None)
    channels.exports.export(office, what, stream, *, form="jsonl", spreadsheet=True) -> int

``source`` is a path, or ``-`` for standard input; ``what`` is ``tickets``, ``events`` or ``all``;
``stream`` takes bytes. ``progress`` is called with (phase, done, total).
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.channels import exports as exports
    from frontdesk.channels import ical as ical
    from frontdesk.channels import imports as imports
    from frontdesk.channels import logs as logs
    from frontdesk.channels import macros as macros
    from frontdesk.channels import mapping as mapping
    from frontdesk.channels import readers as readers
    from frontdesk.channels import row as row
    from frontdesk.channels import sources as sources


def __getattr__(name: str) -> ModuleType:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")

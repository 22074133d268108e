"""What a terminal hands over, whatever it is encoded in.

Textual reads UTF-8 and ends the program at the first byte that is something else, as a letter
typed in a Latin-1 terminal is. Here such a byte becomes U+FFFD and the console goes on. It refuses
to guess what was meant.
"""

from __future__ import annotations

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver


class LenientDriver(LinuxDriver):
    """A terminal that may send what is no UTF-8."""

    def run_input_thread(self) -> None:
        """Hears the terminal until the console ends."""
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError as error:
                heard = error.object.decode("utf-8", "replace")
                for event in XTermParser(self._debug).feed(heard):
                    self.process_message(event)
            else:
                return

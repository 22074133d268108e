"""frontdesk: the terminal console that an IT front office runs on its desks all day."""

__version__ = "0.1.0"

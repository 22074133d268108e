"""The inside of ``routing``: what a decision is made of. Import it from ``frontdesk.routing``."""

"""The inside of ``policy``: what a desk's own rules are made of. Import it from ``policy``."""

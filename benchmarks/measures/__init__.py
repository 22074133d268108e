"""What ``benchmarks/routing.py`` prints, a measure a file: got, at least, aim.

Each takes tickets that somebody else resolved, trains on a part and asks about the rest. They
assert nothing, and refuse to fit a threshold or a calibration on what is measured.
"""

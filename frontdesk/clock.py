"""Business time: how long something took, when it is due, and why, checked by hand.

The index of ``timing``: what it offers is imported from here. It is pure: it reads no store and no
wall clock, and it refuses to know a policy; what is promised comes in as plain values.
"""

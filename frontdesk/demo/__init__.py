"""The demonstration: a believable company with customers, people, equipment and a year of tickets.

It plans first (``plan``, pure: seed and moment in, frozen values out) and then carries the plan out
through the verbs of ``desk``. It refuses to touch a store that it has not made itself.
"""

"""What a policy would have done beside what happened: pure values, figures, their uncertainty.

It refuses to decide and to read a store: ``insight.replay`` hands in both sides of each ticket.
"""

"""Words that say nothing about a fault: function words and courtesies, folded.

English, Swedish and Polish, as callers and mails use them. The list is short on purpose: what is
rare among the known fixes but common in mails would otherwise speak for a fix.
"""

from __future__ import annotations

ENGLISH = """
a about after again all also am an and any are as at be because been but by can could dear did do
does doing for from get got had has have he hello help her here hi him his how i if in into is it
its just kind let like me mine my need needs now of on one or our out please regards she since so
some still thank thanks that the their them then there these they this those to today too up us very
was we were what when where which while who will with would you your
"""
SWEDISH = """
alla att av behover bara blir de den denna det detta dig din ditt du efter eller en er ett fran for
fore gar ha har hej hjalp hon han hur i idag igen in inte jag kan kommer man med mig min mitt mot
men
nagon nagot nar nu och om oss pa sa sig sin ska skulle som tack till ut vad vi vid vill var vara
ar an
"""
POLISH = """
a albo ale az bardzo bo by byc byl byla bylo co czy dla do dzis dzien dobry gdy gdzie i ich ja jak
jako je jego jej jest jestem jeszcze juz kiedy kto ktora ktore ktory ma mam mi mnie moge moj moja
moje mozna mu my na nam nas nie o od on ona oni oraz po pod pomoc pomocy prosze prosba przy sie
sa tak
tam te tego tej ten to tu ty tylko w we witam wy z za ze zeby
"""
PLAIN = frozenset(f"{ENGLISH} {SWEDISH} {POLISH}".split())
"""All of them. ``no`` and ``not`` stay out of it: no picture is not a picture."""

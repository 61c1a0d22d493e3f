"""From figures to relations: which figures of a text belong together, and why.

The only step that guesses. What stands around each figure is told once
(context); sentences state relations in the wordings of the language packs
(sentences); the others are found by kind (shares, changes, sums, repeats,
scales); some are dropped for what speaks against them (doubts). finding.py
runs them all. Nothing here judges.
"""

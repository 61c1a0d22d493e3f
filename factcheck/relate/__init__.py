"""From figures to relations: which figures of a text belong together, and why.

The only step that guesses. Stated relations come from the wordings of the
language packs (stated.py), inferred ones from labels (the other modules);
finding.py runs them all. Nothing here judges.
"""

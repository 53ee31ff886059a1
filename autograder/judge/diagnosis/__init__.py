"""What is behind a part that failed, in three tiers: a misconception that is known, a relation
between right and actual answers, or where it goes astray.

Its one door is `tiers.Diagnosis`. Must never change a verdict, nor quote an input that counts, and
would rather say nothing than something wrong.
"""

"""All steps that need no number: the fixed part of the vocabulary.

Must never hold two that are the same for every array.
"""

from __future__ import annotations

from autograder.judge.diagnosis.vocabulary.arrangements import ARRANGEMENTS
from autograder.judge.diagnosis.vocabulary.functions import FUNCTIONS
from autograder.judge.diagnosis.vocabulary.portions import PORTIONS
from autograder.judge.diagnosis.vocabulary.reductions import REDUCTIONS
from autograder.judge.diagnosis.vocabulary.step import Step

STEPS: tuple[Step, ...] = (*FUNCTIONS, *ARRANGEMENTS, *REDUCTIONS, *PORTIONS)

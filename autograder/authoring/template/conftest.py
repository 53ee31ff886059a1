"""Makes `pytest`, in this folder or above it, check your notebook and print one table."""

import sys
from pathlib import Path

import pytest

KIT = Path(__file__).with_name("selfcheck.zip")
PROBLEM = ""
try:
    sys.path.insert(0, str(KIT))
    from autograder.selfcheck import bytecode

    bytecode.keep(KIT)
    from autograder.selfcheck.plugin import *  # noqa: F403
except ImportError as error:
    if not KIT.exists():
        PROBLEM = f"{KIT} is missing: unpack the homework again / 과제 zip을 다시 푸세요"
    else:
        PROBLEM = f"{error}: pip install -r requirements.txt"
except SyntaxError:
    PROBLEM = "Python 3.10 or newer is needed / 파이썬 3.10 이상이 필요합니다"

if PROBLEM:

    def pytest_configure(config: pytest.Config) -> None:
        """Say what is to be done."""
        raise pytest.UsageError(PROBLEM)

"""Starts the autograder: beside this file lies the bundle, one folder up the submission."""

import sys
from pathlib import Path

from autograder.hosts.container import main

if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[1]))

# The two commands of the README: `make demo` and `make test`. Both make their own environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test exhaustive audit mutants lint build bench system browser picture clean

demo: $(READY) system
	$(BIN)/gradkit demo

test: $(READY) system browser lint
	$(BIN)/python -m pytest tests

# Takes the README's picture anew.
picture: $(READY) system browser
	$(BIN)/gradkit grade assignments/neural_network_learning/samples -o dist/picture --lang en --quiet
	cd tests && ../$(BIN)/python picture.py ../dist/picture ../assignments/neural_network_learning/pages.png

# What takes too long for every change: every sample and every misconception, both ways.
exhaustive: $(READY) system
	$(BIN)/python -m pytest tests -m exhaustive

# How well the rubric tells right from wrong: on known faults, and on machine-made mutants.
audit: $(READY) system
	$(BIN)/gradkit audit

mutants: $(READY) system
	$(BIN)/gradkit audit --mutants -o dist/mutants

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: $(READY)
	$(BIN)/gradkit build

bench: $(READY) system browser
	$(BIN)/python tests/benchmarks/suite.py
	$(BIN)/python tests/benchmarks/pages.py

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

# bubblewrap confines the workers; without it a weaker level is used, and said so. The tests look at
# the pages in chromium; without it they skip that, and say so.
system:
	@command -v bwrap >/dev/null || $(call install,bubblewrap) || \
	  echo "bubblewrap is not installed and could not be: isolation level 'process' (limits only). Debian, Ubuntu: sudo apt-get install bubblewrap"

browser:
	@command -v chromium >/dev/null || $(call install,chromium) || \
	  echo "chromium is not installed and could not be: the tests in a browser are skipped. Debian: sudo apt-get install chromium"

install = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }

clean:
	rm -rf $(VENV) dist

# The two commands of the README: `make demo` and `make test`. Both make their own environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

# What `make demo-otter` builds its image on, grades, and where it puts the table.
IMAGE ?= python:3.13-slim
SUBMISSIONS ?= assignments/neural_network_learning/samples
OUT ?= dist/otter

# Containers often turn bytecode off; without it each of hundreds of processes compiles all it imports.
export PYTHONDONTWRITEBYTECODE =

# How many tests run at a time: two more than there are cores, for one or two always wait for something.
TESTS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 2)
PYTEST = $(BIN)/python -m pytest tests -n $(TESTS) --dist worksteal

.PHONY: demo demo-otter test check test-classes test-walls test-authors test-system test-docker exhaustive parity redteam fuzz audit mutants lint build bench system browser services \
  platform lab picture engine clean

demo: $(READY) system
	$(BIN)/gradkit demo

# Every test belongs to one of seven: `test`, `test-classes`, `test-walls`, `test-authors`,
# `test-system`, `test-docker`, `exhaustive`.
test: $(READY) system
	$(PYTEST) -m 'not classes and not walls and not authors and not system and not docker and not exhaustive'

# Whole classes: pools of judges, clusters, folders that grow, what diagnosis tells, every right style.
test-classes: $(READY) system
	$(PYTEST) -m 'classes and not system and not docker and not exhaustive'

# Attacks on the walls, and works that want points for nothing, at the strongest level there is.
test-walls: $(READY) system
	$(PYTEST) -m 'walls and not system and not docker and not exhaustive'

# From `gradkit new` to `gradkit audit`, the tutorial word for word, and the assignments but the first.
test-authors: $(READY) system
	$(PYTEST) -m 'authors and not system and not docker and not exhaustive'

# The inner loop: lint, types, and what takes no build, no class and no second, on a fifth of the
# examples. One process less than elsewhere: each has five seconds to do before its first test.
check: TESTS = $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
check: $(READY) lint
	$(PYTEST) -q --hypothesis-profile=quick -m 'not slow and not system and not docker and not exhaustive'

# What needs more of the system than Python and bubblewrap: Chromium, PostgreSQL, pango, an LMS.
test-system: $(READY) system browser services platform lab
	$(PYTEST) -m 'system and not docker and not exhaustive'

# Takes the README's picture anew.
picture: $(READY) system browser
	$(BIN)/gradkit grade assignments/neural_network_learning/samples -o dist/picture --lang en --quiet
	$(BIN)/python tests/support/picture.py dist/picture assignments/neural_network_learning/pages.png

# What takes too long for every change: every sample and every misconception, both ways.
exhaustive: $(READY) system
	$(BIN)/python -m pytest tests -m exhaustive

# Self-check and grade agree on every solution there is, right or wrong, and on those in FILES: over
# an hour on two cores, and each twelfth says what it has found as soon as it is through.
parity: $(READY) system
	PARITY_FILES=$(FILES) $(BIN)/python -m pytest tests/selfcheck/test_parity.py -s -m exhaustive

# How well the rubric tells right from wrong: on known faults, and on machine-made mutants.
audit: $(READY) system
	$(BIN)/gradkit audit

mutants: $(READY) system
	$(BIN)/gradkit audit --mutants -o dist/mutants

# `otter grade` itself, in containers: several minutes.
test-docker: $(READY) system engine
	$(BIN)/python -m pytest tests -m docker

# For whoever has Docker: build, `otter grade`, the table.
demo-otter: $(READY)
	@docker info >/dev/null 2>&1 || { echo "no Docker engine answers: install and start Docker first (https://docs.docker.com/get-started/get-docker)"; exit 1; }
	$(BIN)/gradkit build
	mkdir -p "$(OUT)"
	$(BIN)/otter grade -v -n gradkit-demo -a dist/neural_network_learning/autograder.zip --image "$(IMAGE)" -o "$(OUT)" "$(SUBMISSIONS)"
	@$(BIN)/python -c 'import sys, pandas; print(pandas.read_csv(sys.argv[1]).to_string(index=False))' "$(OUT)/final_grades.csv"
	@echo "table: $(OUT)/final_grades.csv"

# All attacks, at every level that can be had here; then the table of them in docs/security.md.
redteam: $(READY) system
	GRADKIT_ALL=1 GRADKIT_KILLS=12 GRADKIT_DAMAGED=2000 \
	  $(BIN)/python -m pytest tests/redteam -m 'exhaustive or not exhaustive'
	$(BIN)/python tests/redteam/table.py

# Lies and damaged files for longer: ten minutes.
fuzz: $(READY) system
	GRADKIT_DAMAGED=6000 $(BIN)/python -m pytest tests/redteam/test_damaged.py
	mkdir -p dist && cd dist && for name in range nets; do \
	  ../$(BIN)/python ../tests/redteam/fuzz_channel.py 150 $$name || exit 1; done

# Without a cache: what ruff makes of an import also depends on files that came or went elsewhere.
lint: $(READY)
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: $(READY)
	$(BIN)/gradkit build

# BENCH=--quick to try it; BENCH=--docs puts the figures into docs/performance.md.
bench: $(READY) system browser
	PYTHONPATH=tests/support $(BIN)/python tests/benchmarks/suite.py $(BENCH)
	$(BIN)/python tests/benchmarks/pages.py

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	command -v uv >/dev/null || $(BIN)/python -m pip install --quiet uv || true
	$(call packages,$(VENV),--editable '.[dev]')
	touch $@

# Packages for an environment. uv takes half a minute for what pip takes three, but does not read pip's
# settings: where it finds nothing, pip goes by them, and all processors compile what it has installed.
packages = { $$(command -v uv || echo $(BIN)/uv) pip install --quiet --compile-bytecode --python $(1)/bin/python $(2) || \
	  { $(1)/bin/python -m pip install --quiet --no-compile $(2) && \
	    { $(1)/bin/python -m compileall -q -j 0 $(1)/lib >/dev/null || true; }; }; }

# bubblewrap confines the workers; without it a weaker level is used, and said so. The tests look at
# the pages in chromium; without it they skip that, and say so.
system:
	@command -v bwrap >/dev/null || $(call install,bubblewrap) || \
	  echo "bubblewrap is not installed and could not be: isolation level 'process' (limits only). Debian, Ubuntu: sudo apt-get install bubblewrap"

browser:
	@command -v chromium >/dev/null || $(call install,chromium) || \
	  echo "chromium is not installed and could not be: the tests in a browser are skipped. Debian: sudo apt-get install chromium"

# What the desk's tests need: a PostgreSQL of their own, fonts and libraries for PDF, pdftotext.
SERVICES = postgresql poppler-utils libpango-1.0-0 libpangoft2-1.0-0 fonts-nanum
services:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && command -v pdftotext >/dev/null && \
	  ls /usr/lib/*/libpangoft2-1.0.so.0 >/dev/null 2>&1 && fc-list 2>/dev/null | grep -qi nanum || \
	  $(call install,$(SERVICES) fontconfig) || \
	  echo "not installed: $(SERVICES); the tests of PostgreSQL and PDF are skipped, and say so"

# A platform that is not ours, in an environment of its own: Open edX's LTI consumer.
platform: $(READY)
	@there=$$($(BIN)/python -c "from platformdirs import user_cache_path as c; print(c('gradkit-tests') / 'open-edx')"); \
	  $$there/bin/python -c "import lti_consumer, cryptography" 2>/dev/null || \
	  { $(PYTHON) -m venv $$there && $(call packages,$$there,lti-consumer-xblock xblock-sdk cryptography); } || \
	  echo "lti-consumer-xblock could not be installed: launches from Open edX are not tested, and the tests say so"

# The JupyterLab in which a notebook is opened as a student would: in an environment of its own.
lab: $(READY)
	@test -x $(VENV)/lab/bin/jupyter-lab || \
	  { $(PYTHON) -m venv $(VENV)/lab && $(call packages,$(VENV)/lab,jupyterlab numpy pytest hypothesis); } || \
	  echo "JupyterLab could not be installed: no notebook is opened in one, and the tests say so"

install = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }

# For the tests alone: Debian's engine, and what makes a base image where none can be pulled.
engine:
	@command -v docker >/dev/null && command -v debootstrap >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    apt-get update -qq && apt-get install -y -qq docker.io debootstrap >/dev/null; } || \
	  echo "no Docker engine, and none could be installed: what needs one is skipped"

clean:
	rm -rf $(VENV) dist

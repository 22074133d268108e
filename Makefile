# Everything that guards and shows the project. Needs Python 3.11 or later, make, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := .demo/demo.db
# Stores of tests are made in memory where there is such a place: a test waits for no disk.
export PYTEST_DEBUG_TEMPROOT ?= $(firstword $(wildcard /dev/shm) /tmp)

.DEFAULT_GOAL := help
.PHONY: help demo test test-long mutants lint bench docs catalogues clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "frontdesk needs Python 3.11 or later: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

demo: $(READY)  ## a demo store, and the console on it
	@mkdir -p .demo
	$(BIN)/frontdesk demo --store $(DEMO)

test: lint  ## everything that guards the project: format, lint, types, imports, tests
	$(BIN)/python -m pytest -n auto -m "not long"

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test-long: $(READY)  ## the same behaviours for minutes instead of seconds
	$(BIN)/python -m pytest -m long

mutants: $(READY)  ## whether tests notice small faults in the heart (needs: pip install cosmic-ray coverage)
	$(BIN)/python benchmarks/mutants.py

bench: $(READY)  ## figures, printed as ratios
	$(BIN)/python benchmarks/text.py
	$(BIN)/python benchmarks/deciding.py
	$(BIN)/python benchmarks/clocks.py
	$(BIN)/python benchmarks/people.py
	test ! -d ../shared/data || $(BIN)/python benchmarks/routing.py --seeds 1
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/history.py
	$(BIN)/python benchmarks/replay.py
	$(BIN)/python benchmarks/console.py --tickets 30000
	$(BIN)/python benchmarks/keystrokes.py

docs: $(READY)  ## the pages that are made from the code
	$(BIN)/python -m frontdesk.keysheet
	$(BIN)/python -m frontdesk.cli.sheet
	$(BIN)/python -m frontdesk.querysheet
	$(BIN)/python -m frontdesk.policysheet
	$(BIN)/python -m frontdesk.settingsheet
	$(BIN)/python docs/pictures.py

catalogues: $(READY)  ## the texts to translate, as the code says them now, and their compiled form
	$(BIN)/python tools/catalogues.py

clean:  ## away with what was made
	rm -rf $(VENV) .demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

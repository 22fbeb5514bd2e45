# pmtui: `make run` opens the demo, `make test` proves the checkout; `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
RUNS := .venv/runs
READY := .venv/ready
UV := $(shell command -v uv 2>/dev/null)
PARALLEL := -n auto --dist loadgroup
FAST := $(wildcard tests/house tests/model tests/figures tests/query tests/views tests/actions)

.DEFAULT_GOAL := help
.PHONY: help run test check lint torture bench docs shot wheel clean

help: ## list these targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(RUNS) ## set up what running needs, and open the demo portfolio
	@$(BIN)/pmtui demo

test: lint ## set up, then run every check and every test but the slow ones, on all cores
	@$(BIN)/python -m pytest $(PARALLEL)

check: $(READY) ## format, then the quick checks: under a minute, before every commit
	@$(BIN)/ruff format .
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -q $(PARALLEL) $(FAST)

lint: $(READY) ## formatting, lint, types and the floors of the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

torture: $(READY) ## kills, power cuts, full disks, many writers: long, and written down
	@$(BIN)/python -m scripts.write_reliability

bench: $(READY) ## measure against the budgets, on this machine
	@$(BIN)/python -m benchmarks.screen
	@$(BIN)/python -m benchmarks.gantt
	@$(BIN)/python -m benchmarks.schedule
	@$(BIN)/python -m benchmarks.figures
	@$(BIN)/python -m benchmarks.attention
	@$(BIN)/python -m benchmarks.store
	@$(BIN)/python -m benchmarks.earned_value
	@$(BIN)/python -m benchmarks.money_keys
	@$(BIN)/python -m benchmarks.reports
	@$(BIN)/python -m benchmarks.levelling
	@$(BIN)/python -m benchmarks.selection

docs: $(READY) ## write the generated pages: keys, command line, figures, formats
	@$(BIN)/pmtui keys --markdown > docs/keys.md.new && mv docs/keys.md.new docs/keys.md
	@$(BIN)/python -m tests.house.cli_reference > docs/cli.md.new && mv docs/cli.md.new docs/cli.md
	@$(BIN)/python -m tests.house.figures_reference > docs/figures.md.new && mv docs/figures.md.new docs/figures.md
	@$(BIN)/python -m tests.house.formats_reference > docs/formats.md.new && mv docs/formats.md.new docs/formats.md

shot: $(READY) ## write the pictures that the README shows
	@$(BIN)/python -m scripts.make_pictures

wheel: $(READY) ## build dist/pmtui-*.whl
	@$(BIN)/python -m build --wheel --no-isolation

clean: ## remove the environment, builds and caches
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made once, and again when what it needs changes: first what running needs, then
# the tools of developers. Who has the second has the first.
ifdef UV
$(RUNS): pyproject.toml uv.lock
	@echo "setting up .venv with uv (once)"
	@$(UV) sync --frozen --quiet --inexact --no-dev --extra levelling --extra selection --extra simulation
	@touch $@

$(READY): pyproject.toml uv.lock
	@echo "setting up .venv with uv, and the tools of developers (once)"
	@$(UV) sync --frozen --quiet
	@touch $(RUNS) $@
else
ENVIRONMENT = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "pmtui needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }; \
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable

$(RUNS): pyproject.toml
	@echo "setting up .venv with pip (once)"
	@$(ENVIRONMENT)
	@$(INSTALL) '.[levelling,selection,simulation]'
	@touch $@

$(READY): pyproject.toml
	@echo "setting up .venv with pip, and the tools of developers (once; takes a minute)"
	@$(ENVIRONMENT)
	@$(INSTALL) '.[dev]'
	@touch $(RUNS) $@
endif

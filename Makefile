# Everything a person or a machine runs here. `make help` lists it.
# Nothing but `make vendor-nhs` needs node, and nothing needs root.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
PYTHON_STAMP := $(VENV)/.casework-python
RUNTIME_STAMP := $(VENV)/.casework-runtime
POSTGRES_STAMP := $(VENV)/.casework-postgres
DEVELOPMENT_STAMP := $(VENV)/.casework-development
PIP_INSTALL := $(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --only-binary :all:
SUITE := tests/unit tests/integration tests/house
ON_A_DATABASE := tests/integration tests/house/test_database_under_test.py
# One process for each processor; a file stays with one, so that its fixtures are made once.
PARALLEL := --numprocesses auto --dist loadfile

.PHONY: help setup setup-postgres setup-development run test test-postgres journeys documents-check bench lint \
	dead-code lock vendor-nhs clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' \
		| awk -F'|' '{ printf "  make %-18s %s\n", $$1, $$2 }'

setup: $(RUNTIME_STAMP) ## make .venv and install what Casework runs on

setup-postgres: $(POSTGRES_STAMP) ## the same, with the driver for PostgreSQL

setup-development: $(DEVELOPMENT_STAMP) ## the same, with what the tests and checks need

run: export PORT ?= 5000
run: export CASEWORK_DATA ?= ./data
run: setup ## set up and serve on http://127.0.0.1:5000 (PORT=, CASEWORK_DATA=)
	@exec $(PYTHON) -m casework run --demo

test: setup-development ## set up and run the tests (SQLite)
	$(PYTHON) -m pytest $(PARALLEL) $(SUITE)

test-postgres: setup-development ## those that use a database, on a throwaway PostgreSQL server
	CASEWORK_TEST_DATABASE=postgresql $(PYTHON) -m pytest $(PARALLEL) $(ON_A_DATABASE)

# Two files take most of the time; by the alphabet each of two processes comes to one of them early.
journeys: setup-development ## the journeys, in a real Chromium
	$(PYTHON) -m pytest $(PARALLEL) --no-loadscope-reorder tests/journeys

documents-check: setup-development ## build every document and check that it is accessible
	$(PYTHON) -m casework documents check

bench: setup-development ## measure the goals of speed (benchmarks/)
	$(PYTHON) -m benchmarks

lint: setup-development ## ruff, mypy and the direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

dead-code: setup-development ## name code that nothing uses
	$(VENV)/bin/vulture

# A stamp is newer than the lock file it stands for, or pip is run again.
$(PYTHON_STAMP):
	@bash requirements/make_venv $(VENV)
	@touch $@

$(RUNTIME_STAMP): requirements/runtime.txt | $(PYTHON_STAMP)
	@echo "Installing what Casework runs on into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements/runtime.txt
	@touch $@

$(POSTGRES_STAMP): requirements/postgres.txt $(RUNTIME_STAMP)
	@echo "Installing the driver for PostgreSQL into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements/postgres.txt
	@touch $@

$(DEVELOPMENT_STAMP): requirements/development.txt $(RUNTIME_STAMP)
	@echo "Installing what the tests and checks need into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements/development.txt
	@touch $@

# --no-emit-*, --no-header: a lock file names no registry and no machine.
UV_COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(LOCK_OPTIONS)

lock: $(PYTHON_STAMP) ## write requirements/*.txt from pyproject.toml (LOCK_OPTIONS=--upgrade)
	@$(PIP_INSTALL) -r requirements/locking.txt
	$(UV_COMPILE) pyproject.toml -o requirements/runtime.txt
	$(UV_COMPILE) pyproject.toml --extra postgres -c requirements/runtime.txt -o requirements/postgres.txt
	$(UV_COMPILE) pyproject.toml --extra postgres --group development -c requirements/postgres.txt \
		-o requirements/development.txt
	$(UV_COMPILE) --group locking -o requirements/locking.txt

vendor-nhs: setup ## fetch the NHS front end anew (needs npm; see docs/vendoring.md)
	$(PYTHON) docs/vendoring/vendor_nhs.py

clean: ## remove .venv and what the tools leave behind; never the data folder
	rm -rf $(VENV) build journey-failures .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './data/*' -prune -exec rm -rf {} +

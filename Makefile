# make run   the sample (or your own inputs/) → outputs/
# make test  all tests        make lint  style and types
# make lock  new lock files   make docs  the generated pages
# Needs Python 3.11 or newer; another one: make run PYTHON=/path/to/python

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test lint lock docs requirements requirements-dev
.DELETE_ON_ERROR:

run: $(VENV)/run.stamp
	$(BIN)/python pipeline.py run

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/dev.stamp
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

docs: $(VENV)/dev.stamp
	$(BIN)/python -m docs

# Lines that begin with an option name a host of this machine: they do not belong in a lock file.
LOCK = $(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --no-header --strip-extras
HOSTLESS = sed -i.with-host '/^--/d' $@.lock && rm -f $@.lock.with-host

lock: requirements requirements-dev

requirements: $(VENV)/dev.stamp
	$(LOCK) --output-file $@.lock pyproject.toml
	$(HOSTLESS)

requirements-dev: requirements
	$(LOCK) --allow-unsafe --extra dev --constraint requirements.lock --output-file $@.lock pyproject.toml
	$(HOSTLESS)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock | $(BIN)/python
	$(INSTALL) --requirement requirements.lock
	touch $@

# The development lock holds everything of the other one too.
$(VENV)/dev.stamp: requirements-dev.lock | $(BIN)/python
	$(INSTALL) --requirement requirements-dev.lock
	touch $@ $(VENV)/run.stamp

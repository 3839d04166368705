# `make run` and `make test` are all that a newcomer needs; `make help` lists the rest.

PYTHON ?= python3
ARGS ?=
# Test processes at a time; JOBS=0 runs them in one, for a debugger.
JOBS ?= 2
RUNTIME = $(PYTHON) -I summit/bootstrap.py requirements.lock
DEVELOPMENT = $(PYTHON) -I summit/bootstrap.py requirements-dev.lock
PY = .venv/bin/python
# A command with a PostgreSQL and a Redis of its own, thrown away afterwards.
EMBEDDED = $(PY) -m summit.embedded run --
COMPILE = .venv/bin/uv pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

.PHONY: check-python
check-python:
	@command -v $(PYTHON) >/dev/null || { echo "summit: there is no $(PYTHON): install Python 3.11 or newer, or name one: make run PYTHON=/path/to/python3"; exit 1; }

.PHONY: run
run: check-python ## everything, in the foreground, on http://127.0.0.1:8000/ (PORT=8123 make run moves it)
	@$(RUNTIME)
	@exec $(PY) -m summit.up --end-with-parent

.PHONY: venv
venv: check-python ## install what development needs into .venv
	@$(DEVELOPMENT)

.PHONY: test
test: venv ## the tests, browser tests included (ARGS="tests/agenda -k meeting" chooses)
	@$(PY) -m tests.browser.chromium
	@INSECURE_HTTP=1 $(EMBEDDED) pytest -n $(JOBS) --dist loadgroup -m "not prove" $(ARGS)

.PHONY: prove
prove: venv ## the long proofs: thousands of random requests, kill -9 series
	@$(PY) -m tests.browser.chromium
	@PROVE=1 INSECURE_HTTP=1 $(EMBEDDED) pytest -n $(JOBS) --dist loadgroup -m prove $(ARGS)

CHECKS = check-style check-types check-imports check-templates check-django check-messages check-locks

.PHONY: check $(CHECKS)
check: venv ## style, types, imports, templates, migrations, deployment settings, translations, lock files
	@$(MAKE) --no-print-directory --keep-going $(CHECKS) && echo "check: all passed"

check-style:
	.venv/bin/ruff check
	.venv/bin/ruff format --check

check-types:
	SECRET_KEY=for-type-checking-only .venv/bin/mypy

check-imports:
	.venv/bin/lint-imports

check-templates:
	.venv/bin/djlint --lint --quiet templates

check-django:
	$(EMBEDDED) python manage.py makemigrations --check --dry-run
	BASE_URL=https://summit.example EMAIL_HOST=mail.summit.example $(EMBEDDED) python manage.py check --deploy --database default --fail-level WARNING

check-messages:
	$(EMBEDDED) python manage.py catalogue --check

check-locks:
	$(EMBEDDED) pytest --quiet tests/tooling/test_locks.py

.PHONY: format
format: venv ## let ruff rewrite what it can
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format

.PHONY: messages
messages: venv ## collect the translatable texts into locale/
	$(EMBEDDED) python manage.py catalogue

.PHONY: migrations
migrations: venv ## write migrations for changed models
	$(EMBEDDED) python manage.py makemigrations $(ARGS)

.PHONY: lock
lock: venv ## choose the versions in both lock files anew (ARGS=--upgrade for newer ones)
	$(COMPILE) $(ARGS) pyproject.toml --output-file requirements.lock
	$(COMPILE) $(ARGS) --group dev pyproject.toml --constraint requirements.lock --output-file requirements-dev.lock

.PHONY: bench
bench: venv ## every benchmark in bench/, with its conditions (ARGS=bench/startup.py chooses one)
	@for file in $(or $(ARGS),$(wildcard bench/*.py)); do $(PY) $$file || exit 1; done

.PHONY: shell
shell: venv ## a Python shell on the running site's database, as the application role
	@$(PY) -m summit.up -- python manage.py shell

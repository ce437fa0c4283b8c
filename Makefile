# What a newcomer types. `make demo` and `make test` need git, make and Python ≥ 3.11, nothing else.
SHELL := /bin/bash
PY := .venv/bin/python
PORT ?= 8000
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.venv/bin/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên (python3)."; exit 2; }
	@echo "Chuẩn bị môi trường Python …"
	@python3 -m venv .venv && .venv/bin/python -m pip install -q 'uv==0.13.9'

.venv/.dev: requirements-dev.txt | .venv/bin/uv
	@echo "Cài các gói (có mã băm) …"
	@.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements-dev.txt && touch $@

test: .venv/.dev ## everything that is proved: unit, API, fold tests (SQLite)
	$(PY) -m pytest -q tests

.PHONY: help test

# Hashes, and no package host: the locks install behind any mirror. `make lock UPGRADE=--upgrade` moves versions.
COMPILE := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate -q $(UPGRADE)

.PHONY: lock
lock: | .venv/bin/uv ## write requirements*.txt anew from pyproject.toml
	$(COMPILE) --group build -o requirements.txt
	$(COMPILE) --group build --group test -c requirements.txt -o requirements-dev.txt

# What a newcomer types. `make demo` and `make test` need git, make and Python ≥ 3.11, nothing else.
SHELL := /bin/bash
PY := .venv/bin/python
PORT ?= 8000
PYTHON ?= python3
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Cần Python 3.11 trở lên. Có thể chỉ rõ: make … PYTHON=python3.12"; exit 2; }
	@echo "Chuẩn bị môi trường Python …"
	@$(PYTHON) -m venv .venv && $(PY) -m pip install -q --disable-pip-version-check 'uv==0.13.9' \
		|| { echo "Không tạo được môi trường Python (trên Debian/Ubuntu: cần gói python3-venv)."; exit 2; }

.venv/.dev: requirements-dev.txt | .venv/bin/uv
	@echo "Cài các gói (có mã băm) …"
	@.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements-dev.txt && touch $@ .venv/.run

# Node comes as a Python package; `node` and `npm` of the environment go before any of the machine.
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/npm
CLIENT := web/client
CLIENT_SOURCES := $(shell find $(CLIENT)/src $(CLIENT)/public) \
	$(wildcard $(CLIENT)/*.html $(CLIENT)/*.ts $(CLIENT)/*.json)

.venv/.run: requirements.txt | .venv/bin/uv
	@echo "Cài các gói Python (có mã băm) …"
	@.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements.txt && touch $@

$(CLIENT)/node_modules/.ready: $(CLIENT)/package-lock.json | .venv/.run
	@echo "Cài các gói của giao diện …"
	@$(NPM) --prefix $(CLIENT) ci --loglevel=error && touch $@

$(CLIENT)/dist/.built: $(CLIENT_SOURCES) $(CLIENT)/node_modules/.ready
	@echo "Dựng giao diện …"
	@$(NPM) --prefix $(CLIENT) run -s build -- --logLevel error
	@$(PY) -m whitenoise.compress --quiet $(CLIENT)/dist && touch $@

client: $(CLIENT)/dist/.built ## build the client, if a source is newer

demo: ## a council in session on http://127.0.0.1:8000 (PORT=… for another; LAN=1: by HTTPS for the tablets of the room)
	@$(PYTHON) web/demo/free_port.py '$(PORT)'
	@$(MAKE) -s .venv/.run client
	@$(if $(filter-out 0,$(LAN)),address="$${LAN_ADDRESS:-$$($(PYTHON) web/demo/lan_address.py)}" && LAN_ADDRESS="$$address" )DEMO=1 $(PY) manage.py demo --port $(PORT)

tests/node_modules/.ready: tests/package-lock.json | .venv/.dev
	@echo "Cài trình duyệt kiểm thử …"
	@$(NPM) --prefix tests ci --loglevel=error && touch $@

TESTED := .venv/.dev tests/node_modules/.ready client
# Journeys run one by one: two browsers on two cores prove nothing about either.
CORES := -n auto --maxprocesses 4 --dist loadfile
SHAPED := tests/meetings tests/agenda tests/voting tests/folds tests/signaling tests/web tests/faults

test: $(TESTED) ## what is proved in a quarter of an hour: rules, API, screens, whole sittings in a browser
	$(NPM) --prefix $(CLIENT) run -s test
	$(PY) -m pytest -q $(CORES) -m "not slow and not journey" tests
	$(PY) -m pytest -q -m "not slow and journey" tests

test-slow: $(TESTED) ## the rest: papers in the browser, hostile files, and all but the browser on PostgreSQL and Valkey
	$(PY) -m pytest -q -m slow tests
	$(MAKE) --no-print-directory test-shapes

vectors: .venv/.dev ## the rule vectors of FILE, put to the rulebook and the count; the last line says which fail
	@$(PY) -m tests.vectors.rules '$(or $(FILE),tests/vectors/rule-vectors.json)'

.venv/.mutation: requirements-mutation.txt | .venv/.dev
	@echo "Cài bộ công cụ đột biến …"
	@.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements-mutation.txt && touch $@

mutate: .venv/.mutation ## slow: change each rule in every way, and see that a test notices; one line of JSON last
	@$(PY) -m tests.mutation $(if $(ONLY),--only '$(ONLY)')

rehearse: .venv/.run ## a sitting by 197 real clients, measured and verified (JSON=1: one line more, for programs)
	@$(PY) manage.py rehearse $(if $(filter-out 0,$(JSON)),--json)

test-shapes: $(TESTED) ## the API, the journal and the stream on PostgreSQL and Valkey
	$(PY) -m pytest -q -m "not slow" --shape=postgres $(SHAPED)

check: .venv/.dev $(CLIENT)/node_modules/.ready ## the quality gates, exactly those of .pre-commit-config.yaml
	@.venv/bin/pre-commit run --all-files

screenshots: $(TESTED) ## every screen in three sizes, into docs/screenshots
	@$(PY) -m tests.journeys.screenshots

bench-delivery: $(TESTED) ## how fast 85 devices take 1,000 pages while people vote, beside WhiteNoise; one line of JSON last
	@$(PY) -m tests.bench.bench_delivery

bench-search: $(TESTED) ## how fast words are found in 5,000 pages on both databases, and whether all are; one line of JSON last
	@$(PY) -m tests.bench.bench_search

bench-carry: .venv/.dev ## how well notes follow a paper into its next version, on 60 pairs; one line of JSON last
	@$(PY) -m tests.bench.bench_carry $(if $(SHOW),--show)

bench-ink: $(TESTED) ## how long the ink follows the pen at 4× slow-down, beside a bare canvas; one line of JSON last
	@$(PY) -m tests.bench.bench_ink

bench-reader: $(TESTED) ## how soon a page is there at 4× slow-down, beside the viewer of PDF.js; one line of JSON last
	@$(PY) -m tests.bench.bench_reader

bench: $(TESTED) ## what a receipt of a vote costs, beside a plain request; one line of JSON last
	@$(PY) -m tests.bench.bench_votes

api: .venv/.dev $(CLIENT)/node_modules/.ready ## write the client's types anew from the API's schema
	@mkdir -p .cache && DEMO=1 $(PY) manage.py spectacular --validate --fail-on-warn --format openapi-json --file .cache/openapi.json
	@$(NPM) --prefix $(CLIENT) run -s api

fmt: .venv/.dev $(CLIENT)/node_modules/.ready ## format Python and the client
	@.venv/bin/ruff check -q --fix-only .
	@.venv/bin/ruff format .
	@$(NPM) --prefix $(CLIENT) run -s format

.PHONY: mutate screenshots bench bench-reader bench-carry bench-ink bench-search bench-delivery rehearse api vectors help client demo test test-slow test-shapes check fmt

# Hashes, and no package host: the locks install behind any mirror. `make lock UPGRADE=--upgrade` moves versions.
COMPILE := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate -q $(UPGRADE)

.PHONY: lock
lock: | .venv/bin/uv ## write requirements*.txt anew from pyproject.toml
	$(COMPILE) --group build -o requirements.txt
	$(COMPILE) --group build --group test -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --group build --group test --group mutation -c requirements-dev.txt -o requirements-mutation.txt

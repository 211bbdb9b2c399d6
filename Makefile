# The commands of a developer's day; `make help` lists them. What a command needs is installed when
# it is called first and again when its list changes, so that every later call takes seconds.

BIN := .venv/bin
# One file per thing that has been installed; newer than the list it was installed from.
STAMPS := .venv/stamps
PIP := $(BIN)/pip --disable-pip-version-check --quiet
WITH_NODE := tools/with-node
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
ASSETS := src/byline/static/dist/manifest.json
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/byline/translations/*/LC_MESSAGES/messages.po))
PACKAGES := $(wildcard packages/*)
MYPY := $(BIN)/mypy --no-error-summary

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# -- running ---------------------------------------------------------------------------------------

.PHONY: setup
setup: $(STAMPS)/base $(ASSETS) $(CATALOGUES) ## Install and build all that running needs

.PHONY: run
run: setup ## Serve the blog of ./data at http://127.0.0.1:5000 (ARGS="--port 8000" and so on)
	$(BIN)/byline run $(ARGS)

.PHONY: demo
demo: export BYLINE_ENV = dev
demo: export BYLINE_DATA = demo-data
demo: setup ## Serve a blog filled with test data, kept in ./demo-data
	@[ -e demo-data/filled ] || { $(BIN)/byline test-data && touch demo-data/filled; }
	$(BIN)/byline run $(ARGS)

# -- checking --------------------------------------------------------------------------------------

.PHONY: check
check: lint types test ## Run all checks, as CI does

.PHONY: test
test: testable ## Run all tests (ARGS="-k draft" picks some)
	$(BIN)/pytest -n 2 $(ARGS)

.PHONY: coverage
coverage: testable ## Run all tests and show which lines and branches they miss
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage html --quiet
	$(BIN)/coverage report

.PHONY: testable
testable: setup $(STAMPS)/test tests/browser/node_modules/.package-lock.json
	@tools/system-packages chromium:chromium initdb:postgresql \
		mariadbd:mariadb-server-core,mariadb-client-core redis-server:redis-server

.PHONY: lint
lint: setup $(STAMPS)/lint frontend/node_modules/.package-lock.json ## Check style, imports, templates, translations, secrets
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --check --quiet src
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml src packages bench tools
	git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook --baseline .secrets.baseline
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m tools.check_locks
	cd frontend && ../$(WITH_NODE) npm run --silent check

.PHONY: types
types: setup $(STAMPS)/lint ## Check the types
	$(MYPY) src tests bench tools
	$(foreach package,$(PACKAGES),$(MYPY) $(package)/src $(package)/tests &&) true

.PHONY: format
format: $(STAMPS)/lint frontend/node_modules/.package-lock.json ## Put the style right
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	-$(BIN)/djlint --reformat --quiet src
	cd frontend && ../$(WITH_NODE) npm run --silent format

# Words such as `password = "…"` are left to bandit, which knows tests from code.
.PHONY: secrets
secrets: $(STAMPS)/lint ## Take what `make lint` calls a secret now for none
	$(BIN)/detect-secrets scan --slim --disable-plugin KeywordDetector \
		--exclude-files '^requirements/.*\.txt$$' --exclude-files 'package-lock\.json$$' \
		>.secrets.baseline

.PHONY: bench
bench: testable ## Measure speed, memory and weight
	$(BIN)/python -m bench $(ARGS)

# -- writing ---------------------------------------------------------------------------------------

.PHONY: migrate
migrate: export BYLINE_ENV = dev
migrate: setup ## Write the migration for changed models: make migrate M="Add photos"
	@[ -n "$(M)" ] || { echo 'Say what changes: make migrate M="Add photos"' >&2; exit 1; }
	$(BIN)/byline db upgrade
	$(BIN)/byline db migrate --message "$(M)"

.PHONY: messages
messages: $(STAMPS)/lint ## Bring the catalogues up to date with the texts in the code
	$(BIN)/python -m tools.messages update

.PHONY: language
language: $(STAMPS)/lint ## Start the catalogue of a new language: make language L=de
	@[ -n "$(L)" ] || { echo 'Say which language: make language L=de' >&2; exit 1; }
	$(BIN)/python -m tools.messages start $(L)

# -- what the commands need ------------------------------------------------------------------------

$(BIN)/python:
	@tools/make-venv

$(STAMPS)/base: requirements/base.txt pyproject.toml $(PACKAGES:%=%/pyproject.toml) | $(BIN)/python
	@echo "Installing the Python packages…"
	@$(PIP) install --require-hashes -r $<
	@$(PIP) install --no-deps --no-build-isolation $(PACKAGES:%=-e %) -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/base
	@echo "Installing what the tests need…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(STAMPS)/lint: requirements/lint.txt $(STAMPS)/base
	@echo "Installing what the checks need…"
	@$(PIP) install --require-hashes -r $<
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json | $(STAMPS)/base
	@echo "Installing the Node packages of $*…"
	@cd $* && $(CURDIR)/$(WITH_NODE) $(NPM_CI)
	@touch $@

$(ASSETS): frontend/node_modules/.package-lock.json $(FRONTEND)
	@echo "Building the front end…"
	@cd frontend && ../$(WITH_NODE) npm run --silent build -- --logLevel error
	@touch $@

%.mo: %.po | $(STAMPS)/base
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Two commands: `make demo` opens a worked example, `make test` runs everything CI runs. Both need Python 3.11+ and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DEMO_DATA ?= demo-data
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help demo test lint fix messages lock pictures benchmark clean
.DEFAULT_GOAL := help

help:
	@echo "make demo       the whole site with a worked example"
	@echo "make test       lint, import rules, types, every test; what CI runs"
	@echo "make fix        mend style and formatting"
	@echo "make messages   gather texts for translation, and compile translations"
	@echo "make pictures   take the screenshots of the README again"
	@echo "make benchmark  speed and memory beside peers"
	@echo "make lock       choose versions again and write both lock files (needs uv)"

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "wholeroom needs Python 3.11 or newer. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Installing packages (once) ..."
	@started=$$(date +%s) \
	&& { test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); } \
	&& $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock \
	&& $(BIN)/python -m pip install --quiet --no-deps -e . \
	&& echo "Packages installed in $$(( $$(date +%s) - started )) s."
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/installed
	@$(BIN)/wholeroom demo --data $(DEMO_DATA)

test: $(VENV)/installed-dev lint
	@$(BIN)/mypy
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder wholeroom
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder tests

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

fix: $(VENV)/installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

messages: $(VENV)/installed-dev
	@DJANGO_SETTINGS_MODULE=wholeroom.web.settings $(BIN)/python -m django messages

pictures: $(VENV)/installed-dev
	@$(BIN)/python docs/pictures.py

benchmark: $(VENV)/installed-dev
	@$(BIN)/python -m pip install --quiet -e '.[benchmarks,semantic]'
	@$(BIN)/python benchmarks/opinion_map.py
	@$(BIN)/python benchmarks/malformed.py
	@$(BIN)/python benchmarks/live.py
	@$(BIN)/python benchmarks/meeting.py
	@$(BIN)/python benchmarks/aim.py
	@$(BIN)/python benchmarks/exchange.py
	@$(BIN)/python benchmarks/similar.py
	@$(BIN)/python benchmarks/search_site.py
	@$(BIN)/python benchmarks/votes.py

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --extra postgres --extra semantic pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --constraint requirements.lock --extra postgres --extra semantic --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(DEMO_DATA) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

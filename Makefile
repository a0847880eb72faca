# `make` lists what there is to make. Everything runs in .venv, which is set up on first use.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)
RUN = .venv/bin/python
CORE = desktop/structure/*,desktop/correcting/*,desktop/corrections.py,desktop/readers/*,desktop/tables/*,desktop/actions/*,desktop/store.py,desktop/exchange/*,desktop/reports/*,desktop/commands/*,desktop/lock.py,desktop/backups.py,desktop/handing.py,desktop/libreoffice.py,desktop/bookmarks.py,desktop/schema/*,desktop/identity.py,desktop/anchoring.py,desktop/matching/*,desktop/facts/*,desktop/comparison.py,desktop/searching/*,desktop/model.py,desktop/text.py
# The many programs that tests start are compiled once, also where Python was told to write nothing.
SCREEN = QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=

.DEFAULT_GOAL = help
.PHONY: help run test check bench soak screenshots clean

help:  ## list what there is to make
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-20s%s\n", $$1, $$2 }'

run: .venv/ready-run  ## open the program; without a display, show in text and a picture what it does
	@$(RUN) -m desktop

test: check  ## run every check and every test
	$(SCREEN) $(RUN) -m pytest -n 2 --dist worksteal -m "not soak and not timed" --cov --cov-report=term
	$(SCREEN) $(RUN) -m pytest -m "timed and not soak"
	$(RUN) -m coverage report --include='$(CORE)' --fail-under=95 --precision=1

check: .venv/ready-dev  ## run the checks alone: lint, format, types, import contracts
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -c 'import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())'

bench: .venv/ready-bench  ## measure speed and memory against the peers; a table, and build/bench.json
	@$(RUN) -m compileall -q desktop  # as an installed program is, also where Python may not write
	$(SCREEN) $(RUN) -m benchmarks

soak: .venv/ready-dev  ## run the long tests: hundreds of kills, fuzzing, ten megabytes
	$(SCREEN) $(RUN) -m pytest -m soak --timeout=3600

screenshots: .venv/ready-run  ## draw the pictures of docs/images/ anew
	$(RUN) docs/screenshots.py

clean:  ## remove .venv and everything that was built
	rm -rf .venv build dist htmlcov .coverage .coverage.* *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready-%: pyproject.toml tools/set_up.py
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed. On Debian 12, Ubuntu 24.04 and later:"; \
		echo "    sudo apt-get install -y python3 python3-venv"; exit 1; fi
	@"$(PYTHON)" tools/set_up.py $*

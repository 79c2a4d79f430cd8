# make run, make test: all a newcomer needs. Each target does its own set-up.
PYTHON ?= python3
UV := .uv/bin/uv
RUN := .venv/bin
# Kept bytecode: the tests start the assistant dozens of times, and compiling it takes longer than importing it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup run test check lint types layers tests bench learn chaos format

setup: .venv/.ready

.venv/.ready: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --quiet --compile-bytecode
	touch $@

$(UV):
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet uv==0.13.9

run: setup
	$(RUN)/python -m bot run

test: check tests

check: lint types layers

lint: setup
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .

types: setup
	$(RUN)/mypy

layers: setup
	$(RUN)/lint-imports

tests: setup
	$(RUN)/pytest -n 3 --dist worksteal --cov --cov-report=term

bench: setup
	$(RUN)/pytest tests/benchmarks --benchmark-only -p no:cacheprovider

learn: setup
	$(UV) run --frozen --group learn python -m tests.understanding.learn

chaos: setup
	$(RUN)/pytest -m chaos -n 2 -p no:cacheprovider

format: setup
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

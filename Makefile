# Every command does its own set-up: see .ci/prepare.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# Containers set it. Without compiled files each of the many programs that the tests start takes twice as long to begin.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run test test-windows test-package lint audit bench demo pictures package lock translations clean

PY := .venv/bin/python
ARGS ?=

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open the window; without a display, send to the sandbox on a virtual screen
	@if bash .ci/prepare display $(ARGS); then bash .ci/prepare run && $(PY) -m gui $(ARGS); \
	else bash .ci/prepare test && $(PY) -m tests.demo --for-run $(ARGS); fi

test: ## every test, on all cores; ARGS="..." goes to pytest
	@bash .ci/prepare test
	$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(ARGS)

test-windows: ## the tests, the executable and its installer on Windows, here under Wine
	@bash .ci/prepare windows
	$(PY) -m tests.windows test -n auto --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(ARGS)
	$(PY) -m tests.windows build
	SMS_DESK_TEST_WINDOWS=1 $(PY) -m pytest tests/windows

test-package: ## the package of dist/ in a bare Debian or Ubuntu, and its program as the tests of packages do
	@bash .ci/prepare test-package
	rm -rf build/unpacked && dpkg-deb --extract "dist/$$($(PY) -c 'from tests.packaging import staging; print(staging.DEBIAN_PACKAGE)')" build/unpacked
	SMS_DESK_TEST_PACKAGE=1 SMS_DESK_PACKAGED=build/unpacked/usr/lib/sms-desk \
	  $(PY) -m pytest tests/packaging/linux tests/e2e/test_package.py tests/e2e/test_input_method.py $(ARGS)

lint: ## ruff, mypy, and the schema of the workflow
	@bash .ci/prepare python
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

audit: ## known vulnerabilities of the locked packages
	@bash .ci/prepare python
	@$$(bash .ci/prepare which-uv) venv --quiet --clear build/audit
	@$$(bash .ci/prepare which-uv) pip sync --quiet --python build/audit --require-hashes .ci/audit.txt
	$(PY) -m tests.packaging.components.audit build/audit/bin/python

bench: ## the figures of tests/benchmarks, each beside its peer or limit
	@bash .ci/prepare test
	$(PY) -m tests.benchmarks $(ARGS)

demo: ## send to the sandbox on a virtual screen; pictures in build/demo
	@bash .ci/prepare test
	$(PY) -m tests.demo $(ARGS)

pictures: demo ## take the pictures of the READMEs and of the manual anew
	cp build/demo/{en,zh_CN}-light-{3-sent,4-confirm,5-history}.png resources/pictures/
	$(PY) -m tests.pictures.manual

package: ## the packages of this system, in dist; ARGS=--compare builds twice and compares
	@bash .ci/prepare package
	$(PY) -m tests.packaging $(ARGS)

lock: ## resolve the dependencies anew, for every platform
	@bash .ci/prepare uv
	$$(bash .ci/prepare which-uv) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-annotate --custom-compile-command 'make lock' --python-version 3.11 \
	  --upgrade pyproject.toml --group dev --output-file requirements.lock
	echo 'uv>=0.8,<1' | $$(bash .ci/prepare which-uv) pip compile --quiet --universal --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' \
	  --python-version 3.11 --upgrade --output-file .ci/uv.txt -
	echo 'pip-audit>=2.9,<3' | $$(bash .ci/prepare which-uv) pip compile --quiet --universal --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' \
	  --python-version 3.11 --upgrade --output-file .ci/audit.txt -

translations: ## collect sentences into .ts and compile .qm
	@bash .ci/prepare python
	$(PY) -m tests.translations

clean: ## remove everything that was made
	rm -rf .venv build dist

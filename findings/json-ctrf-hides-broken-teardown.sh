#!/usr/bin/env bash
# pytest-json-ctrf 0.6.1 (pytest 9.2.0): a run that ends with an error is reported in CTRF as one without any failure.
#
# A test skips itself, and the tear-down of its fixture then raises. pytest says
# "1 skipped, 1 error" and exits with 1; the CTRF file of that run has one test, `skipped`, and a summary with `failed: 0`. After a test that *passed* the
# same tear-down is `failed` in CTRF, with `rawStatus: teardown_failed`, as one would hope.
#
# Guessed before the run: a tear-down that raises makes the test `failed`, whatever came before it.
# Seen on 2026-11-30 with Python 3.11.7:
#   after a skip: exit 1, pytest "1 skipped, 1 error", CTRF skipped, failed 0 | after a pass: exit 1, pytest "1 passed, 1 error", CTRF failed, failed 1
#
# Why it matters: who gates on the summary of the file lets through what pytest's own exit code stops.
# specgen: a set-up or tear-down that fails is an `error` whatever the test did (docs/outcomes.md, "One attempt"); it reads no CTRF.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/pip install -qq --disable-pip-version-check pytest==9.2.0 pytest-json-ctrf==0.6.1
cat > test_orders.py <<'PY'
import pytest


@pytest.fixture
def database():
    yield
    raise RuntimeError("still has rows")


def test_skips(database):
    pytest.skip("no server")


def test_passes(database):
    pass
PY
run() {
  code=0; venv/bin/python -m pytest -q -p no:cacheprovider "test_orders.py::$1" --ctrf "$1.json" > said.txt 2>&1 || code=$?
  venv/bin/python - "$1.json" "$code" "$(tail -1 said.txt | sed 's/ in .*//')" <<'PY'
import json, sys
found = json.load(open(sys.argv[1]))["results"]
(test,) = found["tests"]
print(f'exit {sys.argv[2]}, pytest "{sys.argv[3]}", CTRF {test["status"]}, failed {found["summary"]["failed"]}')
PY
}
seen="after a skip: $(run test_skips) | after a pass: $(run test_passes)"
want='after a skip: exit 1, pytest "1 skipped, 1 error", CTRF skipped, failed 0 | after a pass: exit 1, pytest "1 passed, 1 error", CTRF failed, failed 1'
echo "pytest-json-ctrf 0.6.1: $seen"
[ "$seen" = "$want" ] || { echo "changed: expected $want"; exit 1; }

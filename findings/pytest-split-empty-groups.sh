#!/usr/bin/env bash
# pytest-split 0.11.0: with one slow test at the end, its default algorithm gives every test to the first group and none to the rest.
#
# Four tests took 1, 1, 1 and 100 seconds, as .test_durations says. `--splits 3` is to share them out. Group 1 gets all four,
# groups 2 and 3 get none, and pytest exits with 5 there ("no tests ran"). The slowest test in front gives 1, 3 and 0 tests; the third group
# is empty again. So do no durations at all differ: where all four are 0 the default ends in an internal error (exit 3).
# `--splitting-algorithm least_duration`, which is not the default, gives 1, 2 and 1.
#
# Guessed before the run: the slow test has a group of its own, and no group is empty while there are as many tests as groups.
# Seen on 2026-11-30 with Python 3.11.7 and pytest 9.2.0, as tests:exit of the groups 1, 2, 3:
#   default, slow last: 4:0 0:5 0:5 | default, slow first: 1:0 3:0 0:5 | default, all zero: 0:3 0:3 0:3 | least_duration, slow last: 1:0 2:0 1:0
#
# Why it matters: exit 5 is red in a plain job and green where people let 5 pass, which then also lets through groups that lost their tests.
# specgen: shards by its own rule, each test in exactly one (docs/evidence.md, `--shard`); absent ones are `shard-absent` (docs/gate.md).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/pip install -qq --disable-pip-version-check pytest==9.2.0 pytest-split==0.11.0
printf 'def test_%s():\n    pass\n\n\n' a b c d > test_shop.py
groups() {
  printf '{"test_shop.py::test_a": %s, "test_shop.py::test_b": %s, "test_shop.py::test_c": %s, "test_shop.py::test_d": %s}' "$1" "$2" "$3" "$4" > .test_durations
  for group in 1 2 3; do
    code=0; venv/bin/python -m pytest -p no:cacheprovider -v --splits 3 --group "$group" "${@:5}" > said.txt 2>&1 || code=$?
    echo "$(grep -c ' PASSED' said.txt || true):$code"
  done | paste -sd' '
}
seen="default, slow last: $(groups 1 1 1 100) | default, slow first: $(groups 100 1 1 1) | default, all zero: $(groups 0 0 0 0)"
seen="$seen | least_duration, slow last: $(groups 1 1 1 100 --splitting-algorithm least_duration)"
want="default, slow last: 4:0 0:5 0:5 | default, slow first: 1:0 3:0 0:5 | default, all zero: 0:3 0:3 0:3 | least_duration, slow last: 1:0 2:0 1:0"
echo "pytest-split 0.11.0: $seen"
[ "$seen" = "$want" ] || { echo "changed: expected $want"; exit 1; }

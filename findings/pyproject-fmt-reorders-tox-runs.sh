#!/usr/bin/env bash
# pyproject-fmt 2.30.6 sorts tox's env_list, and so changes the order in which tox 4.67.15 runs: the report comes before the tests.
#
# [tool.tox] lists its environments in the order in which they are to run: erase, unit, report. tox runs them in that order. The
# formatter sorts the list by the alphabet (names of Pythons first), as it sorts lists that have no order, and tox then runs erase, report, unit.
# Exit codes are 0 (1 of the formatter, as it changed the file), and the second run reports on what the first one left behind.
#
# Guessed before the run: a formatter may put names of Pythons first, and keeps the others in the order in which they stand.
# Seen on 2026-11-30 with Python 3.11.7:
#   as written: erase unit report | formatted: erase report unit | env_list = [ "erase", "report", "unit" ]
#
# Why it matters: a report of coverage that is made before the tests is green, of the last run or of nothing; the diff looks like style.
# specgen: not concerned; it runs no tox, and evidence says itself which tree it was made from (docs/evidence.md, "Which tree").
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/pip install -qq --disable-pip-version-check tox==4.67.15 pyproject-fmt==2.30.6
cat > pyproject.toml <<'TOML'
[tool.tox]
env_list = [ "erase", "unit", "report" ]

[tool.tox.env_run_base]
skip_install = true
allowlist_externals = [ "sh" ]
commands = [ [ "sh", "-c", "echo {env_name} >> ran.txt" ] ]
TOML
ran() { rm -f ran.txt; venv/bin/tox run -q > said.txt 2>&1 || { cat said.txt >&2; exit 1; }; paste -sd' ' ran.txt; }
before=$(ran)
venv/bin/pyproject-fmt --no-print-diff pyproject.toml > /dev/null || true
seen="as written: $before | formatted: $(ran) | $(grep env_list pyproject.toml)"
want='as written: erase unit report | formatted: erase report unit | env_list = [ "erase", "report", "unit" ]'
echo "pyproject-fmt 2.30.6, tox 4.67.15: $seen"
[ "$seen" = "$want" ] || { echo "changed: expected $want"; cat pyproject.toml; exit 1; }

#!/usr/bin/env bash
# lcov 1.16 (Debian 12) counts every function of a coverage.py 7.17.5 report twice, and finds none of its branches.
#
# A module has two functions; a test calls one. `coverage report` and the LCOV file that `coverage lcov` writes agree: FNF:2, FNH:1,
# BRF:2, BRH:1. `lcov --summary` of that file, with branch coverage on, says 25.0% (1 of 4 functions) and "no data found" for branches.
# coverage.py writes FN:<first>,<last>,<name>; this lcov takes "<last>,<name>" for the name of a function that nothing ever
# calls, and FNDA's "<name>" for another. The branches have words for a number ("jump to line 5") and are dropped. Lines agree, exit code 0.
#
# Guessed before the run: both tools name the same share of functions and of branches.
# Seen on 2026-11-30 with Python 3.11.7 and lcov 1.16-1:
#   file: FNF:2 FNH:1 BRF:2 BRH:1 | lcov: exit 0, lines 4 of 6, functions 25.0% (1 of 4 functions), branches no data found
#
# Why it matters: a threshold on functions that holds fails by half where an older lcov reads the file, and one on branches judges nothing.
# specgen: its own reader of LCOV judges lines, never functions, and takes branches as coverage.py writes them (docs/evidence.md).
#
# Needs lcov 1.16 on the path, or apt-get to unpack Debian's package of it into the temporary folder.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/pip install -qq --disable-pip-version-check coverage==7.17.5
lcov=$(command -v lcov || true)
if [ -z "$lcov" ] || ! "$lcov" --version | grep -q ' 1\.16$'; then
  apt-get -qq download lcov=1.16-1 > /dev/null && dpkg-deb -x lcov_1.16-1_all.deb unpacked
  lcov=$work/unpacked/usr/bin/lcov
fi
cat > shop.py <<'PY'
def price(whole):
    if whole:
        return 10
    return 5


def refund(order):
    return -order
PY
printf 'import shop\nassert shop.price(True) == 10\n' > check.py
venv/bin/coverage run --branch --include=shop.py check.py
venv/bin/coverage lcov -q
code=0; "$lcov" --rc lcov_branch_coverage=1 --summary coverage.lcov > summary.txt 2>&1 || code=$?
said() { sed -n "s/^ *$1\.*: //p" summary.txt; }
lines=$(said lines | sed 's/.*(\(.*\) lines)/\1/')
seen="file: $(grep -E '^(FNF|FNH|BRF|BRH)' coverage.lcov | paste -sd' ') | lcov: exit $code, lines $lines, functions $(said functions), branches $(said branches)"
want="file: FNF:2 FNH:1 BRF:2 BRH:1 | lcov: exit 0, lines 4 of 6, functions 25.0% (1 of 4 functions), branches no data found"
echo "lcov 1.16 on coverage.py 7.17.5: $seen"
[ "$seen" = "$want" ] || { echo "changed: expected $want"; cat summary.txt; exit 1; }

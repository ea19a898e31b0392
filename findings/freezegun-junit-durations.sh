#!/usr/bin/env bash
# freezegun 1.5.5 and pytest 9.2.0: a fixture that freezes the day makes tests last years, and minus as many years, in JUnit XML.
#
# A fixture of the session freezes the time at 2020-01-01, as suites do that must not depend on the day. JUnit XML then says that
# the first of two tests took about 1.6 thousand million seconds, which is the frozen date since 1970, and the last one about as many seconds less than
# nothing; `--durations` lists the first, too. freezegun replaces `time.perf_counter` by the frozen date, also for pytest, which subtracts a
# value from before. `tick=True` does the same. The <testsuite> around them says under a minute. time-machine 3.6.0 leaves all of them right.
#
# Guessed before the run: pytest measures with the real clock whatever tests freeze.
# Seen on 2026-11-30 with Python 3.11.7 (rounded to years, as the seconds differ):
#   freezegun: suite 0 years, tests 50 and -50 years | freezegun, tick: suite 0 years, tests 50 and -50 years | time-machine: suite 0 years, tests 0 and 0 years
#
# Why it matters: budgets, slowest-test lists and shards by duration are made from these figures, and a sum of them hides both.
# specgen: less than nothing counts as 0 (evidence/junit_words.py, evidence/reading.py); fifty years are taken as they stand.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check pytest==9.2.0 freezegun==1.5.5 time-machine==3.6.0
cat > conftest.py <<'PY'
import os
import pytest


@pytest.fixture(scope="session", autouse=True)
def one_day():
    if os.environ["CLOCK"] == "time-machine":
        import time_machine
        frozen = time_machine.travel("2020-01-01T00:00Z", tick=False)
    else:
        import freezegun
        frozen = freezegun.freeze_time("2020-01-01", tick=os.environ["CLOCK"].endswith("tick"))
    with frozen:
        yield
PY
printf 'def test_first():\n    pass\n\n\ndef test_last():\n    pass\n' > test_shop.py
cat > years.py <<'PY'
import xml.etree.ElementTree as tree

def years(node):
    return round(float(node.get("time")) / 86400 / 365.25)

suite = tree.parse("junit.xml").getroot().find("testsuite")
first, last = suite.findall("testcase")
print(f"suite {years(suite)} years, tests {years(first)} and {years(last)} years")
PY
for clock in freezegun "freezegun, tick" time-machine; do
  CLOCK=$clock venv/bin/python -m pytest -q -p no:cacheprovider --junitxml=junit.xml > said.txt || { cat said.txt; exit 1; }
  echo "$clock: $(venv/bin/python years.py)"
done > seen.txt
seen=$(paste -sd'|' seen.txt | sed 's/|/ | /g')
want="freezegun: suite 0 years, tests 50 and -50 years | freezegun, tick: suite 0 years, tests 50 and -50 years | time-machine: suite 0 years, tests 0 and 0 years"
echo "freezegun 1.5.5, pytest 9.2.0: $seen"
[ "$seen" = "$want" ] || { echo "changed: expected $want"; exit 1; }

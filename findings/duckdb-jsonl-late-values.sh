#!/usr/bin/env bash
# DuckDB 2.0.1: what a JSONL file says after the lines it was sampled by is lost or rounded without a word.
#
# A ledger has one JSON object a line. In its first 25,000 lines `reason` is null and `seconds` is 1; the last line has a reason
# and 0.4 seconds. `select ... from 'ledger.jsonl'` takes the types from the first 20,480 lines. The column of nulls has the type
# "NULL" and the reason is read as null: `where reason is not null` finds no line of a file that has one. 0.4 is read as 0
# (1.5 would be 2). A key that only the last line has is no column at all. Nothing is said. Only a word for a number raises.
# `read_json('ledger.jsonl', sample_size=-1)` reads all of it right.
#
# Guessed before the run: the late values are read, or the query raises as it does for a word where numbers were.
# Seen on 2026-11-30 with Python 3.11.7:
#   late reason: None of 0 lines | late 0.4: 0 | late key: 3 columns | late word: raises | sample_size=-1: ('broken', 0.4)
#
# Why it matters: in a ledger of outcomes the failures are the late and rare ones; a query for them answers "none", exit 0.
# specgen: not concerned; it reads its records line by line with its own types (docs/evidence.md), whatever earlier lines held.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/pip install -qq --disable-pip-version-check duckdb==2.0.1
cat > look.py <<'PY'
import json
import duckdb

PLAIN = {"id": 0, "reason": None, "seconds": 1}


def asked(question, **late):
    rows = [PLAIN] * 25_000 + [PLAIN | {"id": 1} | late]
    with open("ledger.jsonl", "w") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    try:
        return duckdb.sql(question).fetchall()[0]
    except duckdb.InvalidInputException:
        return ("raises",)


ONE = "select {} from 'ledger.jsonl' where id = 1"
reason = asked(ONE.format("reason"), reason="broken")[0]
lines = asked("select count(*) from 'ledger.jsonl' where reason is not null", reason="broken")[0]
seconds = asked(ONE.format("seconds"), seconds=0.4)[0]
key = len(asked(ONE.format("*"), worker="b"))
word = asked(ONE.format("seconds"), seconds="none")[0]
whole = "select reason, seconds from read_json('ledger.jsonl', sample_size=-1) where id = 1"
print(f"late reason: {reason} of {lines} lines | late 0.4: {seconds} | late key: {key} columns | late word: {word} | "
      f"sample_size=-1: {asked(whole, reason='broken', seconds=0.4)}")
PY
seen=$(venv/bin/python look.py)
want="late reason: None of 0 lines | late 0.4: 0 | late key: 3 columns | late word: raises | sample_size=-1: ('broken', 0.4)"
echo "duckdb 2.0.1: $seen"
[ "$seen" = "$want" ] || { echo "changed: expected $want"; exit 1; }

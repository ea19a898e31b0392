"""The runs that were: remembered in a ledger, one file per run, and what they tell together."""

"""Evidence, budgets, waivers and a date become a verdict: pure functions, no clock."""

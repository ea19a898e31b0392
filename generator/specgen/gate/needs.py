"""How the jobs that the gate waits for ended, as CI says it."""

import json
from collections.abc import Mapping


def read_needs(text: str) -> Mapping[str, str] | None:
    """Results by job, from GitHub's ``toJSON(needs)`` or a plain mapping; None where ``text`` is
    neither, or a job has no result."""
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    found = {str(job): _result(said) for job, said in data.items()}
    return found if all(found.values()) else None


def _result(said: object) -> str:
    result = said.get("result") if isinstance(said, dict) else said
    return result if isinstance(result, str) else ""

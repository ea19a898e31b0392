"""Stage 2: located trees become what was written, validated (the home of pydantic)."""

"""Stage 3: what was written becomes what is meant."""

"""Stage 1: bytes become located trees; nothing here knows what a spec means."""

"""Stage 8: meant minus exists, the one join."""

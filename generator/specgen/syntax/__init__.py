"""The one place that parses Python: bytes in, facts out, shared by surface and inventory."""

"""Stage 6: the tests that exist, read statically, linked to modules and graded."""

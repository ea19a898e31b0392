"""Stage 5: the public API of the code under test, read statically."""

"""A small package with tests of all eight types."""

"""The vocabulary: one file (and one template) per test type."""

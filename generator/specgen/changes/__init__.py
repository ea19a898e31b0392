"""What a change of specs means: base and head, compared in one place."""

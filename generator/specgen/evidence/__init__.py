"""Evidence: the tests that ran, how they are recorded and how records are loaded."""

"""The lock: what builds have written, so that a person's work can be told from the machine's."""

"""Judgements on a program: one file per rule; the file's name is the rule's id."""

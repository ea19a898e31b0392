"""Diagnostics become text: for people, programs, code hosts and code-scanning services."""

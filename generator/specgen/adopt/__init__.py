"""Drafts specs for a repository that has none, or that has grown beyond those it has."""

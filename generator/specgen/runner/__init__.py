"""Runs pytest, type by type, and never anything else."""

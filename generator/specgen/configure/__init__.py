"""Configuration: a program and what stands in the repository to CI, hook and tool files, pure."""

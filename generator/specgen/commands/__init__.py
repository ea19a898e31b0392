"""One thin file per sub-command: flags in, exit code out; the only code that prints."""

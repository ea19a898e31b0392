"""Emitters: facts to planned files, one file per output, pure."""

"""What earlier runs worked out, kept by content under `.specgen/`; safe to delete."""

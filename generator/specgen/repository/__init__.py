"""What a repository says of itself beside its code: packaging, coverage gates, CI, history."""

"""A plan meets the file system: operations, drift, and the write that is all or nothing."""

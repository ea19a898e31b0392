"""In-place edits of spec files: what is not edited keeps its bytes."""

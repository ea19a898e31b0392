"""How a template of the project can fail."""


class TemplateFailure(ValueError):
    """A template of the project failed while it was rendered: the name of its file, the line that
    did, counted from 1, and in short what happened."""

    def __init__(self, name: str, why: str, *, line: int) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.line = line
        self.why = why

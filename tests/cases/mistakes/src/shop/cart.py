class Cart:
    def total(self, line: int) -> int:
        return line

"""Orders in a real SQLite database."""

import sqlite3


class Store:
    """A database of orders; one per object."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute("create table orders (name text primary key, amount integer not null)")

    def insert(self, name: str, amount: int) -> int:
        """Write one; how many there are."""
        if amount < 1:
            raise ValueError("amount must be positive")
        with self._db:
            self._db.execute("insert into orders values (?, ?)", (name, amount))
        return self.count()

    def count(self) -> int:
        """How many there are."""
        return int(self._db.execute("select count(*) from orders").fetchone()[0])

    def names(self) -> list[str]:
        """All names in order."""
        found = self._db.execute("select name from orders order by name").fetchall()
        return [row[0] for row in found]

    def close(self) -> None:
        """Let go of it."""
        self._db.close()

    def move(self, name: str, amount: int) -> list[str]:
        """Write two rows or none; all names then."""
        try:
            with self._db:
                self._db.execute("insert into orders values (?, ?)", (name, amount))
                self._db.execute("insert into orders values (?, ?)", (name + "-twin", amount))
        except sqlite3.IntegrityError:
            pass
        return self.names()


def place(store: Store, names: list[str]) -> list[str]:
    """Place an order of one for each name."""
    for name in names:
        store.insert(name, 1)
    return store.names()

"""Says which key of a scenario something is about that keeps its test from being finished."""

from collections.abc import Iterator
from contextlib import contextmanager

from specgen.diagnostics import Key
from specgen.test_types.model import NotComplete


@contextmanager
def about(*route: Key) -> Iterator[None]:
    """Whatever is lacking inside lies at ``route`` of the scenario, unless it says where itself.

    Raises:
        NotComplete: what was raised inside, with the route.
    """
    try:
        yield
    except NotComplete as error:
        lack = error.lack
        raise NotComplete(
            lack.why, lack.tip, route=lack.route or route, unsound=lack.unsound
        ) from error

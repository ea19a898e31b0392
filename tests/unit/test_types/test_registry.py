"""The eight built-in types are complete, distinct, and known to the plugin."""

from specgen.evidence.plugin import TYPE_MARKS
from specgen.test_types.registry import TEST_TYPES


def test_names_are_those_of_the_marks_that_the_plugin_registers() -> None:
    assert tuple(form.name for form in TEST_TYPES) == TYPE_MARKS
    assert tuple(form.marker for form in TEST_TYPES) == TYPE_MARKS


def test_no_word_means_two_types() -> None:
    words = [word for form in TEST_TYPES for word in (form.name, *form.aliases)]
    assert len(words) == len(set(words))


def test_every_type_says_what_it_is_for() -> None:
    for form in TEST_TYPES:
        assert form.title
        assert form.purpose
        assert form.completes

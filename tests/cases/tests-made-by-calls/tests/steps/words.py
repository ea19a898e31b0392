from pytest_bdd import given, then


@given("a text", target_fixture="text")
def text(docstring):
    return docstring


@then("it has words")
def words(text, datatable):
    assert [row[0] for row in datatable[1:]] == text.split()

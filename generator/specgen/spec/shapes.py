"""Where in the models an error stands: the fields that a location leads to."""

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from specgen.diagnostics import Key
from specgen.spec.fields import BRANCHES

Form = object  # an annotation, as it stands in a model


def model_at(start: type[BaseModel], location: Sequence[Key]) -> type[BaseModel] | None:
    """The model whose keys stand at ``location``, if one does."""
    forms = _forms_at(start, location)
    return next((form for form in forms if _is_model(form)), None)


def field_at(start: type[BaseModel], location: Sequence[Key]) -> FieldInfo | None:
    """The field that the last key of ``location`` that is one names."""
    steps = [step for step in location if isinstance(step, str)]
    while steps and (steps[-1] in BRANCHES or steps[-1] == "[key]"):
        steps.pop()
    if not steps:
        return None
    last = max(i for i, step in enumerate(location) if step == steps[-1])
    model = model_at(start, location[:last])
    return keys_of(model).get(steps[-1]) if model else None


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of ``model`` as they are written in YAML."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def branches_of(field: FieldInfo | None) -> tuple[str, ...]:
    """The tags of the branches that a field's value may take by its shape."""
    return tuple(_tags(field.annotation, *field.metadata)) if field else ()


def _tags(form: Form, *metadata: object) -> Iterator[str]:
    yield from (mark.tag for mark in metadata if isinstance(mark, Tag))
    if get_origin(form) is Annotated:
        inner, *marks = get_args(form)
        yield from _tags(inner, *marks)
    elif get_origin(form) in (Union, UnionType):
        for branch in get_args(form):
            yield from _tags(branch)


def _forms_at(start: Form, location: Sequence[Key]) -> list[Form]:
    forms: list[Form] = [start]
    for step in location:
        if step in BRANCHES or step == "[key]":
            continue
        forms = [below for form in forms for below in _below(form, step)]
    return forms


def _below(form: Form, step: Key) -> Iterator[Form]:
    """What a key or an index leads to from one plain form."""
    if _is_model(form):
        field = keys_of(form).get(str(step))
        if field is not None:
            yield from _plain(field.annotation)
    elif isinstance(step, int) and get_origin(form) is tuple:
        yield from _plain(get_args(form)[0])
    elif get_origin(form) is dict:
        yield from _plain(get_args(form)[1])


def _plain(form: Form) -> Iterator[Form]:
    """A form without annotations and with its unions taken apart."""
    origin = get_origin(form)
    if origin is Annotated:
        yield from _plain(get_args(form)[0])
    elif origin in (Union, UnionType):
        for branch in get_args(form):
            yield from _plain(branch)
    else:
        yield form


def _is_model(form: Form) -> TypeGuard[type[BaseModel]]:
    return isinstance(form, type) and issubclass(form, BaseModel)

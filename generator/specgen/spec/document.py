"""One spec file becomes a validated document; what is wrong is left out and said."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from specgen.diagnostics import Diagnostic, Key, Place, Route, Severity
from specgen.source.model import Mapping, Node, SourceFile
from specgen.spec.complaints import MOST, complaints
from specgen.spec.document_model import DocumentSpec
from specgen.spec.fields import BRANCHES
from specgen.spec.model import restored
from specgen.spec.module_model import ModuleSpec
from specgen.spec.project_model import ProjectSpec
from specgen.spec.shapes import keys_of

SECTIONS = frozenset(DocumentSpec.model_fields) - {"project", "module"}
POLICY_KEYS = frozenset(keys_of(ProjectSpec)) - {"project"}
MODULE_KEYS = frozenset(keys_of(ModuleSpec)) - {"module"}
_OWNERS = (("project", POLICY_KEYS), ("module", MODULE_KEYS))
_ROUNDS = 12  # each leaves out at least one part; what is still wrong then is left out whole

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Document:
    """A file's valid parts; ``left_out`` are the routes (in the document) of those that are not."""

    file: SourceFile
    spec: DocumentSpec
    left_out: tuple[Route, ...]
    declares_project: bool = False


def document(
    file: SourceFile, plain: Callable[[Node], object]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Validate ``file``, whose nodes ``plain`` turns into plain data."""
    if file.root is None:
        return Document(file, DocumentSpec(), ()), ()
    data = plain(file.root)
    if not isinstance(data, dict) or not isinstance(file.root, Mapping):
        found = _error("wrong-type", Place(file.path), message=_NO_MAPPING, tip=_FIRST_KEYS)
        return Document(file, DocumentSpec(), ()), (found,)
    folded, misplaced = _fold(data, Place(file.path))
    declares = "project" in data
    try:
        return Document(file, DocumentSpec.model_validate(folded), (), declares), misplaced
    except ValidationError as error:
        found_wrong = complaints(error, file, start=DocumentSpec)
        spec, left_out = _without_errors(folded, error)
        return Document(file, spec, left_out, declares), (*misplaced, *found_wrong)


_NO_MAPPING = "a spec file is a mapping"
_FIRST_KEYS = "begin with a key: `module: shop.cart`"


def _fold(data: Data, place: Place) -> tuple[Data, tuple[Diagnostic, ...]]:
    """Move the keys that stand beside ``project`` and ``module`` into mappings of their own."""
    folded: Data = {}
    parts: dict[str, Data] = {o: {o: data[o]} for o, _ in _OWNERS if o in data}
    wrong: list[Diagnostic] = []
    for key, value in data.items():
        if key in parts:
            continue
        owners = [owner for owner, keys in _OWNERS if key in keys]
        present = [owner for owner in owners if owner in parts]
        if key in SECTIONS or not owners:
            folded[key] = value
        elif len(present) == 1:
            parts[present[0]][key] = value
        else:
            wrong.append(_misplaced(key, owners, place=place))
    return {**folded, **parts}, tuple(wrong)


def _misplaced(key: str, owners: Sequence[str], *, place: Place) -> Diagnostic:
    if len(owners) == 2 and key in POLICY_KEYS:
        message = f"`{key}` must stand beside exactly one of `project` and `module`"
        tip = "move the module below `modules:`, or into a file of its own"
    else:
        message = f"`{key}` needs `{owners[0]}` beside it"
        tip = f"add `{owners[0]}: name` to this file, or move `{key}` to the file that has it"
    return _error("misplaced-key", place.key(key), message=message, tip=tip)


def _without_errors(data: Data, error: ValidationError) -> tuple[DocumentSpec, tuple[Route, ...]]:
    """What remains of ``data`` when each part that is wrong is left out."""
    left_out: set[Route] = set()
    for _ in range(_ROUNDS if error.error_count() <= MOST else 0):
        left_out |= {restored(_removable(e["loc"], e["type"]), left_out) for e in error.errors()}
        try:
            return DocumentSpec.model_validate(_pruned(data, left_out)), tuple(left_out)
        except ValidationError as again:
            error = again
    return DocumentSpec(), ((),)


def _removable(location: Route, kind: str) -> Route:
    """The smallest part whose absence mends an error."""
    route = tuple(step for step in location if step not in BRANCHES and step != "[key]")
    return route[:-1] if kind == "missing" else route


def _pruned(data: object, left_out: Collection[Route]) -> object:
    """A copy of ``data`` without the parts at ``left_out``; items that follow move up."""
    if not left_out or not isinstance(data, dict | list):
        return data
    below: dict[Key, list[Route]] = defaultdict(list)
    for first, *rest in left_out:
        below[first].append(tuple(rest))
    items = data.items() if isinstance(data, dict) else enumerate(data)
    kept = [(k, _pruned(v, below.get(k, ()))) for k, v in items if () not in below.get(k, ())]
    return dict(kept) if isinstance(data, dict) else [value for _, value in kept]


def _error(rule: str, place: Place, *, message: str, tip: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, place, message, tip)

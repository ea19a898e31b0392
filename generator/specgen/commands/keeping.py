"""Write an entry of `kept` into the spec file of a scenario's module."""

from argparse import Namespace
from codecs import BOM_UTF8 as BOM

from specgen.commands import compiling, holding
from specgen.compilation import Compilation
from specgen.diagnostics import Log, Place
from specgen.disk.model import Action, Cause, Operation
from specgen.disk.write import write
from specgen.edit.model import Edited, Entry
from specgen.edit.put import put
from specgen.program.names import Names


@holding.alone
def kept(chosen: Namespace) -> tuple[str, bool]:
    """What was done, or why nothing was, and whether it was."""
    compilation = compiling.compiled(chosen)
    wrong = compiling.errors(compilation)
    if wrong:
        return compiling.rendered(wrong, "text", error=True), False
    found, said = _meant(compilation, chosen.id)
    if found is None:
        return f"specgen: {said}\n", False
    name, place = found
    entry = Entry("kept", {"for": name} | ({"reason": chosen.reason} if chosen.reason else {}),
                  identity=("for",))  # fmt: skip
    edited = put(compilation.files[place.path], entry)
    if edited is None:
        return f"specgen: {place.path} has no list `kept` to add to; add `{name}` by hand\n", False
    return _written(compilation, edited, name=name), True


def _meant(compilation: Compilation, word: str) -> tuple[tuple[str, Place] | None, str]:
    """The scenario that ``word`` means with its place, or why there is none."""
    places = {s.id: s.place for p in compilation.projects for s in p.program.scenarios}
    log = Log()
    name = Names(places).find(word, Place(next(iter(compilation.files))), log=log, what="scenario")
    if name:
        return (name, places[name]), ""
    said = log.diagnostics[0]
    return None, f"{said.message}; {said.tip}" if said.tip else said.message


def _written(compilation: Compilation, edited: Edited, *, name: str) -> str:
    before = (compilation.root / edited.path).read_bytes()
    after = before[: len(BOM) * before.startswith(BOM)] + edited.text.encode()
    change = Operation(Action.UPDATE, edited.path, Cause.STALE, after, before)
    refused = write(compilation.root, (change,), roots=(edited.path.parent,))
    if refused:
        raise OSError(f"{edited.path}: {refused[0].message}")
    done = "is kept from now on" if edited.added else "was kept already"
    return f"{edited.path}:{edited.line}: `{name}` {done}\n"

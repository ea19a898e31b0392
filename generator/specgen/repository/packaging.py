"""Where the code under test is: the source root and the packages in it, and how that was told."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from specgen.repository.declared import Declared, declared
from specgen.repository.model import Packaging

_NOT_CODE = frozenset({
    "tests", "test", "testing", "docs", "doc", "examples", "example", "benchmarks", "benchmark",
    "bench", "scripts", "tools", "build", "dist", "samples", "demo", "demos", "specs", "ci",
    "generated_tests", "requirements", "venv", "env", "node_modules", "site", "notebooks", "tasks",
})  # fmt: skip
_NOT_MODULES = frozenset({"setup", "conftest", "noxfile", "tasks", "fabfile", "dodo", "versioneer"})


def packaging(root: Path) -> Packaging:
    """The layout of the repository at ``root``: src, flat, several packages, or single modules."""
    said = declared(root)
    start, why_root = _start(root, said)
    top = sorted(_names(root / start))
    chosen, why = _chosen(root, top, start=start, said=said)
    packages = tuple(_inside(root / start, name) for name in chosen)
    return Packaging(
        name=_project_name(said.name or (packages[0] if len(packages) == 1 else root.name)),
        root=start,
        packages=packages,
        others=tuple(name for name in _every_name(root / start) if name not in chosen),
        why=", ".join(w for w in (why_root, why) if w),
        python=said.python,
        why_python=said.source,
    )


def _start(root: Path, said: Declared) -> tuple[str, str]:
    """The folder that imports start from, and why."""
    from_packages = [p.rpartition("/")[0] for p in said.packages if "/" in p]
    for folder in (*said.roots, *from_packages):
        clean = folder.strip("./") if folder not in (".", "") else "."
        if clean and not clean.startswith("..") and (root / clean).is_dir() and clean != ".":
            return clean, f"packaging names `{clean}`"
    for usual in ("src", "lib"):
        if any(_names(root / usual)):
            return usual, f"{usual} layout"
    return ".", "flat layout"


def _chosen(
    root: Path, top: Sequence[str], *, start: str, said: Declared
) -> tuple[tuple[str, ...], str]:
    """Which of the top names are the product, and why."""
    listed = {p.rpartition("/")[2] for p in said.packages}
    named = [name for name in top if name in listed]
    if named:
        return tuple(named), "packaging lists it"
    if start != ".":
        return tuple(top), f"all that is in `{start}`"
    alike = [name for name in top if _alike(name, said.name or root.name)]
    if alike:
        return tuple(alike), "named like the project"
    packages = [name for name in top if (root / name).is_dir()]
    return (
        (tuple(packages), "every package here") if packages else (tuple(top), "every module here")
    )


def _alike(name: str, project: str) -> bool:
    plain = project.lower().replace("-", "_").replace(".", "_")
    short = plain.removeprefix("python_").removeprefix("py").removesuffix("_python").strip("_")
    return name.lower() in (
        plain,
        short,
        plain.partition("_")[0] if plain.count("_") > 2 else plain,
    )


def _names(folder: Path) -> Iterator[str]:
    """The top packages and modules of a folder that may be a product."""
    for entry in _entries(folder):
        if entry.is_dir():
            if entry.name.isidentifier() and entry.name not in _NOT_CODE and _holds_python(entry):
                yield entry.name
        elif entry.suffix == ".py" and _may_be_code(entry.stem):
            yield entry.stem


def _may_be_code(stem: str) -> bool:
    known = stem in _NOT_MODULES or stem.startswith(("test_", "__"))
    return stem.isidentifier() and not known


def _every_name(folder: Path) -> list[str]:
    """Every top name below which a module could be found."""
    found = {e.name if e.is_dir() else e.stem for e in _entries(folder)
             if e.is_dir() or e.suffix == ".py"}  # fmt: skip
    return sorted(name for name in found if name.isidentifier())


def _holds_python(folder: Path, depth: int = 3) -> bool:
    """Whether it is a package, or a namespace with one a few levels below."""
    entries = _entries(folder)
    if any(e.name == "__init__.py" for e in entries):
        return True
    folders = [e for e in entries if e.is_dir() and e.name.isidentifier()]
    return depth > 0 and any(_holds_python(e, depth - 1) for e in folders)


def _inside(folder: Path, name: str) -> str:
    """The dotted package below namespaces that hold nothing but one package."""
    here = folder / name.replace(".", "/")
    entries = [e for e in _entries(here) if e.suffix == ".py" or (e.is_dir() and _holds_python(e))]
    if len(entries) == 1 and entries[0].is_dir() and entries[0].name.isidentifier():
        return _inside(folder, f"{name}.{entries[0].name}")
    return name


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(e for e in folder.iterdir() if not e.name.startswith("."))
    except OSError:
        return []


def _project_name(text: str) -> str:
    """``text`` as an id of the language."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in text)
    return kept.strip("._-") or "project"

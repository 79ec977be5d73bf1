"""Imports go one way: wsgi, portal, feature, frame. Inside a feature they go one way too."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PORTAL = Path(__file__).parents[2] / "portal"
FEATURES = sorted(folder.name for folder in PORTAL.iterdir() if (folder / "__init__.py").exists())
FRAME = sorted(file.stem for file in PORTAL.glob("*.py") if file.stem != "__init__")

# Inside a feature, a file imports only from files to its right. Folders of the names below count as
# files; what a feature needs beside them (drawing, picture code, seeds) stands at the right end.
ORDER = ["views", "desk", "cli", "jobs", "forms", "permissions", "actions", "mails", "queries"]
PUBLIC = {"models", "queries", "actions"}  # all that other features may use


def imports(file: Path) -> list[str]:
    """The modules of the portal that a file imports, as in "suggestions.models"."""
    found = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found += [name.removeprefix("portal.") for name in names if name.startswith("portal.")]
    return found


def part_of(file: Path) -> str:
    """Which of a feature's files this is; files in a folder count as the folder."""
    inside = file.relative_to(PORTAL).parts[1:]
    return Path(inside[0]).stem


def rank(part: str) -> int:
    return ORDER.index(part) if part in ORDER else len(ORDER)


@pytest.mark.parametrize("part", FRAME)
def test_the_frame_knows_no_feature(part):
    assert not [name for name in imports(PORTAL / f"{part}.py") if name.split(".")[0] in FEATURES]


@pytest.mark.parametrize(
    "file", sorted(PORTAL.glob("*/**/*.py")), ids=lambda f: str(f.relative_to(PORTAL))
)
def test_a_feature_file_imports_downwards(file):
    feature, part = file.relative_to(PORTAL).parts[0], part_of(file)
    if part == "__init__":
        return
    for name in imports(file):
        other, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if other == feature and target != part and rank(part) < len(ORDER):
            assert rank(target) > rank(part), f"{part} may not import {target}"
        elif other in FEATURES and other != feature:
            assert target in PUBLIC, f"{feature} may not use {name}"


def test_features_do_not_go_in_circles():
    graph = {
        feature: {
            name.split(".")[0]
            for file in (PORTAL / feature).rglob("*.py")
            for name in imports(file)
            if name.split(".")[0] in FEATURES and name.split(".")[0] != feature
        }
        for feature in FEATURES
    }
    TopologicalSorter(graph).prepare()


def test_only_the_frame_commits():
    for file in PORTAL.glob("*/**/*.py"):
        assert ".commit(" not in file.read_text(), (
            f"{file}: one request is one transaction, see db.py"
        )


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_says_what_it_is(feature):
    assert ast.get_docstring(ast.parse((PORTAL / feature / "__init__.py").read_text()))


@pytest.mark.parametrize("part", FRAME)
def test_a_frame_file_says_what_it_is(part):
    assert ast.get_docstring(ast.parse((PORTAL / f"{part}.py").read_text()))

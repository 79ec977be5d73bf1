"""Templates are tidy: nothing unused, every fragment says what it needs, one name for one thing."""

from pathlib import Path

import pytest
from jinja2 import nodes

TEMPLATES = Path(__file__).parents[2] / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
PAGES = [f for f in ALL if f.name[0] != "_" and f.parent.name not in ("ui", "errors", "templates")]


def name(file: Path) -> str:
    return str(file.relative_to(TEMPLATES))


@pytest.mark.parametrize("file", ALL, ids=name)
def test_nothing_is_imported_for_nothing(app, file):
    tree = app.jinja_env.parse(file.read_text())
    imported = {
        part[1] if isinstance(part, tuple) else part
        for node in tree.find_all(nodes.FromImport)
        for part in node.names
    }
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert not imported - used


@pytest.mark.parametrize("file", [file for file in ALL if file.name.startswith("_")], ids=name)
def test_a_fragment_can_be_used_anywhere(file):
    assert file.read_text().startswith("{# Needs:"), "say which variables it needs"
    assert "url_for('." not in file.read_text(), "name the view in full: 'surveys.detail'"
    assert 'url_for(".' not in file.read_text(), "name the view in full: 'surveys.detail'"


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_page_has_a_title(app, file):
    assert "title" in app.jinja_env.get_template(name(file)).blocks


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_page_belongs_to_a_view_of_the_same_name(app, file):
    folder, *desk, _page = file.relative_to(TEMPLATES).with_suffix("").parts
    view = f"{folder}{'_desk' if desk else ''}.{file.stem}"
    assert view in app.view_functions, f"{name(file)}: no view {view}"


DRAWINGS = "ui/icons.html"  # our own constants, written beside the macro that prints them


@pytest.mark.parametrize("file", [f for f in ALL if name(f) != DRAWINGS], ids=name)
def test_nothing_is_said_to_be_safe_or_written_inline(file):
    text = file.read_text()
    for forbidden in ("|safe", "| safe", "style=", "<style", "onclick=", "javascript:"):
        assert forbidden not in text, f"{forbidden} is refused by the content security policy"

"""Templates → one self-contained HTML text: everything escaped, nothing loaded, and a policy that says so."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from aftersales.report.styles import css_variables
from aftersales.report.wording import plain

BESIDE = Path(__file__).resolve().parents[2] / "templates"


class TemplateError(ValueError):
    """A style sheet or script that would end its own element: it cannot be put into a page."""


def environment(loader: BaseLoader) -> Environment:
    """How all our templates are read: everything escaped, an unknown name is an error, no text unseen."""
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _loader(templates: Path | None) -> BaseLoader:
    """The templates given first, then the folder beside the package, else the installed copy."""
    packaged = FileSystemLoader(BESIDE) if BESIDE.is_dir() else PackageLoader("aftersales", "templates")
    return ChoiceLoader([FileSystemLoader(templates), packaged]) if templates else packaged


@lru_cache(maxsize=4)
def _opened(templates: Path | None) -> tuple[BaseLoader, Environment]:
    """What reads the templates of a folder: each is compiled once, and again when its file has changed."""
    loader = _loader(templates)
    return loader, environment(loader)


def document(templates: Path | None, template: str, **values: Any) -> str:
    """The page: its style sheet and script stand inside it, and the policy names exactly these two."""
    loader, found = _opened(templates)
    style = Markup(css_variables()) + _inline(found, loader, "report.css", "style")  # noqa: S704 - our own colours
    script = _inline(found, loader, "report.js", "script")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return found.get_template(template).render(style=style, script=script, policy=policy, **values)


def _visible(value: object) -> object:
    """Every text on a page passes here; only markup that we made ourselves is left alone."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _inline(found: Environment, loader: BaseLoader, name: str, element: str) -> Markup:
    """A file of ours to stand inside a page; its line ends are those a browser hashes."""
    text = loader.get_source(found, name)[0].replace("\r\n", "\n")
    if f"</{element}" in text.lower():
        raise TemplateError(f"{name} contains </{element}")
    return Markup(text)  # noqa: S704 - our own file, never data


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

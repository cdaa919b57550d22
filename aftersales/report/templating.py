"""Templates → one self-contained HTML text: everything escaped, nothing loaded, and a policy that says so."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from aftersales.report.languages import CHINESE, Language, language
from aftersales.report.styles import css_variables
from aftersales.report.wording import plain

_WORD = re.compile(r"@\{(\w+)\}")
"""A word of the catalogue in a style sheet or script."""
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
def _opened(templates: Path | None, words: Language) -> tuple[BaseLoader, Environment]:
    """What reads the templates of a folder: each is compiled once, and again when its file has changed.

    Templates know the `words` of their catalogue by key, and `say` what was written in Chinese.
    """
    loader = _loader(templates)
    found = environment(loader)
    found.globals.update(words=words.furniture, say=words.say)
    return loader, found


def document(templates: Path | None, template: str, words: Language | None = None, **values: Any) -> str:
    """The page in a language: its style sheet and script stand inside it, and the policy names exactly these two."""
    words = words or language(CHINESE)
    loader, found = _opened(templates, words)
    style = Markup(css_variables()) + _inline(words, found, loader, "report.css")  # noqa: S704 - our own colours
    script = _inline(words, found, loader, "report.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return found.get_template(template).render(style=style, script=script, policy=policy, **values)


def _visible(value: object) -> object:
    """Every text on a page passes here; only markup that we made ourselves is left alone."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _inline(words: Language, found: Environment, loader: BaseLoader, name: str) -> Markup:
    """A file of ours to stand inside a page; its line ends are those a browser hashes."""
    text = loader.get_source(found, name)[0].replace("\r\n", "\n")
    text = _WORD.sub(lambda key: words[key[1]], text)
    element = "script" if name.endswith(".js") else "style"
    if f"</{element}" in text.lower():
        raise TemplateError(f"{name} contains </{element}")
    return Markup(text)  # noqa: S704 - our own file, never data


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

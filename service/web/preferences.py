"""How a reader wants the pages: language and size of text, carried from address to address.

Nothing is kept on the server and no cookie is set: a choice is a parameter of the address, which
every link and form of the page passes on, so that a link sent to someone else shows the same.
Without a choice the browser's languages decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from flask import g, request
from markupsafe import Markup, escape

from service.english import in_english, words
from service.understanding.vocabulary import vocabulary
from service.web.messages import LANGUAGES, catalogue, knows, message

if TYPE_CHECKING:
    from flask import Flask

LANGUAGE, TEXT = "lang", "text"
SIZES = ("normal", "large")
TAGS = {"zh": "zh-CN", "en": "en"}
CHINESE_RUN = re.compile(r"([\u2e80-\u9fff](?:[\d\s.,·“”…-]*[\u2e80-\u9fff])*)")


@dataclass(frozen=True, slots=True)
class Preferences:
    """``chosen`` is what the address asked for by itself: that alone is passed on."""

    language: str
    text: str
    chosen: tuple[tuple[str, str], ...]

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return TAGS[self.language]

    @property
    def kept(self) -> str:
        """The chosen ones as a query: for links that scripts make."""
        return urlencode(self.chosen)


def preferences() -> Preferences:
    """Those of the running request."""
    if "preferences" not in g:
        g.preferences = _read()
    found: Preferences = g.preferences
    return found


def _read() -> Preferences:
    language, text = request.args.get(LANGUAGE), request.args.get(TEXT)
    chosen = []
    if language in LANGUAGES:
        chosen.append((LANGUAGE, str(language)))
    else:
        language = _spoken()
    if text in SIZES[1:]:
        chosen.append((TEXT, str(text)))
    else:
        text = SIZES[0]
    return Preferences(str(language), str(text), tuple(chosen))


def _spoken() -> str:
    """The first language of the browser that the pages speak, in whatever variety."""
    wanted = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((language for language in wanted if language in LANGUAGES), LANGUAGES[0])


def translate(key: str, **arguments: Any) -> Markup:
    """The message in the reader's language; arguments that are not markup are escaped."""
    text = message(preferences().language, key, arguments)
    return escape(text).format(**arguments) if arguments else escape(text)


def told(text: str) -> Markup:
    """A sentence that the product composes of a report, in the reader's language."""
    return as_printed(in_english(text) if preferences().language == "en" else text)


def measures_in(language: str) -> dict[str, str]:
    """Measures (决算数 …) and what a language other than Chinese calls them."""
    if language == LANGUAGES[0]:
        return {}
    return {name: words()[name] for name in vocabulary().measures if name in words()}


def measure_word(measure: str) -> str:
    """A measure (决算数 …) in the reader's language."""
    return measures_in(preferences().language).get(measure, measure)


def as_printed(text: str) -> Markup:
    """Text with what is Chinese in it marked so, where the page is not."""
    if preferences().language == LANGUAGES[0]:
        return escape(text)
    mark = Markup('<span lang="{}">{}</span>').format
    pieces = CHINESE_RUN.split(text)
    return Markup("").join(
        mark(TAGS["zh"], piece) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )


def explained(code: str, told: str) -> Markup:
    """What went wrong: in Chinese as it was told, else what is said of its kind."""
    key = f"errors.{code}"
    return translate(key) if knows(preferences().language, key) else escape(told)


def keep(address: str) -> str:
    """An address of this service, with the reader's choices passed on."""
    kept = preferences().kept
    if not kept:
        return address
    parts = urlsplit(address)
    query = f"{parts.query}&{kept}" if parts.query else kept
    return parts._replace(query=query).geturl()


def changed(name: str, value: str) -> str:
    """The address of this very page with one choice changed: all else that it says stays."""
    query = [(key, each) for key, each in request.args.items(multi=True) if key != name]
    return f"{request.path}?{urlencode([*query, (name, value)], safe=',')}"


def kept_fields() -> Markup:
    """Hidden fields of a form: what ``keep`` is for a link."""
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(field.format(*choice) for choice in preferences().chosen)


def script_data() -> dict[str, Any]:
    """What the page's scripts need of the reader's choices and language."""
    chosen = preferences()
    spoken = catalogue(chosen.language)
    return {
        "language": chosen.tag,
        "kept": chosen.kept,
        "messages": {**spoken["script"], **spoken["answer"]},
        "measures": measures_in(chosen.language),
    }


def install(app: Flask) -> None:
    """Let templates speak: ``t``, ``keep``, ``changed`` … and the reader's ``preferences``."""
    app.jinja_env.globals.update(
        t=translate,
        changed=changed,
        kept_fields=kept_fields,
        script_data=script_data,
        measure=measure_word,
        explained=explained,
    )
    app.jinja_env.filters.update(keep=keep, told=told, as_printed=as_printed)
    app.context_processor(lambda: {"preferences": preferences()})

"""The script that a portal embeds: it fetches the chat's own modules and draws them in a shadow.

``<script src="https://…/widget.js" data-lang="zh" data-report="…" defer></script>``
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from service.web.messages import LANGUAGES, catalogue
from service.web.preferences import TAGS, measures_in

blueprint = Blueprint("widget", __name__)
SPOKEN = ("answer", "widget")


@blueprint.get("/widget.js")
def script() -> Response:
    """What the page runs, with what the widget says in each language."""
    told = {
        language: {
            "language": TAGS[language],
            "kept": f"lang={language}",
            "measures": measures_in(language),
            "messages": {
                name: text
                for namespace in SPOKEN
                for name, text in catalogue(language)[namespace].items()
            },
        }
        for language in LANGUAGES
    }
    response = Response(render_template("widget.js", told=told), mimetype="text/javascript")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response

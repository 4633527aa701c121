"""What can go wrong in this room outside of a request.

ServiceError
├── BadSetting         an environment variable that cannot be used
├── BadText            a question or a figure that was typed cannot be used
├── BadQuestionSet     a line of a question set is no question
└── NotWritable        a file that was asked for cannot be written

``code`` is stable and for programs; the message is for people (Chinese). What a request can fail
with over HTTP is in ``service.web.problems``.
"""

from __future__ import annotations


class ServiceError(Exception):
    """Anything that this room cannot do with what it was given."""

    code = "service_error"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code


class BadSetting(ServiceError):
    """An environment variable that cannot be used; the message names it."""

    code = "bad_setting"


class BadText(ServiceError):
    """A question or a figure that was typed cannot be used."""

    code = "bad_text"


class BadQuestionSet(ServiceError):
    """A line of a question set is no question; the message names file and line."""

    code = "bad_question_set"


class NotWritable(ServiceError):
    """A file that was asked for cannot be written; the message names it."""

    code = "not_writable"

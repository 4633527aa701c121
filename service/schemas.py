"""What comes in over HTTP, checked before anything else looks at it.

Only untrusted input is described here with pydantic; its findings are turned into the contract's
400 with a message in Chinese and the name of the field.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    ValidationError,
)

from service.errors import BadText
from service.inputs import read_figure, read_question, well_formed
from service.types import EDITABLE
from service.web.problems import BadInput

MAX_SLOT = 200
Model = TypeVar("Model", bound=BaseModel)


def _question(text: str) -> str:
    try:
        return read_question(text)
    except BadText as exc:
        raise ValueError(exc.message, exc.code) from exc  # pydantic collects ValueErrors


def _figure(text: str) -> str:
    try:
        read_figure(text)
    except BadText as exc:
        raise ValueError(exc.message, exc.code) from exc
    return text


def _none_if_blank(value: object) -> object:
    """An HTML form sends an empty field as an empty string."""
    return None if isinstance(value, str) and not value.strip() else value


Question = Annotated[StrictStr, AfterValidator(_question)]
Words = Annotated[str, Field(max_length=MAX_SLOT), AfterValidator(well_formed)]
Slot = Annotated[StrictStr, Field(max_length=MAX_SLOT), AfterValidator(well_formed)] | None
Filter = Annotated[Words | None, BeforeValidator(_none_if_blank)]
Year = Annotated[Annotated[int, Field(ge=1949, le=2100)] | None, BeforeValidator(_none_if_blank)]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]


class ContextIn(BaseModel):
    """The slots of an earlier answer, perhaps edited by a person; other keys pass through."""

    model_config = ConfigDict(extra="allow")

    entity: Slot = None
    year: (
        Annotated[StrictInt, Field(ge=0, le=9999)]
        | Annotated[StrictStr, Field(pattern=r"^\s*\d{0,4}\s*$")]
        | None
    ) = None
    item: Slot = None
    measure: Slot = None
    basis: Slot = None
    operation: Slot = None
    edited: Annotated[list[StrictStr], Field(max_length=len(EDITABLE))] | None = None


Language = Literal["zh", "en"]
"""Of remarks, checks and findings; an answer speaks the language of its question."""


class AskIn(BaseModel):
    """The body of ``POST /api/ask``."""

    question: Question
    context: ContextIn | None = None
    report: Slot = None
    limit: Annotated[StrictInt, Field(ge=1, le=100)] = 10
    language: Language = "zh"


class SearchIn(BaseModel):
    """The query of ``/api/search`` and ``/search``."""

    q: Question
    entity: Filter = None
    year: Year = None
    kind: Filter = None
    report: Filter = None
    section: Filter = None
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    offset: Offset = 0

    def arguments(self) -> dict[str, Any]:
        """As the engine names them."""
        plain = self.model_dump()
        return {"query": plain.pop("q"), **plain}


class ReportsIn(BaseModel):
    """The query of ``/reports``: words of a title or a name, and filters."""

    q: Filter = None
    year: Year = None
    kind: Filter = None
    offset: Offset = 0


def _table(value: str | None) -> str | None:
    if value is not None and value.isdecimal() and len(value) > len("99999"):
        raise ValueError("没有这么多表", "out_of_range")
    return value


class FactsIn(BaseModel):
    """The query of ``/api/facts``."""

    item: Filter = None
    entity: Filter = None
    year: Year = None
    table: Annotated[Filter, AfterValidator(_table)] = None
    report: Filter = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    offset: Offset = 0


class ItemsIn(BaseModel):
    """The query of ``/api/items``."""

    q: Question
    limit: Annotated[int, Field(ge=1, le=100)] = 12


class AuditIn(BaseModel):
    """The query of ``/api/reports/ID/audit``."""

    language: Language = "zh"


class TraceIn(BaseModel):
    """The query of ``/api/trace`` and ``/trace``: a figure, its unit apart or behind it."""

    value: Annotated[StrictStr, AfterValidator(_figure)]
    unit: Filter = None

    def figure(self) -> tuple[str, str | None]:
        """(decimal string without separators, unit)."""
        value, unit = read_figure(self.value)
        return value, self.unit or unit


def read_json(body: bytes) -> dict[str, Any]:
    """A JSON object out of a request body; raises BadInput."""
    try:
        plain = json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as exc:  # UnicodeDecodeError is a ValueError
        raise BadInput("请求内容不是有效的 JSON", code="invalid_json") from exc
    if not isinstance(plain, dict):
        raise BadInput("请求内容应为一个 JSON 对象", code="wrong_type")
    return plain


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def read(model: type[Model], plain: Mapping[str, Any]) -> Model:
    """Check ``plain`` against ``model``; raises BadInput for the first field that does not fit."""
    try:
        return model.model_validate(dict(plain))
    except ValidationError as exc:
        raise _bad_input(exc) from exc


def _bad_input(exc: ValidationError) -> BadInput:
    error = exc.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in error["loc"][:2]) or None
    limits = error.get("ctx") or {}
    kind = error["type"]
    if kind == "value_error":
        message, code = limits["error"].args
        return BadInput(message, code=code, detail={"field": field})
    if kind == "missing":
        code = "empty_question" if field in {"question", "q"} else "missing_parameter"
        return BadInput(f"缺少参数 {field}", code=code, detail={"field": field})
    code, message = _message(kind, limits)
    return BadInput(f"参数 {field} {message}", code=code, detail={"field": field})


def _message(kind: str, limits: Mapping[str, Any]) -> tuple[str, str]:
    match kind:
        case "greater_than_equal":
            return "out_of_range", f"不能小于 {limits['ge']}"
        case "less_than_equal":
            return "out_of_range", f"不能大于 {limits['le']}"
        case "string_too_long":
            return "too_long", f"不能超过 {limits['max_length']} 个字"
        case _:
            return "wrong_type", "的类型或格式不对"

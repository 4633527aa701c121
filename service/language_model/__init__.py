"""An optional language model beside the engine: it may read a question or word an answer, and
nothing it says is shown that the reports do not print. Off unless ``WENZHANG_LLM_URL`` is set."""

from service.language_model.assistant import Assistant
from service.language_model.endpoint import Endpoint

__all__ = ["Assistant", "Endpoint"]

"""Questions become answers: understanding, deciding, composing, verifying; HTTP, pages, commands.

Never opens a PDF to parse it, never writes SQL. Nothing is exported here, so that a command
starts without what it does not need: ``service.engine`` answers, ``service.web.app`` serves,
``service.cli`` is the command line.
"""

__all__: list[str] = []

"""What can go wrong while a report is read.

CorpusError
├── NotReadable            the file is missing, empty or no PDF at all
├── Encrypted              the PDF asks for a password
├── Damaged                the PDF is truncated or has no pages
├── NoText                 no page has a text layer (a scan)
└── NotAReport             readable, but a template or no disclosure of this genre

Each carries ``file`` and a message for people that names the way out.
"""

from __future__ import annotations


class CorpusError(Exception):
    """A report that cannot be read; ``code`` is stable, ``way_out`` says what to do."""

    code = "corpus_error"
    way_out = ""

    def __init__(self, file: str, reason: str, page: int | None = None) -> None:
        self.file = file
        self.reason = reason
        self.page = page
        where = f"{file}，第 {page} 页" if page else file
        super().__init__(f"{where}：{reason}{'。' + self.way_out if self.way_out else ''}")


class NotReadable(CorpusError):
    """Missing, empty, a folder, or not a PDF."""

    code = "not_readable"
    way_out = "请确认路径，并提供 PDF 文件"


class Encrypted(CorpusError):
    """The PDF asks for a password."""

    code = "encrypted"
    way_out = "请提供解除密码保护的 PDF"


class Damaged(CorpusError):
    """Truncated, or without a page."""

    code = "damaged"
    way_out = "请重新下载或重新导出该 PDF"


class NoText(CorpusError):
    """No page has text: a scan."""

    code = "no_text"
    way_out = "请提供带文字层的 PDF，或安装文字识别组件（pip install 'wenzhang[ocr]'）后重新收录"


class NotAReport(CorpusError):
    """A template, or not a disclosure of this genre."""

    code = "not_a_report"
    way_out = "请提供部门（单位）预算或决算公开文件"

"""Write docs/rules.md out of the rules: ``python -m corpus.reconcile.document [FILE]``."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from corpus.reconcile.registry import AuditRule, rules

DEFAULT = Path("docs/rules.md")
HEAD = """# 勾稽规则

本页由 `python -m corpus.reconcile.document` 生成，勿手改；`tests/corpus/reconcile` 检查它与规则一致。

所有计算都用十进制数。容差来自印刷精度：印到 0.01 的 n 个数相加，与总数最多可差 n × 0.005 再加总数自身的
0.005，差在其内为 `rounding`，超出为下表所列的级别。百分数按其印出的位数比较，截尾、末位调整、以及由金额自身
舍入可以解释的为 `rounding`。缺少条件而不能核对的记为 `skipped` 并给出原因，不算通过。一张表中某一规则多数
不成立的，视为版式与规则不合，该表的这一规则记为 `skipped`。
"""


def document() -> str:
    """The whole page."""
    parts = [HEAD]
    for group, members in groupby(rules(), key=lambda rule: rule.group):
        rows = "\n".join(map(_row, members))
        parts.append(
            f"## {group}\n\n| 规则 | 名称 | 级别 | 内容 |\n| --- | --- | --- | --- |\n{rows}\n"
        )
    return "\n".join(parts)


def _row(rule: AuditRule) -> str:
    return f"| `{rule.name}` | {rule.title} | {rule.severity} | {rule.text} |"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    target.write_text(document(), encoding="utf-8")

"""Items of the ledger to show, without a library."""

from dataclasses import replace

from desktop.annotations import LedgerRow, Progress, State

PLAIN = LedgerRow(
    id="a", node="n-a", document="d1", document_title="稳增长若干措施", doc_number="",
    label="2.", title="推动煤炭价格稳定", lost=False, state=State.WAITING, lead="省发展改革委",
    support=("省能源局", "省财政厅"), due="2025-06-30", light="", behind=False, priority="中",
    remark="", last_progress=None, author="李四", created="", modified="",
)  # fmt: skip
ROWS = (
    PLAIN,
    replace(
        PLAIN, id="b", node="n-b", label="10.", title="智能化改造", lead="", due=None,
        state=State.DONE, support=(), last_progress=Progress("p", "2025-05-01", "李四", "已\n开工"),
    ),
    replace(
        PLAIN, id="c", node="n-c", document="d2", document_title="消费十条", label="3.",
        title="扩大消费", lead="省商务厅", due="2025-05-01", light="red", priority="高",
        remark="要 快", lost=True,
    ),
)  # fmt: skip

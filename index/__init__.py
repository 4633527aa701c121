"""Many reports: storage, embeddings, search, ingest and publishing.

Knows nothing of questions in natural language or of HTTP. ``ingest`` and ``remove`` change what
is held; a ``Library`` reads it.
"""

from index.encoder import Encoder, SentenceTransformersEncoder, default_encoder
from index.errors import (
    EncoderUnavailable,
    IndexCorrupt,
    IndexMissing,
    IndexOutdated,
    IngestRunning,
    LibraryError,
    NotHeld,
    StorageFailed,
    UnknownPage,
    UnknownPassage,
    UnknownReport,
    UnknownTable,
)
from index.ingest import ingest, remove
from index.library import Library
from index.manifest import Manifest
from index.outcomes import FileOutcome, IngestResult, Progress
from index.protocol import Shelf
from index.records import (
    FactPage,
    Hit,
    Label,
    PageSize,
    Readiness,
    ReportRecord,
    StoredFact,
    StoredPassage,
    TableHead,
)
from index.snapshot import Snapshot
from index.workers import Limits

__all__ = [
    "Encoder",
    "EncoderUnavailable",
    "FactPage",
    "FileOutcome",
    "Hit",
    "IndexCorrupt",
    "IndexMissing",
    "IndexOutdated",
    "IngestResult",
    "IngestRunning",
    "Label",
    "Library",
    "LibraryError",
    "Limits",
    "Manifest",
    "NotHeld",
    "PageSize",
    "Progress",
    "Readiness",
    "ReportRecord",
    "SentenceTransformersEncoder",
    "Shelf",
    "Snapshot",
    "StorageFailed",
    "StoredFact",
    "StoredPassage",
    "TableHead",
    "UnknownPage",
    "UnknownPassage",
    "UnknownReport",
    "UnknownTable",
    "default_encoder",
    "ingest",
    "remove",
]

-- The one truth of a data folder. Numbers are decimal text (SQLite's REAL is binary), paths and
-- spans are JSON, bulky parts are zlib-compressed JSON (index/codec.py).
--
-- A report is written as 'staged' while an ingest runs and becomes 'live' in the one transaction
-- that publishes; readers see live reports only.

CREATE TABLE reports (
    key            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,          -- first 12 hex digits of sha256
    sha256         TEXT NOT NULL UNIQUE,
    state          TEXT NOT NULL CHECK (state IN ('staged', 'live')),
    content        TEXT NOT NULL,                 -- digest of everything printed
    file_name      TEXT NOT NULL,
    title          TEXT NOT NULL,
    entity         TEXT NOT NULL,
    year           INTEGER,
    kind           TEXT NOT NULL,
    short_names    TEXT NOT NULL,
    place          TEXT NOT NULL,
    published      TEXT,
    sections       TEXT NOT NULL,
    warnings       TEXT NOT NULL,
    pages          INTEGER NOT NULL,
    tables         INTEGER NOT NULL,
    facts          INTEGER NOT NULL,
    passages       INTEGER NOT NULL,
    warning_count  INTEGER NOT NULL
) STRICT;

CREATE INDEX reports_by_content ON reports (content);

-- Other files that print the same as a report that is held.
CREATE TABLE aliases (
    sha256 TEXT PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE pages (
    report   INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    width    REAL NOT NULL,
    height   REAL NOT NULL,
    rotation INTEGER NOT NULL,
    glyphs   BLOB NOT NULL,
    PRIMARY KEY (report, number)
) STRICT;

CREATE TABLE tables (
    report   INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    standard TEXT,
    head     TEXT NOT NULL,                       -- everything but the cells
    body     BLOB NOT NULL,                       -- cells and formulas
    PRIMARY KEY (report, number)
) STRICT;

CREATE TABLE passages (
    key     INTEGER PRIMARY KEY,                  -- also the id in FAISS and in the full text
    report  INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    text    TEXT NOT NULL,
    section TEXT NOT NULL,
    heading TEXT NOT NULL,                        -- the section path normalised, for filtering
    "table" INTEGER,
    spans   BLOB NOT NULL,
    words   TEXT NOT NULL,
    bigrams TEXT NOT NULL,
    vector  BLOB,                                 -- embeddings.hash; NULL: not embedded
    confidence REAL,                              -- 0..1 where recognised on a scan
    UNIQUE (report, number)
) STRICT;

CREATE INDEX passages_by_vector ON passages (vector);

-- Tokens are made by index/segment.py and joined with spaces; 'ascii' takes them as they are.
CREATE VIRTUAL TABLE passages_text USING fts5 (
    words, bigrams,
    content = 'passages', content_rowid = 'key',
    tokenize = "ascii tokenchars '.%-+#&_'"
);

CREATE TABLE labels (
    id         INTEGER PRIMARY KEY,
    text       TEXT NOT NULL UNIQUE,
    vector     BLOB NOT NULL,                     -- embeddings.hash
    fact_count INTEGER NOT NULL DEFAULT 0,        -- over live reports, set when publishing
    codes      TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- What each report adds to a label, so that publishing need not count all facts anew.
CREATE TABLE report_labels (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    label  INTEGER NOT NULL REFERENCES labels (id),
    code   TEXT NOT NULL,                         -- '' for none
    facts  INTEGER NOT NULL,
    PRIMARY KEY (label, report, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_labels_by_report ON report_labels (report);

CREATE TABLE facts (
    report       INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    label        INTEGER NOT NULL REFERENCES labels (id),
    source       TEXT NOT NULL,
    item         TEXT NOT NULL,
    "row"        TEXT NOT NULL,
    code         TEXT,
    "column"     TEXT NOT NULL,
    measure      TEXT NOT NULL,
    basis        TEXT,
    base         TEXT,
    direction    INTEGER NOT NULL,
    subject      TEXT,
    value        TEXT,                            -- as printed, without separators
    printed      TEXT NOT NULL,
    unit         TEXT,
    year         INTEGER,
    page         INTEGER NOT NULL,
    x0           REAL NOT NULL,
    top          REAL NOT NULL,
    x1           REAL NOT NULL,
    bottom       REAL NOT NULL,
    "table"      INTEGER,
    row_index    INTEGER,
    column_index INTEGER,
    passage      INTEGER,
    start        INTEGER,
    "end"        INTEGER,
    flags        TEXT NOT NULL,
    confidence   REAL,                            -- 0..1 where recognised on a scan
    plain        TEXT,                            -- value in its shortest form: '12.50' is '12.5'
    yuan         TEXT,                            -- amount in 元, shortest form; NULL: no money
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX facts_by_label ON facts (label, report);
CREATE INDEX facts_by_code ON facts (code) WHERE code IS NOT NULL;
CREATE INDEX facts_by_plain ON facts (plain) WHERE plain IS NOT NULL;
CREATE INDEX facts_by_yuan ON facts (yuan) WHERE yuan IS NOT NULL;
CREATE INDEX facts_by_row ON facts (report, "table", row_index) WHERE "table" IS NOT NULL;
CREATE INDEX facts_by_passage ON facts (report, passage) WHERE passage IS NOT NULL;

-- What reconciling the report gave: summary, findings and what was skipped, as JSON.
CREATE TABLE audits (
    report INTEGER PRIMARY KEY REFERENCES reports (key) ON DELETE CASCADE,
    body   TEXT NOT NULL
) STRICT;

-- How each figure stands to the others, the worst first.
CREATE TABLE checks (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    fact   INTEGER NOT NULL,
    rule   TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('agrees', 'rounding', 'differs')),
    detail TEXT NOT NULL,
    PRIMARY KEY (report, fact, rule)
) STRICT;

-- Every text is embedded once for each model; kept when its report goes, since texts come back.
CREATE TABLE embeddings (
    key    INTEGER PRIMARY KEY,
    model  TEXT NOT NULL,
    hash   BLOB NOT NULL,                         -- of prompt kind and text
    vector BLOB NOT NULL,                         -- float32, little endian, length 1
    UNIQUE (model, hash)
) STRICT;

-- One row: what is published.
CREATE TABLE manifest (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL
) STRICT;

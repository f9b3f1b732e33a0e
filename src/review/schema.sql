-- What the reader said of articles. Written by `dateline`; `SELECT * FROM about;` explains it.
-- Times are UTC and tell when something was kept; they decide nothing. Order is by number.

CREATE TABLE about (
  topic       TEXT PRIMARY KEY,
  explanation TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for every article of which anything was said, whatever file or folder it lies in.
CREATE TABLE articles (
  article          INTEGER PRIMARY KEY,         -- its number in this file
  key              TEXT NOT NULL,               -- its key as dateline prints it, 16 hexadecimal digits
  -- It is found again by any of these fingerprints (64-bit digests, as signed numbers; 0: none).
  link_print       INTEGER NOT NULL DEFAULT 0,  -- of its canonical link
  headline_print   INTEGER NOT NULL DEFAULT 0,  -- of its headline and date as written
  body_print       INTEGER NOT NULL DEFAULT 0,  -- of the letters of its body
  copy             INTEGER NOT NULL DEFAULT 0,  -- which of several articles with these prints, from 0
  words_print      INTEGER NOT NULL DEFAULT 0,  -- of its words: three bits off is a small change
  -- For a person: what it was called and where it lay when it was last marked.
  headline         TEXT NOT NULL DEFAULT '',
  path             TEXT NOT NULL DEFAULT '',
  -- What was said of it; empty (NULL) is nothing.
  read             TEXT CHECK (read = 'yes'),
  starred          TEXT CHECK (starred = 'yes'),
  verdict          TEXT,                        -- keep, maybe or drop
  reason           TEXT,                        -- why it was judged so
  note             TEXT,
  source_corrected TEXT,                        -- the source as corrected by hand
  date_corrected   TEXT,                        -- the date as corrected by hand, as wide as it is known
  first_kept       TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  UNIQUE (body_print, headline_print, link_print, copy)
) STRICT;

-- The tags of an article, one a row.
CREATE TABLE tags (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  tag     TEXT NOT NULL,
  PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;

-- A note that was being typed and is not kept yet.
CREATE TABLE drafts (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  note    TEXT NOT NULL,
  typed   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

-- What was opened, and where the reader was in it.
CREATE TABLE collections (
  collection    INTEGER PRIMARY KEY,
  inputs        TEXT NOT NULL UNIQUE,           -- the paths that were named, made absolute, one a line
  filter        TEXT NOT NULL DEFAULT '',       -- the filter line
  list_order    TEXT NOT NULL DEFAULT '',       -- date, source or relevance
  pane          TEXT NOT NULL DEFAULT '',       -- list, article or timeline
  pane_alone    TEXT CHECK (pane_alone = 'yes'),
  article_key   TEXT,                           -- the selected article
  article_copy  INTEGER,                        -- which of several copies of it, from 0
  article_place TEXT,                           -- the place in its text at the top of the pane
  timeline_rows INTEGER,                        -- rows of bars
  timeline_step TEXT,                           -- width of a bar; empty: the one that fits
  timeline_from TEXT,                           -- the time shown; empty: what fits the collection
  timeline_to   TEXT,
  timeline_all  TEXT CHECK (timeline_all = 'yes')
) STRICT;

-- What the reader did, in order; undone as one, done again as one. The last 1,000 of a collection.
CREATE TABLE changes (
  change     INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER REFERENCES collections ON DELETE CASCADE,
  state      TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone')),
  kept       TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;
CREATE INDEX changes_of_a_collection ON changes (collection, change);

-- What a change did to one field of one article; tags are a JSON list.
CREATE TABLE edits (
  change  INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  field   TEXT NOT NULL,
  before  TEXT,
  after   TEXT,
  PRIMARY KEY (change, article, field)
) STRICT, WITHOUT ROWID;

-- For a person: every marked article on one row.
CREATE VIEW marked AS
  SELECT key, headline, read, starred, verdict, reason,
         (SELECT group_concat(tag, ', ') FROM tags WHERE tags.article = articles.article) AS tags,
         note, source_corrected, date_corrected, path
  FROM articles
  WHERE coalesce(read, starred, verdict, reason, note, source_corrected, date_corrected) IS NOT NULL
     OR EXISTS (SELECT 1 FROM tags WHERE tags.article = articles.article)
  ORDER BY article;

-- For a person: what was done, newest first.
CREATE VIEW history AS
  SELECT change, kept, state, headline, field, before, after
  FROM changes JOIN edits USING (change) JOIN articles USING (article)
  ORDER BY change DESC, article, field;

INSERT INTO about VALUES
  ('this file', 'What the reader of dateline said of articles. No text of an article is in it but headlines.'),
  ('marked', 'Every marked article: SELECT * FROM marked;'),
  ('history', 'What was done, newest first: SELECT * FROM history LIMIT 20;'),
  ('articles', 'One row an article: fingerprints it is found again by, and what was said of it.'),
  ('tags', 'One row a tag of an article.'),
  ('drafts', 'Notes that were being typed.'),
  ('collections', 'What was opened, and where the reader was in it.'),
  ('changes, edits', 'The history: undone and done again as one change.'),
  ('backups', 'The folder beside this file holds a copy of each of the last three days of use.');

-- The plan's files as they were when something was published: what an indicator counted, and what it was judged by, can
-- be asked again. Append-only like everything here. An edition is named by the SHA-256 of its files' names and hashes.

-- One row a text: files that did not change between editions are kept once.
CREATE TABLE plan_texts (
    sha256 VARCHAR NOT NULL PRIMARY KEY, -- of the text's bytes
    text   VARCHAR NOT NULL
);

-- The files of each edition.
CREATE TABLE plan_files (
    edition VARCHAR NOT NULL,
    name    VARCHAR NOT NULL, -- in the plan's folder, with forward slashes
    sha256  VARCHAR NOT NULL  -- of plan_texts
);

-- The edition that a publication was made with; none for those of before this table.
CREATE TABLE published_plans (
    published INTEGER NOT NULL,
    edition   VARCHAR NOT NULL
);

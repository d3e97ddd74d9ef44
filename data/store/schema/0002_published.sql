-- What was published from this store, when, and which loads it rests on. Append-only like everything here. It is not
-- about the table publications of 0001: those are other people's releases, which values in a return were transcribed
-- from; published is what this program has put out itself.

-- One row a publication that differs from the one before it of the same kind and place.
CREATE TABLE published (
    number       INTEGER   NOT NULL PRIMARY KEY,
    published_at TIMESTAMP NOT NULL,
    what         VARCHAR   NOT NULL, -- 'site', or the kind and format of a pack, such as panel.xlsx
    place        VARCHAR   NOT NULL, -- the folder's name, not where that is on the machine
    as_at        DATE,               -- the reporting date; null for none
    known_at     TIMESTAMP,          -- null for everything that was loaded by published_at
    sha256       VARCHAR   NOT NULL, -- of the publication's bytes
    edition      VARCHAR   NOT NULL  -- of the program, not of a return
);

-- The loads that a publication rests on.
CREATE TABLE published_loads (
    published INTEGER NOT NULL,
    load      INTEGER NOT NULL
);

-- Every row of every collection. The body is JSON as text: the database never looks into it, and text gives back
-- exactly what was written. Keys are compared by their bytes, as everywhere else in the program.
create table if not exists latchkey_rows (
  collection text collate "C" not null,
  key text collate "C" not null,
  version integer not null,
  -- Epoch milliseconds; null for a row without a clock, and for one that nobody holds.
  due_at bigint,
  lease_until bigint,
  body text not null,
  primary key (collection, key)
);

create index if not exists latchkey_rows_due
  on latchkey_rows (collection, due_at, key)
  where due_at is not null;

-- What rows are found under. A unique value has one holder, and the database sees to it.
create table if not exists latchkey_finds (
  collection text collate "C" not null,
  index_name text collate "C" not null,
  value text collate "C" not null,
  key text collate "C" not null,
  is_unique boolean not null,
  primary key (collection, index_name, value, key)
);

create unique index if not exists latchkey_finds_unique
  on latchkey_finds (collection, index_name, value)
  where is_unique;

create index if not exists latchkey_finds_key on latchkey_finds (collection, key);

-- One line for each commit of the last minutes: a commit whose answer was lost is settled by it. A void line keeps a
-- commit that was never made from being made later.
create table if not exists latchkey_commits (
  id text collate "C" primary key,
  is_void boolean not null default false
);

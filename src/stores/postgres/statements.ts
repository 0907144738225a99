/** A statement the server parses once for each connection and knows by its name afterwards. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** One row by its key: collection, key. */
export const getRow: Statement = {
  name: 'latchkey_get',
  text: `select version, body from latchkey_rows where collection = $1 and key = $2`,
}

/** Rows by a value of an index: collection, index, value, limit. */
export const findRows: Statement = {
  name: 'latchkey_find',
  text: `
    select r.key, r.version, r.body
    from latchkey_finds f
    join latchkey_rows r on r.collection = f.collection and r.key = f.key
    where f.collection = $1 and f.index_name = $2 and f.value = $3
    order by f.key limit $4`,
}

/**
 * Many reads in one: rows by key (collections, keys); rows by index (collections, indexes, values, limits); and rows
 * whose key is a prefix and the key of a found row (which find, from 1; collections; prefixes).
 *
 * Each answer tells the place of its question, `part` 0 for a row, 1 for a found one, 2 for one that follows.
 */
export const readMany: Statement = {
  name: 'latchkey_read_many',
  text: `
    with found as (
      select q.n, f.key
      from unnest($3::text[], $4::text[], $5::text[], $6::int[])
        with ordinality as q (collection, index_name, value, most, n)
      cross join lateral (
        select x.key from latchkey_finds x
        where x.collection = q.collection and x.index_name = q.index_name and x.value = q.value
        order by x.key limit q.most
      ) f
    )
    select 0 as part, q.n::int as n, r.collection, r.key, r.version, r.body
    from unnest($1::text[], $2::text[]) with ordinality as q (collection, key, n)
    join latchkey_rows r on r.collection = q.collection and r.key = q.key
    union all
    select 1, q.n::int, r.collection, r.key, r.version, r.body
    from found q
    join latchkey_rows r on r.collection = ($3::text[])[q.n] and r.key = q.key
    union all
    select 2, w.n, w.collection, w.prefix || q.key, r.version, r.body
    from found q
    join unnest($7::int[], $8::text[], $9::text[]) as w (n, collection, prefix) on w.n = q.n
    left join latchkey_rows r on r.collection = w.collection and r.key = w.prefix || q.key`,
}

/** Rows that are due: collection, epoch ms, limit. */
export const dueRows: Statement = {
  name: 'latchkey_due',
  text: `
    select version, body from latchkey_rows
    where collection = $1 and due_at <= $2
    order by due_at, key limit $3`,
}

/** Leases rows that are due to whoever asks, each to one: collection, now, end of the lease, limit. */
export const claimRows: Statement = {
  name: 'latchkey_claim',
  text: `
    with free as (
      select collection, key from latchkey_rows
      where collection = $1 and due_at <= $2 and (lease_until is null or lease_until <= $2)
      order by due_at, key limit $4
      for update skip locked
    )
    update latchkey_rows r set lease_until = $3
    from free f
    where r.collection = f.collection and r.key = f.key
    returning r.key, r.version, r.body, r.due_at`,
}

/** A page of a whole collection: collection, the key after which to go on, limit. */
export const scanRows: Statement = {
  name: 'latchkey_scan',
  text: `
    select key, version, body from latchkey_rows
    where collection = $1 and key > $2
    order by key limit $3`,
}

/**
 * A whole commit: its id; the changes (collections, keys, bases, bodies, times due; a null body removes); the rows
 * that may let go of values (collections, keys); the values claimed (collections, indexes, values, keys, unique).
 *
 * Every row is locked in one order and its version compared; only when all of them stand as they were read is
 * anything written. It answers one row that has moved, or none. A row inserted meanwhile and a unique value that is
 * taken raise 23505; a write that missed its row, which no race here can cause, raises 22012 and undoes the rest.
 */
export const commitChanges: Statement = {
  name: 'latchkey_commit',
  text: `
    with change as (
      select * from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::bigint[])
        as c (collection, key, base, body, due_at)
    ), claim as (
      select * from unnest($9::text[], $10::text[], $11::text[], $12::text[], $13::boolean[])
        as c (collection, index_name, value, key, is_unique)
    ), held as (
      select r.collection, r.key, r.version
      from change c
      join latchkey_rows r on r.collection = c.collection and r.key = c.key
      order by r.collection, r.key
      for update of r
    ), moved as (
      select c.collection, c.key
      from change c
      left join held h on h.collection = c.collection and h.key = c.key
      where coalesce(h.version, 0) <> c.base
    ), noted as (
      insert into latchkey_commits (id)
      select $1::text where $1::text is not null and not exists (select 1 from moved)
    ), changed as (
      update latchkey_rows r
      set version = r.version + 1, body = c.body, due_at = c.due_at, lease_until = null
      from change c
      where r.collection = c.collection and r.key = c.key and r.version = c.base
        and c.body is not null and not exists (select 1 from moved)
      returning 1
    ), added as (
      insert into latchkey_rows (collection, key, version, due_at, body)
      select c.collection, c.key, 1, c.due_at, c.body
      from change c
      where c.base = 0 and c.body is not null and not exists (select 1 from moved)
      order by c.collection, c.key
      returning 1
    ), removed as (
      delete from latchkey_rows r using change c
      where r.collection = c.collection and r.key = c.key and r.version = c.base
        and c.body is null and not exists (select 1 from moved)
      returning 1
    ), released as (
      delete from latchkey_finds f using unnest($7::text[], $8::text[]) as o (collection, key)
      where f.collection = o.collection and f.key = o.key and not exists (select 1 from moved)
        and not exists (
          select 1 from claim n
          where n.collection = f.collection and n.index_name = f.index_name
            and n.value = f.value and n.key = f.key)
      returning 1
    ), claimed as (
      insert into latchkey_finds (collection, index_name, value, key, is_unique)
      select collection, index_name, value, key, is_unique from claim
      where not exists (select 1 from moved) and (select count(*) from released) >= 0
      order by collection, index_name, value, key
      on conflict (collection, index_name, value, key) do nothing
      returning 1
    ), written as (
      select (select count(*) from changed) + (select count(*) from added)
        + (select count(*) from removed) + (select count(*) from claimed) * 0
        - (select count(*) from change where base > 0 or body is not null) as missed
    )
    select m.collection, m.key,
      1 / case when m.key is not null or w.missed = 0 then 1 else 0 end as sound
    from written w left join lateral (select collection, key from moved limit 1) m on true`,
}

/** Values of a large commit, claimed when all of its rows have let go of theirs: as in {@link commitChanges}. */
export const claimValues: Statement = {
  name: 'latchkey_claim_values',
  text: `
    insert into latchkey_finds (collection, index_name, value, key, is_unique)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[])
    on conflict (collection, index_name, value, key) do nothing`,
}

/**
 * Settles a commit whose answer was lost, and may be asked again when its own answer is: an id is noted once. When it
 * is noted here, as void, the commit was not made and never can be; when the commit's own note was there, or comes to
 * be there while this waits for it, the commit was made.
 */
export const settleCommit: Statement = {
  name: 'latchkey_settle',
  text: `
    insert into latchkey_commits (id, is_void) values ($1, true)
    on conflict (id) do update set is_void = latchkey_commits.is_void
    returning is_void`,
}

/** Forgets the notes of old commits: for each range of ids its first and the one after its last. */
export const forgetCommits: Statement = {
  name: 'latchkey_forget_commits',
  text: `
    delete from latchkey_commits c using unnest($1::text[], $2::text[]) as b (first, beyond)
    where c.id >= b.first and c.id < b.beyond`,
}

import { collectionNames, type CollectionName } from '../../ports/collections.ts'

/** A statement the server parses once for each connection and knows by its name afterwards. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/**
 * An array that stands for a table. Hidden behind a query of its own, its length is unknown to the planner each time, so
 * that it keeps one plan instead of making a new one for each statement, which takes longer than what is planned. Only
 * for statements that cannot but look rows up by a whole key: their plan is right however full the tables become.
 */
export const hiddenArray = (place: number, type: string): string => `(select $${place}::${type}[])`

const numbers = Object.fromEntries(collectionNames.map((name, place) => [name, place + 1]))

/**
 * What a collection is called in lists of a statement, counted from 1: a turn with a number asks for forty rows, and each
 * would send the name of its own.
 */
export const numberOf = (collection: CollectionName): number => numbers[collection] ?? 0

export const collectionIn = ({ collection }: { readonly collection: CollectionName }): number =>
  numberOf(collection)

/** The name that such a number stands for. */
export const nameIn = (number: string): string =>
  `(array[${collectionNames.map((name) => `'${name}'`).join(', ')}])[${number}]`

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
 * Many reads in one: rows by key (collections, keys); rows by index (collections, indexes, values, limits); rows
 * whose key is a prefix and the key of a found row (which find, from 1; collections; prefixes); and rows whose key is
 * what a row is found under (collections, keys, indexes of that row; collections).
 *
 * Each answer tells the place of its question, `part` 0 for a row, 1 for a found one, 2 for one that follows a found
 * one, 3 for one that a row leads to; a row by its key does not tell that again.
 */
export const readMany: Statement = {
  name: 'latchkey_read_many',
  text: `
    with found as (
      select q.n, q.collection, f.key
      from (
        select ${nameIn('u.number')} as collection, u.index_name, u.value, u.most, u.n
        from unnest(${hiddenArray(3, 'int')}, ${hiddenArray(4, 'text')}, ${hiddenArray(5, 'text')},
            ${hiddenArray(6, 'int')})
          with ordinality as u (number, index_name, value, most, n)
      ) q
      cross join lateral (
        select x.key from latchkey_finds x
        where x.collection = q.collection and x.index_name = q.index_name and x.value = q.value
        order by x.key limit q.most
      ) f
    )
    select 0 as part, q.n::int as n, null as collection, null as key, r.version, r.body
    from unnest(${hiddenArray(1, 'int')}, ${hiddenArray(2, 'text')})
      with ordinality as q (number, key, n)
    cross join lateral (
      select x.version, x.body from latchkey_rows x
      where x.collection = ${nameIn('q.number')} and x.key = q.key limit 1
    ) r
    union all
    select 1, q.n::int, q.collection, q.key, r.version, r.body
    from found q
    cross join lateral (
      select x.version, x.body from latchkey_rows x
      where x.collection = q.collection and x.key = q.key limit 1
    ) r
    union all
    select 2, w.n, w.collection, w.prefix || q.key, r.version, r.body
    from found q
    join (
      select u.n, ${nameIn('u.number')} as collection, u.prefix
      from unnest(${hiddenArray(7, 'int')}, ${hiddenArray(8, 'int')}, ${hiddenArray(9, 'text')})
        as u (n, number, prefix)
    ) w on w.n = q.n
    left join lateral (
      select x.version, x.body from latchkey_rows x
      where x.collection = w.collection and x.key = w.prefix || q.key limit 1
    ) r on true
    union all
    select 3, w.n::int, w.target, f.value, r.version, r.body
    from (
      select ${nameIn('u.number')} as collection, u.key, u.index_name, ${nameIn('u.target')} as target, u.n
      from unnest(${hiddenArray(10, 'int')}, ${hiddenArray(11, 'text')}, ${hiddenArray(12, 'text')},
          ${hiddenArray(13, 'int')})
        with ordinality as u (number, key, index_name, target, n)
    ) w
    cross join lateral (
      -- Joined to nothing, the name of the index keeps this from being looked for by it alone: a row has few values.
      select x.value from latchkey_finds x
      where x.collection = w.collection and x.key = w.key and x.index_name || '' = w.index_name
      limit 1
    ) f
    left join lateral (
      select x.version, x.body from latchkey_rows x
      where x.collection = w.target and x.key = f.value limit 1
    ) r on true`,
}

/** Rows that are due: collection, epoch ms, limit. */
export const dueRows: Statement = {
  name: 'latchkey_due',
  text: `
    select version, body from latchkey_rows
    where collection = $1 and due_at <= $2
    order by due_at, key limit $3`,
}

/** Leases rows that are due, each to one caller: collection, now, end of the lease, limit. */
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

/** Values of a large commit, claimed when all of its rows have let go of theirs: as in a commit. */
export const claimValues: Statement = {
  name: 'latchkey_claim_values',
  text: `
    insert into latchkey_finds (collection, index_name, value, key, is_unique)
    select ${nameIn('c.number')}, c.index_name, c.value, c.key, c.is_unique
    from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::boolean[])
      as c (number, index_name, value, key, is_unique)
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

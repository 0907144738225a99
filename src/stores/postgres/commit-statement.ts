import { hiddenArray as hidden, nameIn, type Statement } from './statements.ts'

/** What a commit does beside putting rows; what it does not do costs the server nothing. */
export interface CommitParts {
  readonly removes: boolean
  /** Whether rows may let go of values they were found under. */
  readonly releases: boolean
  readonly claims: boolean
}

const plain = (place: number, type: string): string => `$${place}::${type}[]`

/** A change finds its row by its key, whatever the planner thinks of the table: that is what an upsert does. */
const put = `
    ), changed as (
      insert into latchkey_rows as r (collection, key, version, due_at, body)
      select collection, key, base + 1, due_at, body from held
      where base > 0 and body is not null and not exists (select 1 from moved)
      on conflict (collection, key) do update
      set version = excluded.version, due_at = excluded.due_at, body = excluded.body,
        lease_until = null
      where r.version = excluded.version - 1
      returning 1
    ), added as (
      insert into latchkey_rows (collection, key, version, due_at, body)
      select collection, key, 1, due_at, body from held
      where base = 0 and body is not null and not exists (select 1 from moved)
      returning 1`

const removed = `
    ), removed as (
      delete from latchkey_rows r using held h
      where r.collection = h.collection and r.key = h.key and r.version = h.base
        and h.body is null and not exists (select 1 from moved)
      returning 1`

const released = (isClaiming: boolean): string => `
    ), released as (
      delete from latchkey_finds f using unnest($7::int[], $8::text[]) as o (number, key)
      where f.collection = ${nameIn('o.number')} and f.key = o.key and not exists (select 1 from moved)
        ${isClaiming ? unlessKept : ''}
      returning 1`

const unlessKept = `and not exists (
          select 1 from claim n
          where n.collection = f.collection and n.index_name = f.index_name
            and n.value = f.value and n.key = f.key)`

const claimed = (first: number, isReleasing: boolean): string => `
    ), claim as (
      select ${nameIn('u.number')} as collection, u.index_name, u.value, u.key, u.is_unique
      from unnest($${first}::int[], $${first + 1}::text[], $${first + 2}::text[],
          $${first + 3}::text[], $${first + 4}::boolean[])
        as u (number, index_name, value, key, is_unique)${isReleasing ? released(true) : ''}
    ), claimed as (
      insert into latchkey_finds (collection, index_name, value, key, is_unique)
      select collection, index_name, value, key, is_unique from claim
      where not exists (select 1 from moved)
        ${isReleasing ? 'and (select count(*) from released) >= 0' : ''}
      order by collection, index_name, value, key
      on conflict (collection, index_name, value, key) do nothing
      returning 1`

function findsOf({ releases, claims }: CommitParts): string {
  if (claims) return claimed(releases ? 9 : 7, releases)
  return releases ? released(false) : ''
}

function textOf(parts: CommitParts): string {
  const { removes, releases, claims } = parts
  const array = removes || releases ? plain : hidden
  return `
    with held as (
      select c.collection, c.key, c.base, c.body, c.due_at, h.version
      from (
        select ${nameIn('u.number')} as collection, u.key, u.base, u.body, u.due_at
        from unnest(${array(2, 'int')}, ${array(3, 'text')}, ${array(4, 'int')},
            ${array(5, 'text')}, ${array(6, 'bigint')})
          as u (number, key, base, body, due_at)
      ) c
      left join lateral (
        select r.version from latchkey_rows r
        where r.collection = c.collection and r.key = c.key
        for update
      ) h on true
    ), moved as (
      select collection, key from held where coalesce(version, 0) <> base limit 1
    ), noted as (
      insert into latchkey_commits (id)
      select $1::text where $1::text is not null and not exists (select 1 from moved)
${put}${removes ? removed : ''}${findsOf(parts)}
    ), written as (
      select (select count(*) from changed) + (select count(*) from added)
        ${removes ? '+ (select count(*) from removed)' : ''}
        ${claims ? '+ (select count(*) from claimed) * 0' : ''}
        ${releases ? '+ (select count(*) from released) * 0' : ''}
        - (select count(*) from held where base > 0 or body is not null) as missed
    )
    select m.collection, m.key,
      1 / case when m.key is not null or w.missed = 0 then 1 else 0 end as sound
    from written w left join moved m on true`
}

function nameOf({ removes, releases, claims }: CommitParts): string {
  const names = [
    removes ? '_removing' : '',
    releases ? '_releasing' : '',
    claims ? '_claiming' : '',
  ]
  return `latchkey_commit${names.join('')}`
}

const made = new Map<string, Statement>()

/**
 * A whole commit: its id; the changes (collections, keys, bases, bodies, times due; a null body removes); where it
 * releases, the rows that may let go of values (collections, keys); where it claims, the values (collections,
 * indexes, values, keys, unique).
 *
 * Every row is locked in the order given and its version compared; only when all of them stand as they were read is
 * anything written. It answers one row that has moved, or none. A row inserted meanwhile and a unique value that is
 * taken raise 23505; a write that missed its row, which no race here can cause, raises 22012 and undoes the rest.
 */
export function commitStatement(parts: CommitParts): Statement {
  const name = nameOf(parts)
  const statement = made.get(name) ?? { name, text: textOf(parts) }
  made.set(name, statement)
  return statement
}

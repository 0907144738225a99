/**
 * A directory for Latchkey over PostgreSQL: a whole server of docs/directory.openapi.yaml, to begin from.
 *
 *   DATABASE_URL=postgres://… DIRECTORY_TOKEN=… node examples/directory-server/server.js
 *
 * Tables are made at the start; an empty one is filled with PEOPLE (a file, one JSON object a line). PORT is 4000.
 */
import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { Pool } from 'pg'

const { DATABASE_URL, DIRECTORY_TOKEN = '', PEOPLE, PORT = '4000' } = process.env
if (DIRECTORY_TOKEN.length < 16) throw new Error('DIRECTORY_TOKEN needs at least 16 characters')
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 })
pool.on('error', () => {})
const scrypt = promisify(scryptCallback)
const largestBody = 65_536

const tables = `
  create table if not exists people (
    reference uuid primary key default gen_random_uuid(), account_id text not null unique, display_name text,
    status text not null default 'active', login_emails text[] not null default '{}',
    recovery_mobiles text[] not null default '{}', servers text[] not null default '{}',
    password text, old_passwords text[] not null default '{}', password_changed_at timestamptz);
  create index if not exists people_emails on people using gin (login_emails);
  create index if not exists people_mobiles on people using gin (recovery_mobiles);
  create index if not exists people_servers on people using gin (servers);
  create table if not exists sessions (reference uuid not null, token text primary key);
  create table if not exists operations (id text primary key, outcome jsonb, at timestamptz not null default now());`

const abilities = {
  finds: ['reference', 'account-id', 'mobile', 'login-email', 'server-ip'],
  verifiesPassword: true,
  setsPassword: true,
  changes: ['loginEmail', 'recoveryMobile'],
  endsSessions: true,
  unlocks: true,
  knowsOperations: true,
}
const columns = { loginEmail: 'login_emails', recoveryMobile: 'recovery_mobiles' }
const conditions = {
  reference: 'reference::text = $1',
  'account-id': 'account_id = lower($1)',
  mobile: 'recovery_mobiles @> array[$1]',
  'login-email': 'login_emails @> array[$1]',
  'server-ip': 'servers @> array[$1]',
}
const done = { outcome: 'done' }
const refused = (words) => ({ outcome: 'refused', words })

async function hashOf(password, salt = randomBytes(16).toString('hex')) {
  return `${salt}:${(await scrypt(password.normalize('NFKC'), salt, 32)).toString('hex')}`
}

async function isHashOf(hash, password) {
  const again = await hashOf(password, hash.split(':', 1)[0])
  return timingSafeEqual(Buffer.from(again), Buffer.from(hash))
}

const nobodysHash = await hashOf(randomBytes(16).toString('hex'))

const entryOf = (row) => ({
  reference: row.reference,
  accountId: row.account_id,
  displayName: row.display_name,
  status: row.status,
  loginEmails: row.login_emails,
  recoveryMobiles: row.recovery_mobiles,
  servers: row.servers,
  hasPassword: row.password !== null,
  passwordChangedAt: row.password_changed_at?.getTime() ?? null,
})

async function find({ keys }) {
  const each = keys.map(({ by, value }) =>
    value.includes('\0') === true
      ? { rows: [] }
      : pool.query(`select * from people where ${conditions[by]} limit 100`, [value]),
  )
  return { entries: (await Promise.all(each)).map(({ rows }) => rows.map(entryOf)) }
}

async function verifyPassword({ reference, password }) {
  const { rows } = await pool.query('select * from people where reference::text = $1', [reference])
  const [row] = rows
  const isRight = await isHashOf(row?.password ?? nobodysHash, password)
  if (row !== undefined && row.status !== 'active') return { answer: 'locked' }
  return { answer: row !== undefined && row.password !== null && isRight ? 'right' : 'wrong' }
}

async function setPassword(client, row, { password }) {
  if (password.length < 8) return { outcome: 'password', refusal: 'too-short', words: 'too short' }
  const used = await Promise.all(
    [row.password, ...row.old_passwords]
      .filter((hash) => hash !== null)
      .map((hash) => isHashOf(hash, password)),
  )
  if (used.includes(true)) {
    return { outcome: 'password', refusal: 'used-before', words: 'used before' }
  }
  await client.query(
    `update people set password = $2, password_changed_at = now(),
       old_passwords = (array_remove(array_prepend(password, old_passwords), null))[1:5]
     where reference = $1`,
    [row.reference, await hashOf(password)],
  )
  return done
}

async function changeChannel(client, row, { channel, from, to }) {
  const column = columns[channel]
  const values = row[column]
  if (from === null ? values.length > 0 : values.includes(from) === false)
    return { outcome: 'moved' }
  if (channel === 'loginEmail' && to !== null) {
    // Two people who take one address at the same time wait for each other here.
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [to])
    const { rows } = await client.query(
      'select 1 from people where login_emails @> array[$1] and reference <> $2',
      [to, row.reference],
    )
    if (rows.length > 0) return { outcome: 'taken' }
  }
  const kept = values.flatMap((value) => (value === from ? (to ?? []) : value))
  const next = [...new Set(from === null && to !== null ? [to] : kept)]
  await client.query(`update people set ${column} = $2 where reference = $1`, [row.reference, next])
  return done
}

async function endSessions(client, row) {
  await client.query('delete from sessions where reference = $1', [row.reference])
  return done
}

async function unlock(client, row) {
  if (row.status !== 'active' && row.status !== 'locked') return refused(row.status)
  await client.query("update people set status = 'active' where reference = $1", [row.reference])
  return done
}

/** The outcome is kept in the same transaction as the change: a repeat reads it, and one at the same time waits for it. */
async function once(operation, body, apply) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const claim = 'insert into operations (id) values ($1) on conflict do nothing returning id'
    const isFirst = (await client.query(claim, [operation])).rows.length > 0
    let outcome
    if (isFirst) {
      const lock = 'select * from people where reference::text = $1 for update'
      const [row] = (await client.query(lock, [body.reference])).rows
      outcome = row === undefined ? refused('no such entry') : await apply(client, row, body)
      const keep = 'update operations set outcome = $2 where id = $1'
      await client.query(keep, [operation, outcome])
    } else {
      const { rows } = await client.query('select outcome from operations where id = $1', [
        operation,
      ])
      outcome = rows[0].outcome
    }
    await client.query('commit')
    return outcome
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

const reads = { '/find': find, '/verify-password': verifyPassword }
const changes = {
  '/set-password': setPassword,
  '/change-channel': changeChannel,
  '/end-sessions': endSessions,
  '/unlock': unlock,
}

async function bodyOf(request) {
  let text = ''
  for await (const part of request.setEncoding('utf8')) {
    text += part
    if (text.length > largestBody) return null
  }
  return JSON.parse(text)
}

function isAllowed({ headers }) {
  const given = Buffer.from(headers.authorization ?? '')
  const right = Buffer.from(`Bearer ${DIRECTORY_TOKEN}`)
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Status and answer. */
async function answer(request) {
  if (!isAllowed(request)) return [401, {}]
  const call = `${request.method} ${request.url}`
  if (call === 'GET /abilities') return [200, abilities]
  if (call === 'GET /health') {
    await pool.query('select 1')
    return [200, {}]
  }
  const [read, apply] = [reads[request.url], changes[request.url]]
  if (request.method !== 'POST' || (read ?? apply) === undefined) return [404, {}]
  const body = await bodyOf(request)
  if (body === null) return [413, {}]
  if (read !== undefined) return [200, await read(body)]
  const operation = request.headers['idempotency-key']
  return operation === undefined ? [400, {}] : [200, await once(operation, body, apply)]
}

async function fill(file) {
  const { rows } = await pool.query('select 1 from people limit 1')
  if (rows.length > 0) return
  for (const line of (await readFile(file, 'utf8')).split('\n').filter((each) => each !== '')) {
    const one = JSON.parse(line)
    await pool.query(
      `insert into people (account_id, display_name, status, login_emails, recovery_mobiles, servers, password)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        one.accountId,
        one.displayName ?? null,
        one.status ?? 'active',
        one.loginEmails ?? [],
        one.recoveryMobiles ?? [],
        one.servers ?? [],
        one.password === undefined ? null : await hashOf(one.password),
      ],
    )
  }
}

await pool.query(tables)
if (PEOPLE !== undefined) await fill(PEOPLE)

async function serve(request, response) {
  let [status, body] = [503, {}]
  try {
    ;[status, body] = await answer(request)
  } catch (error) {
    console.error(error.code ?? error.name)
  }
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

createServer((request, response) => void serve(request, response)).listen(
  Number(PORT),
  '127.0.0.1',
  () => console.log(`directory on port ${PORT}`),
)

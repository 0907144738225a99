/** A password hash that another system made, taken apart. */
export type ForeignHash =
  | (Digest & {
      readonly kind: 'argon2id'
      readonly memoryKib: number
      readonly passes: number
      readonly lanes: number
    })
  | (Digest & {
      readonly kind: 'scrypt'
      /** N, a power of two. */
      readonly cost: number
      readonly blockSize: number
      readonly lanes: number
    })
  | (Digest & {
      readonly kind: 'pbkdf2'
      readonly algorithm: 'sha256' | 'sha512'
      readonly rounds: number
    })

interface Digest {
  readonly salt: Uint8Array
  readonly digest: Uint8Array
}

const bcrypt = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/
const tail = String.raw`\$([A-Za-z0-9+/.]{8,90})\$([A-Za-z0-9+/.]{20,90})$`
/** The PHC string format; Django writes its own name in front. */
const argon2id = new RegExp(
  String.raw`^(?:argon2)?\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})` + tail,
)
const scrypt = new RegExp(String.raw`^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})` + tail)
const pbkdf2 = new RegExp(
  String.raw`^\$pbkdf2-(sha256|sha512)\$(?:i=)?(\d{1,8})(?:,l=\d{1,3})?` + tail,
)
const django = /^pbkdf2_sha256\$(\d{1,8})\$([!-#%-~]{1,90})\$([A-Za-z0-9+/]{20,90}={0,2})$/

/** Base64 without padding; passlib writes `.` for `+`. */
const bytesOf = (text: string): Uint8Array => Buffer.from(text.replaceAll('.', '+'), 'base64')

function digestOf(salt = '', digest = ''): Digest {
  return { salt: bytesOf(salt), digest: bytesOf(digest) }
}

function readArgon2id(text: string): ForeignHash | null {
  const [, memory, passes, lanes, ...made] = argon2id.exec(text) ?? []
  const cost = { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) }
  return memory === undefined ? null : { kind: 'argon2id', ...cost, ...digestOf(...made) }
}

function readScrypt(text: string): ForeignHash | null {
  const [, log, blockSize, lanes, ...made] = scrypt.exec(text) ?? []
  const cost = { cost: 2 ** Number(log), blockSize: Number(blockSize), lanes: Number(lanes) }
  return log === undefined ? null : { kind: 'scrypt', ...cost, ...digestOf(...made) }
}

function readPbkdf2(text: string): ForeignHash | null {
  const [, algorithm, rounds, ...made] = pbkdf2.exec(text) ?? []
  if (algorithm !== 'sha256' && algorithm !== 'sha512') return null
  return { kind: 'pbkdf2', algorithm, rounds: Number(rounds), ...digestOf(...made) }
}

/** Django's salt is the text itself. */
function readDjango(text: string): ForeignHash | null {
  const [, rounds, salt, digest = ''] = django.exec(text) ?? []
  if (salt === undefined) return null
  const made = { salt: new TextEncoder().encode(salt), digest: bytesOf(digest) }
  return { kind: 'pbkdf2', algorithm: 'sha256', rounds: Number(rounds), ...made }
}

/**
 * Takes a hash of another system apart: Argon2id, scrypt and PBKDF2 as PHC strings or as passlib and Django write them.
 *
 * @returns null for anything else, bcrypt included
 */
export function readForeignHash(text: string): ForeignHash | null {
  return readArgon2id(text) ?? readScrypt(text) ?? readPbkdf2(text) ?? readDjango(text)
}

/** What one comparison may take: 256 MiB, and a second or so of one core. */
const bounds: Readonly<Record<string, readonly [number, number]>> = {
  bcryptCost: [4, 14],
  digestBytes: [16, 64],
  saltBytes: [1, 90],
  lanes: [1, 16],
  passes: [1, 16],
  memoryKib: [8, 262_144],
  memoryPasses: [8, 1_048_576],
  scryptBytes: [256, 268_435_456],
  scryptWork: [2, 2_097_152],
  rounds: [1_000, 2_000_000],
}

type Taken = Readonly<Record<string, number>>

const isWithin = (taken: Taken): boolean =>
  Object.entries(taken).every(([name, value]) => {
    const [from, to] = bounds[name] ?? [1, 0]
    return value >= from && value <= to
  })

/** What a comparison with a hash takes, by the names of the bounds. */
function measured(hash: ForeignHash): Taken {
  const made = { digestBytes: hash.digest.length, saltBytes: hash.salt.length }
  switch (hash.kind) {
    case 'argon2id': {
      // The algorithm takes no salt under eight bytes, and eight blocks for each lane.
      const { memoryKib, passes, lanes } = hash
      const isSound = hash.salt.length >= 8 && memoryKib >= 8 * lanes
      const memory = { memoryKib: isSound ? memoryKib : 0, memoryPasses: memoryKib * passes }
      return { ...made, ...memory, passes, lanes }
    }
    case 'scrypt': {
      const { cost, blockSize, lanes } = hash
      const work = { scryptBytes: 128 * cost * blockSize, scryptWork: cost * blockSize * lanes }
      // A cost of one is none.
      return { ...made, ...work, lanes: cost > 1 ? lanes : 0 }
    }
    case 'pbkdf2':
      return { ...made, rounds: hash.rounds }
    default:
      return hash satisfies never
  }
}

const tooCostly = 'has parameters out of bounds; see docs/security.md'
const unknownKind = 'is not a bcrypt, Argon2id, scrypt or PBKDF2 hash as written by PHC or Django'

/**
 * Why a hash cannot be taken: no kind that is known, or one whose comparison would take more memory or time than a
 * sign-in may. Null for one that can.
 */
export function hashFault(text: string): string | null {
  const cost = bcrypt.exec(text)?.[1]
  const foreign = readForeignHash(text)
  if (cost === undefined && foreign === null) return unknownKind
  const taken = foreign === null ? { bcryptCost: Number(cost) } : measured(foreign)
  return isWithin(taken) ? null : tooCostly
}

/** What decides how long a comparison with a hash takes: its kind and parameters. */
export function hashKind(text: string): string {
  const foreign = readForeignHash(text)
  if (foreign === null) return `bcrypt ${bcrypt.exec(text)?.[1] ?? ''}`
  const { salt: _, digest, ...cost } = foreign
  return JSON.stringify({ ...cost, bytes: digest.length })
}

/** A hash of the same kind that no password made: a fixed salt, and zeros for what would be computed. */
export function decoyOf(text: string): string {
  const cost = bcrypt.exec(text)?.[1]
  if (cost !== undefined) return `$2b$${cost}$uIRqDSKfjVLmWXsZbnTcOeLatchkeyDecoyHashNobodyMadeThis`
  const parts = text.split('$')
  const digest = (parts.at(-1) ?? '').replaceAll(/[^=]/g, 'A')
  return [...parts.slice(0, -2), 'TGF0Y2hrZXlEZWNveQ', digest].join('$')
}

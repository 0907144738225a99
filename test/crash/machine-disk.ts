import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import type { Disk, DiskFile } from '../../src/stores/lowdb/disk.ts'
import type { Draw, Fault } from './faults.ts'
import type { Life } from './life.ts'

/** A file whatever its name is: what is read of it, and what of that is on the platter. */
interface Content {
  seen: Buffer
  safe: Buffer
  /** Bytes whose pages a failed sync has dropped: they are read until the machine ends, and never saved. */
  readonly dropped: (readonly [number, number])[]
}

type Names = Map<string, Content>

/** The disk of a machine, which outlives its processes. */
export interface MachineDisk {
  /** The disk as one process has it. */
  of(life: Life): Disk
  /** What a loss of power leaves: of what was not synced anything from nothing to all. */
  losePower(): void
  /** Cuts a file as a refusal tells the operator to, if it does. */
  obey(refusal: string): boolean
}

const errno = (code: string): Error => Object.assign(new Error(`${code}: on purpose`), { code })

/** The error of a step of the disk that fails. */
const diskFailure = (fault: Fault): Error => errno(fault === 'full' ? 'ENOSPC' : 'EIO')

/** What a file's platter holds after a sync. */
function saved({ seen, safe, dropped }: Content): Buffer {
  const next = Buffer.from(seen)
  for (const [from, to] of dropped) {
    next.fill(0, from, to)
    safe.copy(next, from, from, Math.min(to, safe.length))
  }
  return next
}

/** The bytes that were not synced, as a loss of power may leave them. */
function torn({ seen, safe }: Content, draw: Draw): Buffer {
  const rest = seen.subarray(safe.length)
  const cut = draw.below(rest.length + 1)
  switch (draw.below(5)) {
    case 0:
      return safe
    case 1:
      return Buffer.concat([safe, rest])
    case 2:
      return Buffer.concat([safe, rest.subarray(0, cut)])
    case 3: {
      // Pages reach the platter in any order.
      const holed = Buffer.from(seen)
      holed.fill(0, safe.length + (cut >> 1), safe.length + cut)
      return holed
    }
    default:
      // The length was saved, and of the bytes only the first.
      return Buffer.concat([safe, rest.subarray(0, cut), Buffer.alloc(rest.length - cut)])
  }
}

/**
 * Makes it. Reading goes to real files, which hold what a running system would show; beside them it is kept what would
 * survive. Names are as lazy as bytes: any of those that were made, changed or removed since the folder was last synced
 * may be forgotten.
 */
export function createMachineDisk(draw: Draw): MachineDisk {
  const names: Names = new Map()
  let safeNames: Names = new Map()
  let pending: ((on: Names) => void)[] = []

  const change = (work: (on: Names) => void): void => {
    work(names)
    pending.push(work)
  }
  const contentOf = (path: string): Content => {
    const found = names.get(path)
    if (found === undefined) throw errno('ENOENT')
    return found
  }
  const write = (path: string, bytes: Uint8Array): void => {
    const content = contentOf(path)
    content.seen = Buffer.concat([content.seen, bytes])
    appendFileSync(path, bytes)
  }

  function append(life: Life, path: string, bytes: Uint8Array): void {
    const fault = life.arrive('disk append')
    const isCut = fault === 'torn' || fault === 'fails' || fault === 'full'
    write(path, isCut ? bytes.subarray(0, draw.below(bytes.length + 1)) : bytes)
    if (fault === 'torn') throw life.finish('process')
    if (isCut) throw diskFailure(fault)
    life.leave(fault)
  }

  function sync(life: Life, path: string): void {
    const fault = life.arrive('disk sync')
    const content = contentOf(path)
    if (fault === 'dropped') content.dropped.push([content.safe.length, content.seen.length])
    if (fault === 'dropped' || fault === 'fails') throw diskFailure(fault)
    content.safe = saved(content)
    life.leave(fault)
  }

  function openFile(path: string, how: 'append' | 'fresh'): void {
    if (how === 'append' && names.has(path)) return
    const content: Content = { seen: Buffer.alloc(0), safe: Buffer.alloc(0), dropped: [] }
    change((on) => on.set(path, content))
    writeFileSync(path, '', { mode: 0o600 })
  }

  function move(from: string, to: string): void {
    const content = contentOf(from)
    change((on) => {
      if (on.get(from) === content) on.delete(from)
      on.set(to, content)
    })
    renameSync(from, to)
  }

  const fileOf = (life: Life, path: string): DiskFile => ({
    append: async (bytes) => append(life, path, bytes),
    sync: async () => sync(life, path),
    close: async () => {},
  })

  return {
    of: (life) => ({
      open: async (path, how) =>
        life.take(
          'disk open',
          async () => {
            openFile(path, how)
            return fileOf(life, path)
          },
          diskFailure,
        ),
      rename: async (from, to) => life.take('disk rename', async () => move(from, to), diskFailure),
      remove: async (path) =>
        life.take(
          'disk remove',
          async () => {
            change((on) => on.delete(path))
            rmSync(path, { force: true })
          },
          diskFailure,
        ),
      truncate: async (path, bytes) =>
        life.take('disk truncate', async () => shorten(contentOf(path), path, bytes), diskFailure),
      syncFolder: async () =>
        life.take(
          'disk sync folder',
          async () => {
            safeNames = new Map(names)
            pending = []
          },
          diskFailure,
        ),
    }),
    obey(refusal) {
      const bytes = /truncate -s (\d+)/.exec(refusal)?.[1]
      const path = /^(\S+), byte /.exec(refusal)?.[1]
      if (bytes === undefined || path === undefined) return false
      shorten(contentOf(path), path, Number(bytes))
      return true
    },
    losePower() {
      for (const work of pending) if (draw.below(2) === 0) work(safeNames)
      for (const path of names.keys()) rmSync(path, { force: true })
      names.clear()
      const left = new Map([...new Set(safeNames.values())].map((each) => [each, torn(each, draw)]))
      for (const [path, content] of safeNames) {
        const bytes = left.get(content) ?? content.safe
        Object.assign(content, { seen: bytes, safe: bytes })
        content.dropped.length = 0
        names.set(path, content)
        writeFileSync(path, bytes, { mode: 0o600 })
      }
      safeNames = new Map(names)
      pending = []
    },
  }
}

/** Cuts a file, durably. */
function shorten(content: Content, path: string, bytes: number): void {
  const { dropped } = content
  for (const [place, [from, to]] of [...dropped.entries()].toReversed()) {
    if (from >= bytes) dropped.splice(place, 1)
    else dropped[place] = [from, Math.min(to, bytes)]
  }
  content.seen = content.seen.subarray(0, bytes)
  content.safe = saved(content)
  truncateSync(path, bytes)
}

import { createHook } from 'node:async_hooks'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** What is counted of a piece of work; times say nothing on a shared machine, counts are the same everywhere. */
export interface Counts {
  /** Passes of a regular expression over a text, whichever method asked for them. */
  passes: number
  parsed: number
  written: number
  /** Characters of the JSON that was written. */
  writtenLength: number
  hashes: number
  ciphers: number
  frozen: number
  clones: number
  /** Promises made, by `await` too. */
  promises: number
}

const nothing = (): Counts => ({
  passes: 0,
  parsed: 0,
  written: 0,
  writtenLength: 0,
  hashes: 0,
  ciphers: 0,
  frozen: 0,
  clones: 0,
  promises: 0,
})

let counts = nothing()

type Call = (this: unknown, ...given: unknown[]) => unknown

/** Puts a counted function in the place of a built-in one. @returns puts it back */
function wrap(owner: object, name: string, note: (result: unknown) => void): () => void {
  const held = owner as Record<string, Call>
  const original = held[name] as Call
  held[name] = function counted(this: unknown, ...given: unknown[]) {
    const result = original.apply(this, given)
    note(result)
    return result
  }
  return () => {
    held[name] = original
  }
}

const one = (key: Exclude<keyof Counts, 'writtenLength'>) => () => {
  counts[key] += 1
}

function wrapAll(): () => void {
  const undo = [
    wrap(RegExp.prototype, 'exec', one('passes')),
    wrap(JSON, 'parse', one('parsed')),
    wrap(JSON, 'stringify', (text) => {
      counts.written += 1
      counts.writtenLength += String(text).length
    }),
    wrap(crypto, 'createHmac', one('hashes')),
    wrap(crypto, 'createHash', one('hashes')),
    wrap(crypto, 'createCipheriv', one('ciphers')),
    wrap(crypto, 'createDecipheriv', one('ciphers')),
    wrap(Object, 'freeze', one('frozen')),
    wrap(globalThis, 'structuredClone', one('clones')),
  ]
  syncBuiltinESMExports()
  return () => {
    for (const each of undo) each()
    syncBuiltinESMExports()
  }
}

/** Counts what a piece of work computes, in this whole process: nothing else may be under way. */
export async function countIn(work: () => Promise<unknown>): Promise<Counts> {
  counts = nothing()
  const unwrap = wrapAll()
  const hook = createHook({
    init(_id, type) {
      if (type === 'PROMISE') counts.promises += 1
    },
  }).enable()
  try {
    await work()
  } finally {
    hook.disable()
    unwrap()
  }
  return counts
}

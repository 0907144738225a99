import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import { exactBytes } from '../domain/exact-bytes.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'

/** Work for a browser, and the check that it was done. Nothing is stored: the challenge carries our signature. */
export interface HumanChallenge {
  /** A fresh challenge for one link and source, as JSON for the widget. Costs the server one key derivation (a few ms). */
  make(asked: ChallengeFor): Promise<string>
  /**
   * Whether this is the solution of a challenge that was made for this very link and source. Anything malformed,
   * altered or made for another one is simply false. That it counts once is the link's doing: links are single-use.
   */
  isSolved(asked: ChallengeFor, payload: string): Promise<boolean>
}

/** Whom a challenge is made for; nobody else can hand its solution in. */
export interface ChallengeFor {
  /** The link's. */
  readonly token: string
  /** The keyed handle of the network that asks. */
  readonly source: string
}

/**
 * A key derivation of this many rounds is tried with every counter up to the secret one: 2 to 4 million rounds of
 * PBKDF2-SHA-256 in all, about a second for the workers of a middling phone, and for the server one derivation.
 */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 4_000, minCounter: 500, counters: 500 } as const

/** What the widget sends is base64 of JSON of about 700 characters; more is not its work. */
const maxPayload = 4_096

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(work.algorithm),
      nonce: z.string(),
      salt: z.string(),
      cost: z.literal(work.cost),
      keyLength: z.literal(32),
      keyPrefix: z.string(),
      keySignature: z.string(),
      data: z.object({ for: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string(), time: z.number().optional() }),
})

/** Makes and checks ALTCHA challenges (proof of work), signed with keys that are derived from the program's own. */
export function createHumanChallenge(deps: {
  readonly random: Pick<Random, 'below'>
  readonly sealer: Pick<Sealer, 'handle'>
}): HumanChallenge {
  const keys = {
    hmacSignatureSecret: deps.sealer.handle('human-check', 'challenge'),
    hmacKeySignatureSecret: deps.sealer.handle('human-check', 'derived-key'),
  }
  const ownerOf = ({ token, source }: ChallengeFor) =>
    deps.sealer.handle('human-check', 'link', token, source)

  return {
    make: async (asked) => {
      const counter = work.minCounter + deps.random.below(work.counters)
      const { algorithm, cost } = work
      const data = { for: ownerOf(asked) }
      return JSON.stringify(
        await createChallenge({ algorithm, cost, counter, data, deriveKey, ...keys }),
      )
    },
    isSolved: async (asked, payload) => {
      const sent = parsePayload(payload)
      if (sent === null || sent.challenge.parameters.data.for !== ownerOf(asked)) return false
      const { challenge, solution } = sent
      const { counter, derivedKey, time = 0 } = solution
      const claim = { challenge, solution: { counter, derivedKey, time }, deriveKey, ...keys }
      return (await verifySolution(claim)).verified
    },
  }
}

function parsePayload(payload: string): z.infer<typeof payloadSchema> | null {
  if (payload.length > maxPayload) return null
  try {
    const bytes = exactBytes(payload, 'base64')
    if (bytes === null) return null
    return payloadSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

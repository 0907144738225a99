const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,]\d{1,9})?(?:Z|\+0000)$/

/** Epoch ms of a GeneralizedTime in UTC (RFC 4517 section 3.3.13); null for anything else. */
export function generalizedTimeMs(text: string | undefined): number | null {
  const [, ...parts] = generalizedTime.exec(text ?? '') ?? []
  const [year, month, day, hour, minute, second] = parts.map(Number)
  if (year === undefined || month === undefined) return null
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const neverEnding = 0x7fff_ffff_ffff_ffffn
const from1601To1970Ms = 11_644_473_600_000n

/** Epoch ms of a FILETIME, hundreds of nanoseconds since 1601; null for never, 0 and anything else. */
export function fileTimeMs(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,19}$/.test(text)) return null
  const ticks = BigInt(text)
  return ticks === 0n || ticks >= neverEnding ? null : Number(ticks / 10_000n - from1601To1970Ms)
}

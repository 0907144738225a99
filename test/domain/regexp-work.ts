/** What regular expressions did while something ran. */
export interface RegExpWork {
  /** How often one was executed. */
  readonly runs: number
  /** How many code units they passed over together; what a regular expression tries again inside a match is not in it. */
  readonly units: number
}

function unitsOf(
  { flags }: RegExp,
  at: { readonly from: number; readonly length: number },
  match: RegExpExecArray | null,
): number {
  const from = /[gy]/.test(flags) ? at.from : 0
  if (match !== null) return Math.max(1, match.index + match[0].length - from)
  return flags.includes('y') ? 1 : Math.max(1, at.length - from)
}

/**
 * Counts the work of every regular expression, those in `replace`, `split`, `matchAll` and the like too: the same on
 * every machine, where a time is not.
 */
export function regExpWork(act: () => void): RegExpWork {
  const own = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')
  if (own === undefined) throw new Error('RegExp.prototype has no exec')
  const exec = own.value as (this: RegExp, text: string) => RegExpExecArray | null
  const work = { runs: 0, units: 0 }
  let isCounting = false
  function counted(this: RegExp, text: string): RegExpExecArray | null {
    const from = this.lastIndex
    const match = exec.call(this, text)
    if (isCounting) return match
    isCounting = true
    work.runs += 1
    work.units += unitsOf(this, { from, length: text.length }, match)
    isCounting = false
    return match
  }
  // eslint-disable-next-line no-extend-native -- counted while `act` runs, and put back
  Object.defineProperty(RegExp.prototype, 'exec', { ...own, value: counted })
  try {
    act()
  } finally {
    // eslint-disable-next-line no-extend-native -- the method that was there before
    Object.defineProperty(RegExp.prototype, 'exec', own)
  }
  return work
}

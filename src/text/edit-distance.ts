/**
 * How many slips of the finger lie between two words: letters left out, added, mistaken or swapped with a neighbour
 * (Damerau-Levenshtein, optimal string alignment).
 *
 * @returns the distance, or `most + 1` as soon as it is larger than `most`; the work is bounded by the shorter word
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = nextRow({ one, other, row, last, beforeLast })
    if (Math.min(...current) > most) return most + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[other.length] ?? most + 1, most + 1)
}

interface Row {
  readonly one: string
  readonly other: string
  readonly row: number
  readonly last: readonly number[]
  readonly beforeLast: readonly number[]
}

function nextRow({ one, other, row, last, beforeLast }: Row): readonly number[] {
  const current = [row]
  for (let column = 1; column <= other.length; column += 1) {
    const same = one[row - 1] === other[column - 1]
    const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
    current.push(
      Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        row > 1 && column > 1 && swapped
          ? at(beforeLast, column - 2) + 1
          : Number.POSITIVE_INFINITY,
      ),
    )
  }
  return current
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.POSITIVE_INFINITY
}

/** How many slips a word of this length may hold and still be known: none up to 3 letters, 1 up to 6, then 2. */
export function slipsAllowed(length: number): number {
  if (length < 4) return 0
  return length < 7 ? 1 : 2
}

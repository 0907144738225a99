/** One letter under every spelling people hide it behind: lower case, without accents, full width made narrow. */
export function foldWord(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
  '!': 'i',
  '|': 'l',
}

/**
 * What a folded word says when digits and signs are read as the letters they stand for: `p4$$w0rd` as `password`.
 * A one is an `i` or an `l`, so there are two readings when there is a one.
 */
export function leetReadings(folded: string): readonly string[] {
  const plain = folded.replace(/[03457893@$+!|]/g, (sign) => leet[sign] ?? sign)
  const readings = plain.includes('1')
    ? [plain.replaceAll('1', 'i'), plain.replaceAll('1', 'l')]
    : [plain]
  return readings.filter((reading) => reading !== folded)
}

/** Only the letters and digits of a word. */
export function withoutSigns(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}]/gu, '')
}

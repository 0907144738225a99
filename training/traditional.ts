import { Converter } from 'opencc-js/t2cn'

/** The characters of the CJK Unified Ideographs block that have another simplified form, as the module that holds them. */
export function traditionalFile(): string {
  const simplify = Converter({ from: 't', to: 'cn' })
  const pairs = Array.from({ length: 0x9fff - 0x4e00 }, (_, offset) =>
    String.fromCharCode(0x4e00 + offset),
  )
    .map((character) => [character, simplify(character)] as const)
    .filter(([one, other]) => one !== other && other.length === 1)
  const rows = (side: 0 | 1) =>
    pairs
      .map((pair) => pair[side])
      .join('')
      .match(/.{1,96}/gsu)
      ?.map((row) => `  ${row}`)
      .join('\n') ?? ''
  return `// Made by \`npm run train\` from opencc-js (Apache-2.0, MIT); not edited by hand.\n
/** Traditional characters, each with its simplified one at the same place in {@link simplified}. */
export const traditional = \`\n${rows(0)}\n\`

/** The simplified characters. */
export const simplified = \`\n${rows(1)}\n\`
`
}

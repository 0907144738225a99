/**
 * Cuts a table cell such as `help | help me | i need help` into its phrases: a hundred short phrases in as many lines
 * could not be read.
 */
export function phrases(cell: string): readonly string[] {
  return cell
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
}

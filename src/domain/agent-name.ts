/**
 * What an agent may be called, as the source of a regular expression (flags `u` or `v`): 1 to 40 letters and digits of
 * any script with spaces, dots, dashes, middle dots and apostrophes between them. Nothing in it is markup anywhere.
 */
export const agentNamePattern = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’·\-]{0,39}`

const wholeName = new RegExp(`^${agentNamePattern}$`, 'u')

/** The name without blanks around it, or null when nobody may be called that. */
export function readAgentName(told: unknown): string | null {
  const name = typeof told === 'string' ? told.trim().normalize('NFC') : ''
  return wholeName.test(name) ? name : null
}

import type { Environment } from './environment.ts'

/** A reason not to start with these variables, with the way out; null when there is none. */
export type Rule = (environment: Environment) => string | null

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether an address is on this machine. */
export function isOnThisMachine(url: string): boolean {
  return loopback.test(new URL(url).hostname)
}

/** A token must not cross a network in clear; a server on the same machine may speak plain HTTP. */
export function isOpenToListeners(url: string | undefined): boolean {
  return url !== undefined && new URL(url).protocol === 'http:' && !isOnThisMachine(url)
}

/** What is said of a variable that is missing. */
export function needs(name: string, why: string): string {
  return `${name} is not set: ${why}`
}

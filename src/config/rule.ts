import { isLoopbackHost } from '../this-machine.ts'
import type { Environment } from './environment.ts'

/** A reason not to start with these variables, with the way out; null when there is none. */
export type Rule = (environment: Environment) => string | null

/** Whether an address is on this machine. */
export function isOnThisMachine(url: string): boolean {
  return isLoopbackHost(new URL(url).hostname)
}

/** A token must not cross a network in clear; a server on the same machine may speak plain HTTP. */
export function isOpenToListeners(url: string | undefined): boolean {
  return url !== undefined && new URL(url).protocol === 'http:' && !isOnThisMachine(url)
}

/** What is said of a variable that is missing. */
export function needs(name: string, why: string): string {
  return `${name} is not set: ${why}`
}

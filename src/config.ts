import { ServiceError } from './errors.ts'
import { configOf, type Config } from './config/defaults.ts'
import { environment, secretVariables } from './config/environment.ts'
import type { VariableName } from './config/environment.ts'
import { nodeRefusals } from './config/encryption.ts'
import { isLimitName, limits } from './config/limits.ts'
import { refusals } from './config/refusals.ts'

export type { Config } from './config/defaults.ts'

const isVariable = (name: PropertyKey | undefined): name is VariableName =>
  typeof name === 'string' && Object.hasOwn(environment.shape, name)

/** Whether a value is an address with a user in it, behind whom there is mostly a password. */
const namesUser = (value: string): boolean => value.includes('://') && value.includes('@')

/** A variable's value for a message, on one short line; of a secret only its length. */
function held(name: VariableName, value: string): string {
  if (secretVariables.has(name) || namesUser(value))
    return `${name} (${value.length} characters, not shown)`
  const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value
  return `${name} is ${JSON.stringify(shown)}`
}

/** The known variables that are set and not empty, with blanks around their values removed. */
function named(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.keys(environment.shape).flatMap((name) => {
    const value = env[name]?.trim() ?? ''
    return value === '' ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

/** What a variable may hold; a limit in production only what is inside its hard bounds. */
function allowed(name: VariableName, isProduction: boolean): string {
  if (!isProduction || !isLimitName(name)) return environment.shape[name].description ?? 'left out'
  return `a whole number from ${limits[name].from} to ${limits[name].to}`
}

/** A sentence for each variable with a bad value. */
function findMisfits(given: Record<string, string>): ReadonlyMap<string, string> {
  const parsed = environment.safeParse(given)
  if (parsed.success) return new Map()
  const isProduction = given['NODE_ENV'] === 'production'
  const names = parsed.error.issues.map((issue) => issue.path[0]).filter(isVariable)
  return new Map(
    names.map((name) => [
      name,
      `${held(name, given[name] ?? '')}: it must be ${allowed(name, isProduction)}`,
    ]),
  )
}

/** What the rules between variables refuse; a variable with a bad value is not reported as unset too. */
function findRefusals(
  given: Record<string, string>,
  misfits: ReadonlyMap<string, string>,
): readonly string[] {
  const sound = Object.entries(given).filter(([name]) => !misfits.has(name))
  return refusals(environment.parse(Object.fromEntries(sound))).filter((text) => {
    const [name = ''] = text.split(' ', 1)
    return !(misfits.has(name) && text.startsWith(`${name} is not set`))
  })
}

/**
 * Reads the environment. An empty variable counts as unset, unknown ones are passed over.
 *
 * @throws ServiceError `ERR_CONFIG` with every problem at once, a line each: the variable, what it held (never a
 *   secret's value) and what is allowed. In production also what security forbids: hard bounds, demonstration switches.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = named(env)
  const misfits = findMisfits(given)
  const ofNode = given['NODE_ENV'] === 'production' ? nodeRefusals(env) : []
  const problems = [...misfits.values(), ...findRefusals(given, misfits), ...ofNode]
  if (problems.length > 0) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n')
    throw new ServiceError('ERR_CONFIG', `The configuration cannot be used:\n${list}`)
  }
  return configOf(environment.parse(given))
}

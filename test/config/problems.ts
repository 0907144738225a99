import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { ServiceError } from '../../src/errors.ts'

/** The lines of the refusal of these variables; none when they are taken. */
export function problems(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    expect(error.code).to.equal('ERR_CONFIG')
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.replace('  - ', ''))
  }
  return []
}

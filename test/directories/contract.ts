import { promisesOfChannels, promisesOfDoors, promisesOfPasswords } from './changing.ts'
import { promisesOfFinding } from './finding.ts'
import type { GetStand } from './people.ts'

/** Every promise of the port `Directory`; call it inside `describe`. */
export function directoryContract(get: GetStand): void {
  describe('finding', () => promisesOfFinding(get))
  describe('passwords', () => promisesOfPasswords(get))
  describe('channels', () => promisesOfChannels(get))
  describe('doors', () => promisesOfDoors(get))
}

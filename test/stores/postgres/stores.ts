import { systemClock, systemRandom } from '../../../src/app/system.ts'
import {
  openPostgresStore,
  type PostgresOptions,
  type PostgresStore,
} from '../../../src/stores/postgres/postgres-store.ts'

/** Opens a store with the machine's clock, as an instance of the program does. */
export async function openAt(
  url: string,
  options: Partial<PostgresOptions> = {},
): Promise<PostgresStore> {
  return openPostgresStore({ url, clock: systemClock, random: systemRandom, ...options })
}

import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { describeStore } from '../contracts/store.ts'

describeStore('the memory store', { open: async () => createMemoryStore() })

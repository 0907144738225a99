export type { FlowId } from './flow-call.ts'

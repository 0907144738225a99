/** How many requests one source may make in a window. */
export interface FloodLimit {
  readonly requests: number
  readonly seconds: number
}

/** How the server is reached and what it lets in. */
export interface HttpSettings {
  readonly host: string
  /** 0 for one the system picks. */
  readonly port: number
  /** The address people type, without a path; its host is the only one pages answer to in production. */
  readonly publicUrl: string
  readonly isProduction: boolean
  /** How many proxies in front may be believed about where a request comes from. */
  readonly trustedHops: number
  /** For pages, web chat and assets; null for none. */
  readonly webFlood: FloodLimit | null
  /** For `POST /api/messages`, where all of a channel's people share a few sources; null for none. */
  readonly botFlood: FloodLimit | null
  /** Requests for turns and pages that may be under way at once. */
  readonly maxUnderWay: number
}

/** Limits that keep a flood out and nobody else. */
export const usualLimits = {
  webFlood: { requests: 1_200, seconds: 60 },
  botFlood: null,
  maxUnderWay: 512,
} as const satisfies Partial<HttpSettings>

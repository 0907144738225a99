/** Who the bot is to Bot Framework, and where it may speak to. */
export interface BotSettings {
  /** Empty for anonymous mode, which only development knows: then no token is asked for and none is sent. */
  readonly appId: string
  readonly appPassword: string
  /** `MultiTenant`, `SingleTenant` or `UserAssignedMSI`. */
  readonly appType: string
  readonly tenantId: string
  /** Tenants whose people may write in Teams, lower case; null for all. Entra's keys are shared by every tenant. */
  readonly allowedTenants: readonly string[] | null
  readonly isProduction: boolean
  /** Hosts besides the public cloud's own that replies may go to, such as a national cloud's. */
  readonly extraServiceHosts: readonly string[]
  /** Where channels publish their signing keys; null for the public cloud's address. */
  readonly openIdMetadataUrl: string | null
}

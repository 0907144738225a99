import { AuthenticationConstants, GovernmentConstants } from 'botframework-connector'

/** The Microsoft clouds that a bot can be registered in. */
export type CloudName = 'public' | 'usgov' | 'china'

/** Where a cloud's Bot Framework is, and how its tokens are told from those of others. */
export interface Cloud {
  /** Who signs the tokens of its channels. */
  readonly issuer: string
  /** Where its channels publish their signing keys. */
  readonly metadataUrl: string
  /** What the bot's own tokens are for. */
  readonly scope: string
  /** Where the bot gets them; a tenant is in the address only where the SDK does not put it there. */
  readonly loginUrl: (tenantId: string) => string
  /** Hosts that replies may be posted to; one that begins with a dot takes its sub-domains. */
  readonly serviceHosts: readonly string[]
}

/**
 * The three clouds. The endpoints of the public and the US Government's are the SDK's; those of the one that 21Vianet
 * operates are documented at docs.azure.cn ("OAuth URL support"), where no host of Teams is named: such a host has to
 * be in ALLOWED_SERVICE_HOSTS.
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    issuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
    metadataUrl: AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
    scope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    loginUrl: () => AuthenticationConstants.ToChannelFromBotLoginUrl,
    serviceHosts: ['smba.trafficmanager.net', '.botframework.com'],
  },
  usgov: {
    issuer: GovernmentConstants.ToBotFromChannelTokenIssuer,
    metadataUrl: GovernmentConstants.ToBotFromChannelOpenIdMetadataUrl,
    scope: GovernmentConstants.ToChannelFromBotOAuthScope,
    loginUrl: () => GovernmentConstants.ToChannelFromBotLoginUrl,
    serviceHosts: [
      'smba.infra.gov.teams.microsoft.us',
      'smba.infra.dod.teams.microsoft.us',
      '.botframework.azure.us',
    ],
  },
  china: {
    issuer: 'https://api.botframework.azure.cn',
    metadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    scope: 'https://api.botframework.azure.cn',
    loginUrl: (tenantId) => `https://login.partner.microsoftonline.cn/${tenantId}`,
    serviceHosts: ['.botframework.azure.cn'],
  },
}

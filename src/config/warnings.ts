import type { Config } from './defaults.ts'

/** A setting with which the program works, and which is probably not meant. */
export interface SettingWarning {
  /** Stable, for the log. */
  readonly code: 'proxies-untrusted'
  readonly message: string
  readonly remedy: string
}

/** What should be looked at in a sound configuration. */
export function settingWarnings({
  publicUrl,
  trustedProxies,
}: Pick<Config, 'publicUrl' | 'trustedProxies'>): readonly SettingWarning[] {
  // The program itself speaks no TLS, so behind an https address there is a proxy.
  if (trustedProxies > 0 || publicUrl?.startsWith('https:') !== true) return []
  return [
    {
      code: 'proxies-untrusted',
      message:
        'PUBLIC_URL is https, so a proxy stands in front, and TRUSTED_PROXIES is 0: all people count as one source',
      remedy:
        'set TRUSTED_PROXIES to the number of proxies that write X-Forwarded-For or Forwarded',
    },
  ]
}

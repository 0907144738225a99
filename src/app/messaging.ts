import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createHttpSmsGateway, createMessenger } from '../gateways/http-sms.ts'
import { openMockGateway } from '../gateways/mock.ts'
import { createSmtpGateway } from '../gateways/smtp.ts'
import type { Clock } from '../ports/clock.ts'
import type { Inbox, Messenger } from '../ports/messenger.ts'

/** The way to phones and mailboxes; with the mock there is an inbox to look into. */
export interface Messaging {
  readonly messenger: Messenger
  readonly inbox: Inbox | null
}

/** Opens what MESSAGING names. */
export async function openMessaging(config: Config, clock: Clock): Promise<Messaging> {
  const { messaging } = config
  if (messaging.kind === 'mock') {
    const file = join(config.dataDir, 'inbox.ndjson')
    const gateway = await openMockGateway({ file, clock })
    return { messenger: gateway, inbox: config.isProduction ? null : gateway }
  }
  const { smtpUrl, mailFrom, smsUrl, smsToken } = messaging
  const email = createSmtpGateway({ url: smtpUrl, from: mailFrom })
  const sms = createHttpSmsGateway({ url: smsUrl, token: smsToken })
  return { messenger: createMessenger({ sms, email }), inbox: null }
}

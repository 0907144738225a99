import type { Locator, Page } from 'playwright-core'

/** The two clients that a customer's chat is shown in, by the query that asks for each. */
export const clients = [
  { name: 'the page’s own client', query: '' },
  { name: 'Web Chat', query: '?client=webchat' },
] as const

/** The field to answer in, in either client. */
export const sendBox = (page: Page): Locator =>
  page.locator('#text, [data-id="webchat-sendbox-input"]')

/** Everything that stands in a chat. */
export const transcript = (page: Page): Locator =>
  page.locator('#log, .webchat__basic-transcript__transcript')

/** A button of the newest question. */
export const choice = (page: Page, label = ''): Locator =>
  page.locator('.choice, .webchat__suggested-action', { hasText: label })

/** What opens a page of the newest message that has one of that name. */
export const pageLink = (page: Page, label: string): Locator =>
  transcript(page).locator('a.button, button', { hasText: label }).last()

/** Waits until words stand in a chat. */
export const hears = async (page: Page, text: string | RegExp): Promise<void> =>
  transcript(page).getByText(text).last().waitFor()

/** Types something and sends it; a code goes by itself in the page's own client. */
export async function say(page: Page, text: string): Promise<void> {
  await sendBox(page).fill(text)
  if ((await sendBox(page).inputValue()) !== '') await sendBox(page).press('Enter')
}

/** Presses what closes its own page: the page may be gone before the browser answers for the press. */
export async function pressToClose(button: Locator): Promise<void> {
  const closing = button.page().waitForEvent('close')
  const [press, close] = await Promise.allSettled([button.click(), closing])
  if (close.status === 'rejected') throw press.status === 'rejected' ? press.reason : close.reason
}

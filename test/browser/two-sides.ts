import { expect } from 'chai'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Reachable } from '../stand-ins/program.ts'
import { choice, hears, sendBox, transcript } from './chat-dom.ts'
import { openPage, type SuiteBrowser, type WatchedPage } from './chromium.ts'

/** Presses one of the buttons under the user's conversation. */
export const choose = async (page: Page, label: string): Promise<void> =>
  choice(page, label).click()

/** A button of the newest card that has one of that name. */
export const cardButton = (page: Page, label: string): Locator =>
  transcript(page).getByRole('button', { name: label, exact: true })

/** Opens a form of the case's card, fills it in and sends it. */
export async function fillIn(
  page: Page,
  label: string,
  fill: (form: Locator) => Promise<unknown>,
): Promise<void> {
  await cardButton(page, label).first().click()
  await fill(transcript(page))
  await cardButton(page, label).last().click()
}

/** A customer's chat and agents' windows, each in a browser context of its own, as of people at different machines. */
export interface TwoSides {
  readonly user: WatchedPage
  readonly agents: readonly WatchedPage[]
}

/** Opens both sides on one program. */
export async function openTwoSides(
  browser: SuiteBrowser,
  { url }: Reachable,
  {
    names,
    options,
  }: { readonly names: readonly string[]; readonly options: BrowserContextOptions },
): Promise<TwoSides> {
  const user = await openPage(browser, url, options)
  await user.page.goto(url)
  await sendBox(user.page).waitFor()
  const agents: WatchedPage[] = []
  for (const name of names) {
    const agent = await openPage(browser, url, options)
    await agent.page.goto(`${url}/desk?name=${encodeURIComponent(name)}`)
    await agent.page.locator('#progress').getByText(name).waitFor()
    agents.push(agent)
  }
  return { user, agents }
}

/** Nothing went wrong on any page, and none asked anybody else for anything. */
export function expectQuiet({ user, agents }: TwoSides): void {
  for (const { complaints } of [user, ...agents]) expect(complaints).to.deep.equal([])
}

/** The number of the case that was opened last in a user's chat. */
export async function numberIn(page: Page, words: RegExp): Promise<number> {
  await hears(page, words)
  return Number(words.exec(await transcript(page).innerText())?.[1])
}

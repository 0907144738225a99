import type { Scene } from '../../stand-ins/gallery.ts'

/** A conversation in English: its name, where it ends, and what is said. */
export const en = (name: string, ends: string, ...lines: readonly string[]): Scene => ({
  name,
  locale: 'en',
  lines,
  ends,
})

/** The same in Chinese. */
export const zh = (name: string, ends: string, ...lines: readonly string[]): Scene => ({
  name,
  locale: 'zh-CN',
  lines,
  ends,
})

/** Where most of them end. */
export const menu = 'menu/ask-what'

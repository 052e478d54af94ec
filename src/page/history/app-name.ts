import type { Page } from '../model/page.ts'

/** What tells an app, and who uses it, from others of the same origin. */
export const appName = ({ address, config: { username } }: Pick<Page, 'address' | 'config'>): string =>
  `${new URL(address.root).pathname} ${username ?? ''}`

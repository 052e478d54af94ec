import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** It must speak to nobody but the app under test. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const executable = async (): Promise<string> => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name)
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path
    }
  }
  throw new Error(
    `The page is tested in Chromium, and none of ${names.join(', ')} is in PATH. Install it: apt install chromium`,
  )
}

/** A browser of its own, to be closed by who opened it. */
export const openBrowser = async (...more: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: await executable(), args: [...flags, ...more] })

let running: Promise<Browser> | undefined

/** The one browser of this worker. */
export const browser = (): Promise<Browser> => (running ??= openBrowser())

/** To be called in each file's `afterAll`. */
export const closeBrowser = async (): Promise<void> => {
  const open = running
  running = undefined
  await (await open)?.close()
}

/** What a browser gets when it opens the page: `visitPage(url)`. Needs Chromium; `CHROMIUM` names it. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { send, text } from './request.js'

const paths = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** It must speak to nobody but the server. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const start = () => {
  const executablePath = paths.find((path) => path !== undefined && existsSync(path))
  if (executablePath === undefined)
    throw new Error('there is no Chromium: install the package chromium, or name it in CHROMIUM')
  return chromium.launch({ executablePath, args: flags })
}

/** Milliseconds to the first byte of the page, asked for again and again. */
const firstByte = async (/** @type {string} */ url) => {
  const took = []
  while (took.length < 20) {
    const begin = performance.now()
    const answer = await send(url, { headers: { 'accept-encoding': 'gzip', accept: 'text/html' } })
    took.push(performance.now() - begin)
    await text(answer)
  }
  return took.toSorted((one, other) => one - other)[10]
}

export const visitPage = async (/** @type {string} */ url) => {
  const first = await firstByte(`${url}/`)
  const browser = await start()
  try {
    const page = await browser.newPage()
    const network = await page.context().newCDPSession(page)
    const seen = { requests: 0, bytes: 0 }
    await network.send('Network.enable')
    network.on('Network.requestWillBeSent', () => seen.requests++)
    network.on('Network.loadingFinished', ({ encodedDataLength }) => (seen.bytes += encodedDataLength))
    await page.goto(`${url}/`, { waitUntil: 'load' })
    await page.getByRole('button').first().waitFor()
    // What is asked for later belongs to the first load as long as it comes at once.
    await page.waitForTimeout(1_000)
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
    return { first, paint, ...seen }
  } finally {
    await browser.close()
  }
}

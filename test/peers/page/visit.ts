import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createApp } from '../../../src/serve/app.ts'
import { listen, type Listening } from '../../../src/serve/listen.ts'
import type { ServeOptions } from '../../../src/serve/options.ts'
import { browser } from './chromium.ts'
import { builtPage } from './built.ts'

type Served = Parameters<typeof createApp>[0]

/** A page in the browser, and all it asked for and complained of. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Addresses of all requests that left the page, in order. */
  readonly requests: string[]
  /** Errors of the page, and what it wrote as errors or warnings. */
  readonly complaints: string[]
}

const open: { close(): Promise<void> }[] = []

/** To be called in each file's `beforeAll`: that the page is built and a browser starts is no part of a test's time. */
export const ready = async (): Promise<void> => {
  await Promise.all([builtPage(), browser()])
}

/** Serves functions with the page as its sources are now, on a free port. */
export const serve = async (functions: Served, options: ServeOptions & { port?: number } = {}): Promise<Listening> => {
  const { port = 0, ...rest } = options
  const timings = { drain: 0, ...rest.timings }
  const listening = await listen(createApp(functions, { page: await builtPage(), ...rest, timings }), { port })
  open.push(listening)
  return listening
}

/** Opens an address in a browser profile of its own. */
export const openPage = async (url: string, options: BrowserContextOptions = {}): Promise<Visit> => {
  const context = await (await browser()).newContext({ reducedMotion: 'reduce', ...options })
  open.push(context)
  return visit(context, url)
}

/** One more tab of a profile. */
export const visit = async (context: BrowserContext, url: string): Promise<Visit> => {
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('requestfailed', (request) => {
    // What the policy refuses is never sent.
    if (request.failure()?.errorText === 'csp') requests.splice(requests.indexOf(request.url()), 1)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.goto(url)
  return { page, context, requests, complaints }
}

/** Serves functions and opens their page. */
export const visitApp = async (
  functions: Served,
  { browser: options, path = '/', ...serving }: ServeOptions & { browser?: BrowserContextOptions; path?: string } = {},
): Promise<Visit & { readonly app: Listening }> => {
  const app = await serve(functions, serving)
  return { app, ...(await openPage(app.url + path, options)) }
}

/** Fails when the page spoke to anybody but its app, or complained; to be called at the end of a test. */
export const expectQuiet = ({ requests, complaints }: Visit, url: string): void => {
  expect(complaints).toEqual([])
  expect(
    requests.filter((request) => !/^(data:|blob:|about:srcdoc$)/.test(request) && !request.startsWith(`${url}/`)),
  ).toEqual([])
}

/** To be called in each file's `afterEach`. */
export const leave = async (): Promise<void> => {
  // Pages first: an app waits for its streams.
  for (const one of open.splice(0).toReversed()) await one.close()
}

import { createViteServer } from 'vitest/node'

/** Loads modules from their TypeScript, in a process of its own. */
export const openSource = () =>
  createViteServer({
    appType: 'custom',
    configFile: false,
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, ws: false, hmr: false },
  })

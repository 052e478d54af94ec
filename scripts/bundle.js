// One file a door instead of a hundred: each module costs half a millisecond at import. What is loaded on demand stays apart.
import { rm } from 'node:fs/promises'
import { build } from 'rolldown'
import { buildPage } from './page.js'

/** In the package, the built page lies beside the doors. */
const builtPage = {
  name: 'built-page',
  resolveId: (id) => (id === './sources-page.ts' ? { id: '../page/assets.js', external: 'relative' } : null),
}

await rm('dist/parts', { recursive: true, force: true })
await build({
  input: {
    index: 'src/index.ts',
    'gradio/index': 'src/gradio/index.ts',
    'hub/index': 'src/hub/index.ts',
    'serve/index': 'src/serve/index.ts',
    'testing/index': 'src/testing/index.ts',
    'cli/main': 'src/cli/main.ts',
  },
  platform: 'node',
  plugins: [builtPage],
  external: [/^node:/, /^[^./]/],
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
})
await buildPage('dist/page')

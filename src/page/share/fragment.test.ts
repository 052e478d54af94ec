import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFragment, writeFragment } from './fragment.ts'

test('inputs come back as they were shared', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.dictionary(fc.string(), fc.jsonValue()),
      async (name, inputs) => {
        const kept = JSON.parse(JSON.stringify({ function: name, inputs }))
        const fragment = (await writeFragment(kept)) ?? ''
        expect(fragment).toMatch(/^(inputs|pressed)=[\w-]*$/)
        expect(await readFragment(`#${fragment}`)).toEqual(kept)
      },
    ),
    { numRuns: 100 },
  )
})

test('long inputs are pressed, very long ones are not shared', async () => {
  const text = 'All work and no play. '.repeat(1_000)
  const fragment = (await writeFragment({ function: 'f', inputs: { text } })) ?? ''
  expect(fragment).toMatch(/^pressed=/)
  expect(fragment.length).toBeLessThan(1_000)
  const noise = Array.from({ length: 20_000 }, () => Math.random().toString(36)).join('')
  expect(await writeFragment({ function: 'f', inputs: { noise } })).toBeUndefined()
})

test('what nobody shared is nothing', async () => {
  const encode = (text: string): string => Buffer.from(text).toString('base64url')
  const bomb = new Blob(['0'.repeat(4_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const pressed = Buffer.from(await new Response(bomb).arrayBuffer()).toString('base64url')
  const hostile = [
    '',
    '#',
    '#greet',
    '#inputs=',
    '#inputs=%%%',
    '#pressed=AAAA',
    `#pressed=${pressed}`,
    `#inputs=${encode('null')}`,
    `#inputs=${encode('["f"]')}`,
    `#inputs=${encode('[1,{}]')}`,
    `#inputs=${encode('["f",[]]')}`,
    `#inputs=${'A'.repeat(100_000)}`,
  ]
  for (const fragment of hostile) expect(await readFragment(fragment), fragment.slice(0, 40)).toBeUndefined()
})

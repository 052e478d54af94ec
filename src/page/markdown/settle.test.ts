import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nothingSettled, settle, unsettled, type Settled } from './settle.ts'

const paragraph = 'A sentence that says little. '.repeat(40)

const grow = (text: string, step: number): Settled => {
  let settled = nothingSettled
  for (let end = step; end < text.length; end += step) settled = settle(text.slice(0, end), settled)
  return settle(text, settled)
}

test('paragraphs settle at blank lines, the last one stays open', () => {
  const text = `${paragraph}\n\n${paragraph}\n\nthe end`
  const settled = settle(text)
  expect(settled.pieces.map((piece) => piece.trim())).toEqual([paragraph.trim()])
  expect(unsettled(text, settled)).toBe(`${paragraph}\n\nthe end`)
})

test('lists, indents and quotations are kept together across blank lines', () => {
  for (const line of ['- two', '2. two', '  more', '> more', '\tmore']) {
    expect(settle(`${paragraph}\n\n${line}\n`).pieces).toEqual([])
  }
  expect(settle(`${paragraph}\n\nA paragraph\n`).pieces).toHaveLength(1)
})

test('nothing settles inside a code block', () => {
  const text = `~~~python\n${'x = 1\n\n'.repeat(400)}`
  expect(settle(text).pieces).toEqual([])
  expect(settle(`${text}~~~\n\nAnd so on\n`).pieces).toHaveLength(1)
})

test('a code block without end is cut, each piece being a code block of its own', () => {
  const text = `\`\`\`js\n${'let a = 1\n'.repeat(10_000)}`
  const { pieces } = settle(text)
  expect(pieces.length).toBeGreaterThan(2)
  for (const piece of pieces) expect(piece).toMatch(/^```js\n[^]*\n```$/)
  const code = pieces.map((piece) => piece.slice(6, -4)).join('\n')
  expect(text.startsWith(`\`\`\`js\n${code}\n`)).toBe(true)
})

test('a line without end is cut between characters', () => {
  const { pieces } = settle('😀'.repeat(40_000))
  expect(pieces.join('')).toMatch(/^(😀)+$/u)
})

test('a text that grew is cut as one that came at once', () => {
  const text = Array.from({ length: 60 }, (_, at) => (at % 7 === 3 ? '```\ncode\n\ncode\n```' : paragraph)).join('\n\n')
  expect(grow(text, 37).pieces).toEqual(settle(text).pieces)
})

test('what did not grow out of the text before is cut anew', () => {
  const long = `${paragraph}\n\n${paragraph}\n\nend`
  const settled = settle(long)
  expect(settle('short', settled)).toEqual(nothingSettled)
  expect(settle(long, settled)).toBe(settled)
})

test('no text is lost, however it grows', () => {
  const lines = fc.array(fc.constantFrom('text', '', '- item', '```', '~~~', '    code', paragraph, '> said', '1. one'))
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 500 }), (all, step) => {
      const text = all.join('\n')
      const settled = grow(text, step)
      expect(settled.text + text.slice(settled.text.length)).toBe(text)
      const words = (value: string): string => value.replaceAll(/[\s`~]/g, '')
      expect(words(settled.pieces.join('\n') + unsettled(text, settled))).toBe(words(text))
    }),
    { numRuns: 100 },
  )
})

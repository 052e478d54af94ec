import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('values are separated, and quoted where they have to be', () => {
  expect(csvLine(['plain', 'a,b', 'say "hi"', 'two\nlines', ' edge'])).toBe(
    'plain,"a,b","say ""hi""","two\nlines"," edge"\r\n',
  )
})

test('what a spreadsheet would run is text', () => {
  const cells = ['=cmd()', '+1+2', '-5-x', '@x', '\tx', '\rx', '=1']
  expect(cells.map((value) => csvLine([value]))).toEqual([
    "'=cmd()\r\n",
    "'+1+2\r\n",
    "'-5-x\r\n",
    "'@x\r\n",
    "'\tx\r\n",
    '"\'\rx"\r\n',
    "'=1\r\n",
  ])
})

test('numbers stay numbers', () => {
  expect(csvLine([-5, '-5', '+1', '-1.5e-3', 0])).toBe('-5,-5,+1,-1.5e-3,0\r\n')
})

test('what is no text is written as JSON, nothing as nothing', () => {
  expect(csvLine([null, undefined, true, ['a', 1], { b: 2 }])).toBe(',,true,"[""a"",1]","{""b"":2}"\r\n')
})

import { expect, test } from 'vitest'
import { quietAttributes } from './quiet-attributes.ts'

test('style and event attributes get other names, wherever they stand in a tag', () => {
  expect(quietAttributes('<img src=x onError=f()>')).toBe('<img src=x data-onerror=f()>')
  expect(quietAttributes('<svg/onload=f()>')).toBe('<svg/data-onload=f()>')
  expect(quietAttributes('<p style="a">x</p><b class=c style=d>')).toBe(
    '<p data-style="a">x</p><b class=c data-style=d>',
  )
  expect(quietAttributes(`<i\n STYLE = 'e > f' id=g>`)).toBe(`<i\n data-style = 'e > f' id=g>`)
})

test('text, values and other names stay as they are', () => {
  const html = 'my style=1 <p title="style=2 <a style=3>" data-style=4 mystyle=5>style="6"</p> 1 < 2 <'
  expect(quietAttributes(html)).toBe(html)
})

test('a tag or a value that never ends costs one pass', () => {
  for (const part of ['<a ', '<a style="', "<a '", '<a =', '<a/', '< ']) {
    const hostile = part.repeat(50_000)
    expect(quietAttributes(hostile).length).toBeGreaterThanOrEqual(hostile.length)
  }
})

/** Letters within which a text shows which way it runs. */
const beginning = 1_000

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * Which way a text runs, by its first letter; without one, as the page does. As `dir="auto"`, which takes browsers
 * seconds for a text of a megabyte.
 */
export const directionOf = (text: string): 'ltr' | 'rtl' | undefined => {
  const letter = /\p{L}/u.exec(text.slice(0, beginning))?.[0]
  return letter === undefined ? undefined : rightToLeft.test(letter) ? 'rtl' : 'ltr'
}

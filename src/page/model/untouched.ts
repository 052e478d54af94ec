import { numberOf, type JsonObject } from '../../wire/json.ts'

/** What controls show that cannot show nothing: a value nobody has touched is sent as it is seen. */
const shown: Readonly<Record<string, (props: JsonObject) => unknown>> = {
  textbox: () => '',
  code: () => '',
  checkbox: () => false,
  checkboxgroup: () => [],
  slider: ({ minimum }) => numberOf(minimum) ?? 0,
  colorpicker: () => '#000000',
  dropdown: ({ multiselect }) => (multiselect === true ? [] : null),
}

/** The value of a component before anybody has changed it. A value of null, if told, is one. */
export const untouchedValue = (type: string, props: JsonObject): unknown => {
  if (props['value'] !== undefined) return props['value']
  return (Object.hasOwn(shown, type) ? shown[type]?.(props) : undefined) ?? null
}

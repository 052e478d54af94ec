import { useLayoutEffect, useRef } from 'preact/hooks'
import { textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { TextLog } from './text-log.ts'

const textIn = (value: unknown): string => textOf(value) ?? (value === null ? '' : JSON.stringify(value))

/** Text the app gives; while it streams, only what is new is added, past Preact: it may be very long. */
export const TextOutput = ({ field }: ControlProps) => {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (element.current === null) return
    const log = new TextLog(element.current)
    let shown: unknown = field.value.value
    log.replace(textIn(shown))
    const unwatch = field.value.watch(() => {
      if (Object.is(field.value.value, shown)) return
      shown = field.value.value
      log.replace(textIn(shown))
    })
    const ungrow = field.onGrowth((text, whole) => {
      shown = whole
      log.append(text)
    })
    return () => {
      unwatch()
      ungrow()
    }
  }, [field])
  return <div class="text" dir="auto" ref={element} />
}

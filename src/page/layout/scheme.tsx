import { useLayoutEffect, useState } from 'preact/hooks'

const key = 'hfn-scheme'
const schemes = ['system', 'light', 'dark'] as const
type Scheme = (typeof schemes)[number]

const labels: Readonly<Record<Scheme, string>> = { system: 'System', light: 'Light', dark: 'Dark' }

const stored = (): Scheme => {
  try {
    const value = localStorage.getItem(key)
    return schemes.find((scheme) => scheme === value) ?? 'system'
  } catch {
    return 'system'
  }
}

const store = (scheme: Scheme): void => {
  try {
    localStorage.setItem(key, scheme)
  } catch {
    // Then it lasts as long as the page.
  }
}

/** Light, dark, or what the visitor's system says. */
export const SchemeSwitch = () => {
  const [scheme, setScheme] = useState(stored)
  useLayoutEffect(() => {
    document.documentElement.dataset['scheme'] = scheme
  }, [scheme])
  const choose = (event: Event & { readonly currentTarget: HTMLSelectElement }): void => {
    const chosen = schemes.find((name) => name === event.currentTarget.value) ?? 'system'
    store(chosen)
    setScheme(chosen)
  }
  return (
    <select class="scheme" aria-label="Colour scheme" value={scheme} onChange={choose}>
      {schemes.map((name) => (
        <option key={name} value={name}>
          {labels[name]}
        </option>
      ))}
    </select>
  )
}

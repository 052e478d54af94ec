import { useEffect, useState } from 'preact/hooks'
import { Drawer } from '../history/drawer.tsx'
import type { OpenedProps } from '../history/open-on-demand.tsx'
import type { Page } from '../model/page.ts'
import { fetchEndpoints, type Endpoint } from './endpoint.ts'
import { EndpointView } from './endpoint-view.tsx'
import { languages } from './snippets/languages.ts'
import './api.css'

/** How each function is called from elsewhere, with the values that stand in the form. */
export const ApiDrawer = ({ page, onClose }: OpenedProps) => {
  const [language, choose] = useState(languages[0])
  const endpoints = useEndpoints(page)
  return (
    <Drawer title="API" onClose={onClose}>
      <p>
        Every function of this app can be called from a program. The app speaks Gradio's protocol at{' '}
        <code>{page.address.root}</code>.
      </p>
      <fieldset class="languages">
        <legend class="unseen">Language</legend>
        {languages.map((one) => (
          <label key={one.name}>
            <input type="radio" name="language" checked={one === language} onChange={() => choose(one)} />
            <span>{one.name}</span>
          </label>
        ))}
      </fieldset>
      {language?.install !== undefined && <pre class="install">{language.install}</pre>}
      {typeof endpoints === 'string' && <p role="status">{endpoints}</p>}
      {language !== undefined &&
        typeof endpoints !== 'string' &&
        endpoints.map((endpoint) => (
          <EndpointView key={endpoint.name} page={page} endpoint={endpoint} language={language} />
        ))}
    </Drawer>
  )
}

/** The functions, or where the asking for them stands. */
const useEndpoints = (page: Page): readonly Endpoint[] | string => {
  const [endpoints, setEndpoints] = useState<readonly Endpoint[] | string>('Loading')
  useEffect(() => {
    let wanted = true
    fetchEndpoints(page).then(
      (all) => wanted && setEndpoints(all),
      () => wanted && setEndpoints('The description of the API could not be loaded. Close and open this to try again.'),
    )
    return () => {
      wanted = false
    }
  }, [page])
  return endpoints
}

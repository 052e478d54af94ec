import { render } from 'preact'
import { App } from './layout/app.tsx'
import { listenToKeys } from './layout/keyboard.ts'
import { refuseStrayDrops } from './layout/stray-drops.ts'
import { readConfig } from './config.ts'
import { bindTriggers, startLoaded } from './model/triggers.ts'
import { makePage } from './model/page.ts'
import { remember, restore } from './model/remember.ts'
import { sessionName } from './client/session-name.ts'
import './style/base.css'
import './style/layout.css'
import './style/notices.css'
import './style/field.css'
import './style/combobox.css'
import './style/file-field.css'
import './style/output.css'
import './style/data.css'
import './style/run.css'

const start = async (root: HTMLElement): Promise<void> => {
  const config = readConfig(JSON.parse(document.getElementById('config')?.textContent ?? 'null'))
  const page = makePage({ config, location: location.href, session: await sessionName() })
  bindTriggers(page)
  remember(page)
  listenToKeys(page)
  refuseStrayDrops()
  restore(page)
  root.querySelector('.late')?.remove()
  render(<App page={page} />, root)
  startLoaded(page)
}

const root = document.getElementById('page')
if (root !== null) void start(root)

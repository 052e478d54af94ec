import { headActions } from '../extras.ts'
import { PageProvider } from '../model/context.ts'
import type { Page } from '../model/page.ts'
import { Banner } from './banner.tsx'
import { Description } from './description.tsx'
import { Children } from './node.tsx'
import { Part } from './part.tsx'
import { Toasts } from './toasts.tsx'
import { RunNotes } from '../run/run-notes.tsx'
import { SchemeSwitch } from './scheme.tsx'

/** The whole page. */
export const App = ({ page }: { readonly page: Page }) => {
  const { title, description, username } = page.config
  return (
    <PageProvider value={page}>
      <header class="top">
        <h1>{title}</h1>
        <div class="actions">
          {headActions.map((Action, index) => (
            <Action key={index} />
          ))}
          <SchemeSwitch />
          {username !== undefined && (
            <a class="logout" href="logout">
              Log out {username}
            </a>
          )}
        </div>
      </header>
      <Banner />
      <main>
        {description !== undefined && <Description text={description} />}
        {page.config.components.size === 0 && <p class="empty">This app has no functions yet.</p>}
        <RunNotes at={undefined} />
        <Part node={page.layout} inside={(node) => <Children of={node} />} />
      </main>
      <Toasts />
    </PageProvider>
  )
}

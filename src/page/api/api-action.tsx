import { OpenOnDemand } from '../history/open-on-demand.tsx'

/** Shows how the functions are called from elsewhere. */
export const ApiAction = () => (
  <OpenOnDemand label="API" load={async () => (await import('./api-drawer.tsx')).ApiDrawer} />
)

export { fakeApp, fakeConfig, fakeInfo, answerJson, openStream, type FakeApp, type Route } from './fake-app.ts'
export { faultProxy, type CannedAnswer, type FaultProxy, type Place, type WireFault } from './fault-proxy.ts'
export { createFakeHub } from './fake-hub/create-fake-hub.ts'
export type * from './fake-hub/contract.ts'

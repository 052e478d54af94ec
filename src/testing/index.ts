export { fakeApp, fakeConfig, fakeInfo, answerJson, openStream, type FakeApp, type Route } from './fake-app.ts'
export { faultProxy, type CannedAnswer, type FaultProxy, type Place, type WireFault } from './fault-proxy.ts'

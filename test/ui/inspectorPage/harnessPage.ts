/// <reference lib="dom" />
import { Harness, type HarnessOptions, type Incoming } from './harness';

declare global {
  interface Window {
    harness: Harness;
    harnessOptions: HarnessOptions;
    acquireVsCodeApi: () => unknown;
  }
}

const harness = new Harness(window.harnessOptions);
window.harness = harness;
window.acquireVsCodeApi = () => ({
  postMessage: (message: Incoming) => {
    const copy = structuredClone(message);
    // As between processes: never in the same turn.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => harness.receive(copy);
    channel.port2.postMessage(undefined);
  },
  getState: () => harness.savedState,
  setState: (state: unknown) => (harness.savedState = state),
});

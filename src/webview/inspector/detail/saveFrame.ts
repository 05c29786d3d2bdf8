import { inspectorSaveFrame } from '../../../protocol/inspector';
import type { Inspector } from '../inspector';

/** Saves the whole frame where a person says. */
export function saveFrame(inspector: Inspector, row: number, frame: number): void {
  void inspector.attempt(async () => {
    const path = await inspector.host.request(inspectorSaveFrame, { row, frame });
    if (path) inspector.say(`Frame saved to ${path}`);
  });
}

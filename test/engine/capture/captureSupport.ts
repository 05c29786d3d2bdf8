import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Capture, type CaptureOptions } from '../../../src/engine/capture/capture';
import { matchingRows } from '../../../src/engine/capture/matchingRows';
import { parseFilter, type Filter } from '../../../src/model/filter/parseFilter';
import type { SessionDefinition } from '../../../src/model/sessionDefinition';
import type { SocketType } from '../../../src/model/socketType';
import { unpackFrames, unpackRows } from '../../../src/protocol/rows';

const folders: string[] = [];
const captures: Capture[] = [];
export const warnings: string[] = [];

export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'capture-'));
  folders.push(folder);
  return folder;
}

export function definitionOf(type: SocketType, id = 'session'): SessionDefinition {
  return {
    id,
    type,
    endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:5556' }],
    subscriptions: [''],
    options: {},
  };
}

export function openCapture(options: Partial<CaptureOptions> & { type?: SocketType } = {}): Capture {
  const capture = new Capture({
    id: 'session',
    definition: definitionOf(options.type ?? 'SUB'),
    folder: options.folder ?? path.join(temporaryFolder(), 'capture'),
    limitBytes: 64 * 1024 * 1024,
    log: { warn: (message) => warnings.push(message) },
    ...options,
  });
  captures.push(capture);
  return capture;
}

/** Ends what the tests opened; for afterEach. */
export async function closeCaptures(): Promise<void> {
  await Promise.all(captures.splice(0).map((capture) => capture.remove()));
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
  warnings.length = 0;
}

/** Waits until something holds, turn by turn of the event loop. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`waited too long until ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function filterOf(text: string): Filter {
  const parsed = parseFilter(text);
  assert.ok(parsed.ok, `the filter ${text} should be valid`);
  return parsed.filter;
}

export interface ReadMessage {
  readonly row: number;
  readonly outgoing: boolean;
  readonly frames: readonly Uint8Array[];
}

/** Reads kept rows with whole frames, in as many requests as it takes. */
export async function readRows(capture: Capture, from = 0, to = Infinity): Promise<ReadMessage[]> {
  const token = { isCancellationRequested: false };
  const messages: ReadMessage[] = [];
  for (let next = from; next < Math.min(to, capture.endRow);) {
    const { rows } = await matchingRows(capture, next, to, filterOf(''), token);
    const unpacked = unpackRows(rows);
    if (unpacked.length === 0) break;
    for (const { row, direction, payload } of unpacked) {
      messages.push({ row, outgoing: direction === 'out', frames: unpackFrames(payload) });
    }
    next = messages.at(-1)!.row + 1;
  }
  return messages;
}

export function assertLedger(capture: Capture): void {
  const { received, sent, kept, evicted, cleared, lost } = capture.ledger;
  assert.equal(received + sent, kept + evicted + cleared + lost, JSON.stringify(capture.ledger));
  assert.equal(received + sent, capture.endRow);
}

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

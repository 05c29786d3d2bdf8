import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { recordingOpen, recordingSave } from '../../../src/protocol/recording';
import {
  replayControl,
  replayDidChange,
  replayList,
  replayStart,
  type ReplayControl,
  type ReplayParams,
  type ReplaySnapshot,
} from '../../../src/protocol/replay';
import { sessionSend, type SessionSnapshot } from '../../../src/protocol/session';
import { type EngineHarness, type HarnessOptions, EngineHarness as Harness } from '../support/engineHarness';

export const wildcard = 'tcp://127.0.0.1:*';
export const bound = { endpoints: [{ role: 'bind' as const, address: wildcard }] };
export const connected = (address: string) => ({ endpoints: [{ role: 'connect' as const, address }] });
export const addressOf = (session: SessionSnapshot) => session.endpoints[0]!.resolved;

const patienceMs = 20_000;

/** Frames that show what would not be byte-exact: empty ones, all bytes, short and long lengths, many parts. */
export const awkward: readonly (readonly Uint8Array[])[] = [
  ['plain'],
  ['a', '', 'b'],
  [Uint8Array.from({ length: 256 }, (_, i) => i)],
  ['short', 'x'.repeat(255), 'y'.repeat(256)],
  ['long', Buffer.alloc(70_000, 7)],
  Array.from({ length: 40 }, (_, i) => `part ${i}`),
  ['x', ''],
].map((frames) => frames.map((frame) => (typeof frame === 'string' ? Buffer.from(frame) : frame)));

export const hexOf = (messages: readonly (readonly Uint8Array[])[]) =>
  messages.map((frames) => frames.map((frame) => Buffer.from(frame).toString('hex')));

/** An engine with what tests of replays do again and again. */
export class ReplayBench {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'replays-'));
  private files = 0;
  private readonly latest = new Map<string, ReplaySnapshot>();
  private readonly watchers = new Set<() => void>();
  /** Every snapshot that the engine told. */
  readonly told: ReplaySnapshot[] = [];

  private constructor(readonly engine: EngineHarness) {
    engine.on(replayDidChange, (snapshot) => {
      this.told.push(snapshot);
      this.latest.set(snapshot.replay, snapshot);
      for (const watcher of [...this.watchers]) watcher();
    });
  }

  static async start(options?: HarnessOptions): Promise<ReplayBench> {
    return new ReplayBench(await Harness.start(options));
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  async send(session: string, frames: readonly (string | Uint8Array)[]): Promise<number> {
    const bytes = frames.map((frame) => ({ bytes: typeof frame === 'string' ? Buffer.from(frame) : frame }));
    return (await this.engine.request(sessionSend, { session, frames: bytes })).row;
  }

  /** Saves what a session captured and opens the file. @returns the file's capture */
  async recordingOf(session: string, compression: 'none' | 'zstd' = 'none'): Promise<string> {
    const file = path.join(this.folder, `${++this.files}.mcap`);
    await this.engine.request(recordingSave, {
      capture: session,
      file,
      compression,
      selection: {},
      task: file,
    });
    return (await this.engine.request(recordingOpen, { file })).capture;
  }

  /** Starts a replay, as fast as the socket takes it and at once unless told otherwise. */
  replay(
    capture: string,
    session: string,
    params: Partial<Omit<ReplayParams, 'capture' | 'session'>> = {},
  ): Promise<ReplaySnapshot> {
    return this.engine.request(replayStart, {
      capture,
      session,
      selection: {},
      timing: { kind: 'fast' },
      awaitPeers: 0,
      loops: 1,
      ...params,
    });
  }

  control(replay: string, control: ReplayControl): Promise<ReplaySnapshot> {
    return this.engine.request(replayControl, { replay, control });
  }

  /** Waits until a replay's newest snapshot satisfies the predicate. */
  async waitFor(replay: string, is: (snapshot: ReplaySnapshot) => boolean): Promise<ReplaySnapshot> {
    for (const snapshot of await this.engine.request(replayList, undefined)) {
      this.latest.set(snapshot.replay, snapshot);
    }
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.watchers.delete(check);
      };
      const check = () => {
        const snapshot = this.latest.get(replay);
        if (!snapshot || !is(snapshot)) return;
        done();
        resolve(snapshot);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`waited ${patienceMs} ms for ${JSON.stringify(this.latest.get(replay))}`));
      }, patienceMs);
      this.watchers.add(check);
      check();
    });
  }

  ended(replay: string): Promise<ReplaySnapshot> {
    return this.waitFor(replay, ({ state }) => ['finished', 'stopped', 'failed'].includes(state));
  }

  /** Waits for the end and makes sure that all was sent. */
  async finished(replay: string, sent: number): Promise<ReplaySnapshot> {
    const snapshot = await this.ended(replay);
    assert.equal(snapshot.state, 'finished', JSON.stringify(snapshot));
    assert.deepEqual([snapshot.sent, snapshot.failed], [sent, 0], JSON.stringify(snapshot));
    return snapshot;
  }
}

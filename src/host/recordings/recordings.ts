import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import {
  type Compression,
  recordingDidChange,
  recordingRepair,
  type RecordingSnapshot,
  recordingStart,
  recordingStop,
} from '../../protocol/recording';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import type { SessionRegistry } from '../sessions/sessionRegistry';
import { continuedPath } from './recordingTarget';

/** The engine died while it recorded: what was written until then is complete, the rest comes into another file. */
export interface Continuation {
  readonly file: string;
  readonly next: string;
}

/** What is being recorded. A recording goes on in a new file when the engine died, and ends with its session. */
export class Recordings implements Disposable {
  private readonly store = new DisposableStore();
  private readonly running = new Map<string, RecordingSnapshot>();
  private readonly compressions = new Map<string, Compression>();
  private readonly didChange = this.store.add(new vscode.EventEmitter<string>());
  /** The session whose recording began, went on or ended. */
  readonly onDidChange = this.didChange.event;
  private readonly didFinish = this.store.add(new vscode.EventEmitter<RecordingSnapshot>());
  /** A recording ended, as wished or not. */
  readonly onDidFinish = this.didFinish.event;

  private readonly didEndWithSession = this.store.add(new vscode.EventEmitter<RecordingSnapshot>());
  /** A recording ended, well, since its session did. */
  readonly onDidEndWithSession = this.didEndWithSession.event;
  private readonly didGoOn = this.store.add(new vscode.EventEmitter<Continuation>());
  readonly onDidGoOn = this.didGoOn.event;
  /** Sessions whose recordings are being ended with them. */
  private readonly ending = new Set<string>();

  constructor(
    private readonly supervisor: EngineSupervisor,
    private readonly registry: SessionRegistry,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(supervisor.onNotification(recordingDidChange, (snapshot) => this.took(snapshot)));
    this.store.add(
      supervisor.onDidChange(({ state }) => {
        if (state === 'running' && this.running.size > 0) void this.goOn();
      }),
    );
    this.store.add(
      registry.onDidChange(() => {
        for (const session of this.running.keys()) if (this.hasEnded(session)) this.end(session);
      }),
    );
  }

  /** @returns what is being recorded of a session. */
  of(session: string): RecordingSnapshot | undefined {
    return this.running.get(session);
  }

  /** @returns what is being recorded to a file. */
  to(file: string): RecordingSnapshot | undefined {
    return [...this.running.values()].find((snapshot) => snapshot.file === file);
  }

  /** Whether the file is one that is being written. */
  isWriting(file: string): boolean {
    return this.to(file) !== undefined;
  }

  /**
   * Begins with the next message.
   * @param file an absolute path where nothing is yet.
   * @throws recording/exists, recording/cannotCreate, recording/running, recording/noCompression
   */
  async start(session: string, file: string, compression: Compression): Promise<RecordingSnapshot> {
    const snapshot = await this.supervisor.request(recordingStart, { session, file, compression });
    this.compressions.set(session, compression);
    this.took(snapshot);
    return snapshot;
  }

  /** Resolves when the file is complete. */
  async stop(session: string): Promise<RecordingSnapshot> {
    const snapshot = await this.supervisor.request(recordingStop, { session });
    this.took(snapshot);
    return snapshot;
  }

  dispose(): void {
    this.store.dispose();
  }

  private took(snapshot: RecordingSnapshot): void {
    const { session, state } = snapshot;
    const isOver = state === 'finished' || state === 'failed';
    if (!isOver) this.running.set(session, snapshot);
    else if (this.running.delete(session)) this.didFinish.fire(snapshot);
    this.didChange.fire(session);
  }

  private end(session: string): void {
    if (this.ending.has(session)) return;
    this.ending.add(session);
    this.stop(session)
      .then((snapshot) => {
        if (snapshot.state === 'finished') this.didEndWithSession.fire(snapshot);
      })
      .catch((error: unknown) => {
        this.log.warn(`the recording of ${session} could not be stopped: ${errorInfoOf(error).message}`);
      })
      .finally(() => this.ending.delete(session));
  }

  private hasEnded(session: string): boolean {
    const snapshot = this.registry.entry(session)?.snapshot;
    return (
      this.supervisor.health.state === 'running' &&
      (!snapshot || snapshot.state === 'closed' || snapshot.state === 'failed')
    );
  }

  /** The engine died and is back: what it wrote is completed, and the recording goes on in a file of its own. */
  private async goOn(): Promise<void> {
    for (const [session, snapshot] of [...this.running]) {
      const { file, state } = snapshot;
      if (state !== 'recording') continue;
      try {
        const { messages, bytes } = await this.supervisor.request(recordingRepair, { file });
        const entry = this.registry.entry(session);
        if (!entry || entry.snapshot.state !== 'open') throw interrupted(file);
        const next = continuedPath(file);
        await this.start(session, next, this.compressions.get(session) ?? 'none');
        this.log.info(`The recording ${file} goes on in ${next}.`);
        this.didFinish.fire({ ...snapshot, state: 'finished', messages, bytes });
        this.didGoOn.fire({ file, next });
      } catch (error) {
        this.took({ ...snapshot, state: 'failed', error: errorInfoOf(error) });
      }
    }
  }
}

function interrupted(file: string): WorkbenchError {
  return new WorkbenchError({
    code: 'recording/interrupted',
    message: vscode.l10n.t(
      'The recording {0} ended with the engine, since its session did not open again. What was written until then is in the file.',
      path.basename(file),
    ),
  });
}

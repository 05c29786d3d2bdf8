import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { unknownSession } from '../../model/sessionDefinition';
import type { Ledger } from '../../protocol/capture';
import { recordingClose, recordingOpen, type OpenedRecording } from '../../protocol/recording';
import type { SessionSnapshot } from '../../protocol/session';
import type { EngineClient } from '../engine/engineClient';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import type { InspectorSubject } from '../inspector/inspectorSubject';
import { closedSnapshot } from '../sessions/closedSnapshot';

/** A recording's file as an inspector's subject. It is opened in each engine process that is asked about it. */
export class RecordingSubject implements InspectorSubject, Disposable {
  readonly purpose = 'files';
  private readonly didChange = new vscode.EventEmitter<void>();
  readonly onDidChange = this.didChange.event;
  /** Messages that cannot be read, as far as they were looked at. */
  private damaged = 0;
  private readonly didFindDamage = new vscode.EventEmitter<number>();
  readonly onDidFindDamage = this.didFindDamage.event;
  private opening: { readonly client: EngineClient; readonly opened: Promise<OpenedRecording> } | undefined;
  private summary: OpenedRecording | undefined;

  private constructor(
    readonly file: string,
    private readonly supervisor: EngineSupervisor,
  ) {}

  /** @throws recording/cannotRead, recording/notMcap and why the engine does not run */
  static async open(file: string, supervisor: EngineSupervisor): Promise<RecordingSubject> {
    const subject = new RecordingSubject(file, supervisor);
    await subject.capture();
    return subject;
  }

  get id(): string {
    return this.file;
  }

  get label(): string {
    return path.basename(this.file);
  }

  get recording(): OpenedRecording | undefined {
    return this.summary;
  }

  /** The recorded session, as it would look closed. */
  get snapshot(): SessionSnapshot {
    const { definition = unknownSession, messages = 0 } = this.summary ?? {};
    return { ...closedSnapshot({ ...definition, id: this.id }), received: messages };
  }

  async capture(): Promise<string> {
    const client = await this.supervisor.ensure('files');
    if (this.opening?.client !== client) {
      this.opening = { client, opened: client.request(recordingOpen, { file: this.file }) };
    }
    const { opening } = this;
    try {
      this.summary = await opening.opened;
    } catch (error) {
      // The next one to ask tries again.
      if (this.opening === opening) this.opening = undefined;
      throw error;
    }
    return this.summary.capture;
  }

  heard({ lost }: Ledger): void {
    if (lost === this.damaged) return;
    this.damaged = lost;
    this.didFindDamage.fire(lost);
  }

  /** Reads the file anew, as after a repair. */
  async refresh(): Promise<void> {
    this.damaged = 0;
    await this.close();
    await this.capture();
    this.didChange.fire();
  }

  dispose(): void {
    this.close().catch(() => undefined);
    this.didChange.dispose();
    this.didFindDamage.dispose();
  }

  private async close(): Promise<void> {
    const { opening } = this;
    this.opening = undefined;
    if (!opening || this.supervisor.pid !== opening.client.pid) return;
    const { capture } = await opening.opened;
    await opening.client.request(recordingClose, { capture });
  }
}

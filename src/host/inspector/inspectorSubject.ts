import type * as vscode from 'vscode';
import type { Ledger } from '../../protocol/capture';
import type { RecordingSummary } from '../../protocol/recording';
import type { SessionSnapshot } from '../../protocol/session';
import type { EnginePurpose } from '../engine/engineSupervisor';

/** What an inspector shows: a session, or a recording. */
export interface InspectorSubject {
  /** What the page calls its capture. */
  readonly id: string;
  readonly label: string;
  /** Undefined when it is gone. */
  readonly snapshot: SessionSnapshot | undefined;
  readonly recording?: RecordingSummary;
  /** A recording is a file, which shows in untrusted workspaces too. */
  readonly purpose: EnginePurpose;
  /** The snapshot may be another. */
  readonly onDidChange: vscode.Event<void>;
  /** What an inspector heard of the capture. */
  heard?(ledger: Ledger): void;
  /** @returns what the running engine calls the capture. */
  capture(): Promise<string>;
}

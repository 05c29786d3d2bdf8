import type * as vscode from 'vscode';
import type { ComposerDraft, InspectorState } from '../../protocol/inspector';
import type { CountedRows } from './countedRows';

const historyLimit = 50;
/** A draft that is larger is sent but not remembered: workspace state is no place for payloads. */
const largestDraft = 64 * 1024;

/** What is kept per session for its inspector: what a person set, and what they sent. */
export class InspectorMemory {
  private readonly counted = new Map<string, CountedRows>();

  constructor(private readonly state: vscode.Memento) {}

  stateOf(session: string): Partial<InspectorState> {
    return { ...this.state.get<Partial<InspectorState>>(stateKey(session), {}), session };
  }

  async saveState(session: string, value: InspectorState): Promise<void> {
    await this.state.update(stateKey(session), value);
  }

  /** What the inspector on screen has counted; undefined where none is. */
  countedOf(session: string): CountedRows | undefined {
    return this.counted.get(session);
  }

  setCounted(session: string, rows: CountedRows | undefined): void {
    if (rows) this.counted.set(session, rows);
    else this.counted.delete(session);
  }

  /** Newest first. */
  historyOf(session: string): readonly ComposerDraft[] {
    return this.state.get<readonly ComposerDraft[]>(historyKey(session), []);
  }

  async addToHistory(session: string, draft: ComposerDraft): Promise<readonly ComposerDraft[]> {
    const text = JSON.stringify(draft);
    const history = this.historyOf(session);
    if (text.length > largestDraft) return history;
    const others = history.filter((known) => JSON.stringify(known) !== text);
    const longer = [draft, ...others].slice(0, historyLimit);
    await this.state.update(historyKey(session), longer);
    return longer;
  }

  async forget(session: string): Promise<void> {
    await this.state.update(stateKey(session), undefined);
    await this.state.update(historyKey(session), undefined);
  }
}

const stateKey = (session: string) => `zeromq.inspector.state.${session}`;
const historyKey = (session: string) => `zeromq.inspector.history.${session}`;

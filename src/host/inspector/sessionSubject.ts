import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { SessionRegistry } from '../sessions/sessionRegistry';
import type { InspectorSubject } from './inspectorSubject';

/** A session as an inspector's subject. */
export class SessionSubject implements InspectorSubject, Disposable {
  readonly purpose = 'sessions';
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.didChange.event;

  constructor(
    readonly id: string,
    private readonly registry: SessionRegistry,
  ) {
    this.store.add(
      registry.onDidChange((change) => {
        if (change === 'all' || change.has(id)) this.didChange.fire();
      }),
    );
  }

  get label(): string {
    return this.registry.get(this.id).label;
  }

  get snapshot() {
    return this.registry.entry(this.id)?.snapshot;
  }

  capture(): Promise<string> {
    return Promise.resolve(this.id);
  }

  dispose(): void {
    this.store.dispose();
  }
}

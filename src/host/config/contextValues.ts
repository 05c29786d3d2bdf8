import * as vscode from 'vscode';
import type { ContextKey, ContextValues } from './contextKeys';

/** Sets context keys, and only when they change: each `setContext` crosses to the window. */
export class ContextStore {
  private readonly known = new Map<ContextKey, unknown>();

  set<K extends ContextKey>(key: K, value: ContextValues[K]): void {
    if (this.known.get(key) === value) return;
    this.known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}

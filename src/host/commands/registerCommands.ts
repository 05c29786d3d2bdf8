import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { errorInfoOf } from '../../base/workbenchError';
import { type ArgumentsOf, type CommandId, commandIds, type ResultOf } from '../config/commandIds';
import { isUseNode, type UseNode } from '../endpoints/useNode';
import { type EndpointsNode, isEndpointsNode } from '../endpointsView/endpointsNode';
import { isUseReference, type UseReference } from '../endpoints/useReference';
import { isRecordingNode, type RecordingNode } from '../recordings/recordingNode';
import { isSessionsNode, makeNode, type SessionsNode } from '../sessions/sessionNode';
import { ArgumentReader } from './argumentReader';
import type { Command, CommandTable } from './command';
import { reportError } from './reportError';
import type { RowsWish } from './rowSelection';

const cancelledShowsMs = 5000;

export interface CommandContext {
  readonly log: vscode.LogOutputChannel;
  /**
   * The element that keybindings mean: the one that the keyboard is on in the view, or the session of the inspector in
   * front.
   */
  readonly elementOn: (place: 'selection' | 'inspector') => Promise<SessionsNode | undefined>;
  /** The same of the Recordings view. */
  readonly recordingOn: () => Promise<RecordingNode | undefined>;
}

/**
 * Registers every command behind one wrapper. With an argument object a command asks nothing and rejects with the
 * error; without one, or called on an element of the view, it asks, and errors are shown with what helps.
 */
export function registerCommands(table: CommandTable, context: CommandContext): Disposable {
  const store = new DisposableStore();
  const register = <Id extends CommandId>(id: Id) => {
    const command: Command<ArgumentsOf<Id>, ResultOf<Id>> = table[id];
    store.add(
      vscode.commands.registerCommand(id, (raw: unknown, more: unknown) =>
        invoke(id, command, [raw, more], context),
      ),
    );
  };
  for (const id of commandIds) register(id);
  return store;
}

async function invoke<A, R>(
  id: CommandId,
  command: Command<A, R>,
  [raw, more]: readonly [unknown, unknown],
  context: CommandContext,
): Promise<R | undefined> {
  const { log } = context;
  const called = await callOf(raw, context);
  if (!called) return undefined;
  if (called.by === 'program') {
    try {
      return await command.run(command.read(ArgumentReader.of(id, called.args)));
    } catch (error) {
      const { code, message, detail } = errorInfoOf(error);
      log.error(`${id}: ${code}: ${message} ${detail ?? ''}`);
      throw error;
    }
  }
  const { on, file, at, resource } = called;
  return perform({ id, command, on, file, at, resource, wish: wishOf(more), log });
}

interface Performance<A, R> {
  readonly id: CommandId;
  readonly command: Command<A, R>;
  readonly on: SessionsNode | undefined;
  readonly file: string | undefined;
  readonly wish: RowsWish | undefined;
  readonly at: UseNode | UseReference | EndpointsNode | undefined;
  readonly resource: vscode.Uri | undefined;
  readonly log: vscode.LogOutputChannel;
}

/** Runs a command for a person, asking for its answers where they were not given yet. */
async function perform<A, R>(performance: Performance<A, R>, answers?: A): Promise<R | undefined> {
  const { id, command, on, file, wish, at, resource, log } = performance;
  let args = answers;
  let result: R | undefined;
  // The session that the answers name is what an error is about, where it was called on none.
  const about = () => on ?? sessionOf(args);
  const again = async () => {
    if (args === undefined) return;
    const retried = args;
    if (!command.retry) await perform(performance, retried);
    else await shown({ id, log, about }, async () => command.retry?.(retried, result), again);
  };
  const run = async () => {
    args ??= command.ask
      ? await command.ask(on, file, wish, at, resource)
      : command.read(ArgumentReader.of(id, {}));
    if (args === undefined) return undefined;
    result = await command.run(args);
    await command.after?.(result, args);
    return result;
  };
  return shown({ id, log, about }, run, again);
}

interface Occasion {
  readonly id: CommandId;
  readonly log: vscode.LogOutputChannel;
  /** The element that an error is about. */
  readonly about: () => SessionsNode | undefined;
}

/** @returns undefined where it failed, which is then shown with what helps. */
async function shown<T>(
  { id, about, log }: Occasion,
  work: () => Promise<T>,
  again: () => Promise<void>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const info = errorInfoOf(error);
    if (info.code === 'task/cancelled') {
      // Nothing failed: it was the person who cancelled.
      log.info(`${id}: ${info.message}`);
      vscode.window.setStatusBarMessage(info.message, cancelledShowsMs);
      return undefined;
    }
    log.error(`${id}: ${info.code}: ${info.message} ${info.detail ?? ''}`);
    // Not awaited: the command is over, the message may stay for long.
    void reportError(info, about(), again);
    return undefined;
  }
}

/** The session that the answers name, for what helps against an error. */
function sessionOf(args: unknown): SessionsNode | undefined {
  // There are no answers yet where asking for them failed.
  const { session } = (args ?? {}) as { readonly session?: unknown };
  return typeof session === 'string' ? makeNode({ kind: 'session', session }) : undefined;
}

type Call =
  | { readonly by: 'program'; readonly args: unknown }
  | {
      readonly by: 'person';
      readonly on: SessionsNode | undefined;
      readonly file?: string;
      readonly at?: UseNode | UseReference | EndpointsNode;
      readonly resource?: vscode.Uri;
    };

async function callOf(raw: unknown, { elementOn, recordingOn }: CommandContext): Promise<Call | undefined> {
  if (raw === undefined || raw === null) return { by: 'person', on: undefined };
  if (isSessionsNode(raw)) return { by: 'person', on: raw };
  if (isRecordingNode(raw)) return { by: 'person', on: undefined, file: raw.file };
  if (isUseNode(raw) || isUseReference(raw) || isEndpointsNode(raw)) {
    return { by: 'person', on: undefined, at: raw };
  }
  // Keybindings: `"args": {"on": "selection"}`.
  if (typeof raw === 'object' && 'on' in raw && (raw.on === 'selection' || raw.on === 'inspector')) {
    return { by: 'person', on: await elementOn(raw.on) };
  }
  if (typeof raw === 'object' && 'on' in raw && raw.on === 'recording') {
    const node = await recordingOn();
    return node && { by: 'person', on: undefined, file: node.file };
  }
  // The explorer and title bars of editors of files.
  if (raw instanceof vscode.Uri && /\.(mcap|jsonl)$/.test(raw.path)) {
    return { by: 'person', on: undefined, file: raw.fsPath };
  }
  // Title bars of other editors, context menus of webviews and of the explorer tell where they are.
  if (raw instanceof vscode.Uri || (typeof raw === 'object' && ('groupId' in raw || 'webview' in raw))) {
    const resource = raw instanceof vscode.Uri ? raw : undefined;
    return { by: 'person', on: await elementOn('inspector'), resource };
  }
  return { by: 'program', args: raw };
}

/** @param more what follows the element; menus of trees have a list there. */
function wishOf(more: unknown): RowsWish | undefined {
  const isWish = typeof more === 'object' && more !== null && 'rows' in more && more.rows === 'selected';
  return isWish ? 'selected' : undefined;
}

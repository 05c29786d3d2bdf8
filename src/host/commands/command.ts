import type * as vscode from 'vscode';
import type { ArgumentsOf, CommandId, ResultOf } from '../config/commandIds';
import type { SessionsNode } from '../sessions/sessionNode';
import type { ArgumentReader } from './argumentReader';
import type { UseNode } from '../endpoints/useNode';
import type { EndpointsNode } from '../endpointsView/endpointsNode';
import type { UseReference } from '../endpoints/useReference';
import type { RowsWish } from './rowSelection';

/** One command: how its arguments are read, how a person is asked for them, and what it does with them. */
export interface Command<A, R> {
  /** @throws command/badArgument */
  read(reader: ArgumentReader): A;
  /**
   * Asks for what is missing.
   * @param on the element of the Sessions view that it was called on.
   * @param file the recording, or the file to import, that it was called on.
   * @param wish the rows that it was called on.
   * @param at the place in the source, or the element of the Endpoints view, that it was called on.
   * @param resource the file or folder of the explorer that it was called on.
   * @returns undefined when the person went away.
   */
  ask?(
    on: SessionsNode | undefined,
    file?: string,
    wish?: RowsWish,
    at?: UseNode | UseReference | EndpointsNode,
    resource?: vscode.Uri,
  ): Promise<A | undefined>;
  run(args: A): Promise<R>;
  /** What a person expects to see afterwards; not done for programs. */
  after?(result: R, args: A): Promise<void>;
  /**
   * What Retry does about a failure that may pass. Without it the command runs again with the same answers.
   * @param result where it failed in `after`.
   */
  retry?(args: A, result: R | undefined): Promise<void>;
}

export type CommandTable = { readonly [Id in CommandId]: Command<ArgumentsOf<Id>, ResultOf<Id>> };

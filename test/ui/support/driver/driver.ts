/** An extension that does in the extension host what a test asks for. Loaded beside the one under test. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import {
  fromLine,
  portVariable,
  toLine,
  type DriverAnswer,
  type DriverFailure,
  type DriverHello,
  type DriverRequest,
} from './protocol';

export function activate(): void {
  const socket = connect(Number(process.env[portVariable]), '127.0.0.1');
  // the connection lasts as long as this process, whose end the test can thus see
  socket.on('error', () => undefined);
  const send = (value: DriverHello | DriverAnswer): void => void socket.write(toLine(value));
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  send({ folder: (workspaceFile ?? workspaceFolders?.[0]?.uri)?.fsPath ?? '' });
  createInterface({ input: socket }).on('line', (line) => {
    const request = fromLine(line) as DriverRequest;
    perform(request).then(
      (value) => send({ id: request.id, value }),
      (error: unknown) => send({ id: request.id, failure: failureOf(error) }),
    );
  });
}

async function perform(request: DriverRequest): Promise<unknown> {
  if (request.op === 'execute') return vscode.commands.executeCommand(request.command, ...request.args);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(`return (${request.source})`) as () => (
    api: typeof vscode,
    argument: unknown,
  ) => unknown;
  return make()(vscode, request.argument);
}

function failureOf(error: unknown): DriverFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { code } = error as { code?: unknown };
  return { name: error.name, message: error.message, code: typeof code === 'string' ? code : undefined };
}

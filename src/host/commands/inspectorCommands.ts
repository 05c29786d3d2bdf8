import * as vscode from 'vscode';
import { captureClear } from '../../protocol/capture';
import type { SessionArgument } from '../config/commandArguments';
import type { SessionsNode } from '../sessions/sessionNode';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';
import { askSession, resolveSession } from './sessionTarget';

type InspectorCommandId =
  'zeromq.inspector.open' | 'zeromq.inspector.pause' | 'zeromq.inspector.resume' | 'zeromq.inspector.clear';

export function inspectorCommands(workbench: Workbench): Pick<CommandTable, InspectorCommandId> {
  const { registry, inspectors, supervisor } = workbench;
  const read = (reader: ArgumentReader): SessionArgument => ({ session: reader.string('session') });
  /** The inspector in front is meant, where there is one. */
  const ask = async (on: SessionsNode | undefined): Promise<SessionArgument | undefined> => {
    const front = inspectors.activeSession;
    if (!on && front !== undefined) return { session: front };
    const entry = await askWhich(workbench, on);
    return entry && { session: entry.id };
  };
  return {
    'zeromq.inspector.open': {
      read,
      async ask(on) {
        const entry = await askWhich(workbench, on);
        return entry && { session: entry.id };
      },
      run({ session }) {
        inspectors.open(resolveSession(registry, session).id);
        return Promise.resolve();
      },
    },
    'zeromq.inspector.pause': {
      read,
      ask,
      run({ session }) {
        inspectors.perform(resolveSession(registry, session).id, { action: 'pause' });
        return Promise.resolve();
      },
    },
    'zeromq.inspector.resume': {
      read,
      ask,
      run({ session }) {
        inspectors.perform(resolveSession(registry, session).id, { action: 'resume' });
        return Promise.resolve();
      },
    },
    'zeromq.inspector.clear': {
      read,
      ask,
      run: ({ session }) =>
        supervisor.request(captureClear, { capture: resolveSession(registry, session).id }),
    },
  };
}

function askWhich({ registry, inspectors }: Workbench, on: SessionsNode | undefined) {
  return askSession({
    registry,
    on,
    where: () => true,
    placeholder: vscode.l10n.t('Which session?'),
    none: vscode.l10n.t('There is no session yet.'),
    front: inspectors.activeSession,
  });
}

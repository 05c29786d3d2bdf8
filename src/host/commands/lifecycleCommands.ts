import * as vscode from 'vscode';
import type { SessionArgument } from '../config/commandArguments';
import type { CommandId } from '../config/commandIds';
import type { SessionsNode } from '../sessions/sessionNode';
import type { SessionEntry } from '../sessions/sessionRegistry';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';
import { sessionAnswer } from './sessionAnswer';
import { askSession, isOpen, resolveSession } from './sessionTarget';

type LifecycleCommandId =
  | 'zeromq.session.close'
  | 'zeromq.session.closeAll'
  | 'zeromq.session.remove'
  | 'zeromq.session.rename'
  | 'zeromq.session.duplicate'
  | 'zeromq.session.list'
  | 'zeromq.session.openSettings';

export function lifecycleCommands(workbench: Workbench): Pick<CommandTable, LifecycleCommandId> {
  const { registry, memory } = workbench;
  const read = (reader: ArgumentReader): SessionArgument => ({ session: reader.string('session') });
  const idOf = ({ session }: SessionArgument) => resolveSession(registry, session).id;
  return {
    'zeromq.session.close': {
      read,
      ask: async (on) =>
        argumentOf(await askOne(workbench, on, isOpen, vscode.l10n.t('No session is open.'))),
      run: (args) => registry.close(idOf(args)),
    },
    'zeromq.session.closeAll': {
      read: () => ({}),
      async run() {
        const open = registry.list().filter(isOpen);
        await Promise.all(open.map(({ id }) => registry.close(id)));
        return open.length;
      },
    },
    'zeromq.session.remove': {
      read,
      async ask(on) {
        if (on && on.kind !== 'session') {
          await removePart(on);
          return undefined;
        }
        const entry = await askOne(workbench, on);
        return entry && (await confirmRemoval(entry)) ? argumentOf(entry) : undefined;
      },
      async run(args) {
        const id = idOf(args);
        await registry.remove(id);
        await memory.forget(id);
      },
    },
    'zeromq.session.rename': {
      read: (reader) => ({ ...read(reader), name: reader.string('name') }),
      async ask(on) {
        // The key reaches everything in the view, but only sessions have names.
        if (on && on.kind !== 'session') return undefined;
        const entry = await askOne(workbench, on);
        if (!entry) return undefined;
        const name = await vscode.window.showInputBox({
          title: vscode.l10n.t('Rename {0}', entry.label),
          prompt: vscode.l10n.t('Empty: the session is called after its type and first endpoint.'),
          value: entry.definition.name ?? entry.label,
        });
        return name === undefined ? undefined : { session: entry.id, name };
      },
      run: (args) => registry.rename(idOf(args), args.name.trim()),
    },
    'zeromq.session.duplicate': {
      read,
      ask: async (on) => argumentOf(await askOne(workbench, on)),
      async run(args) {
        const { definition, label, saved } = registry.get(idOf(args));
        const id = crypto.randomUUID();
        const name = definition.name && vscode.l10n.t('{0} (copy)', label);
        await registry.add({ ...definition, id, name }, saved);
        return id;
      },
    },
    'zeromq.session.list': {
      read: () => ({}),
      run: () => Promise.resolve(registry.list().map(sessionAnswer)),
    },
    'zeromq.session.openSettings': {
      read: () => ({}),
      async run() {
        const hasWorkspace = vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.length;
        const target = hasWorkspace ? 'openWorkspaceSettingsFile' : 'openSettingsJson';
        await vscode.commands.executeCommand(`workbench.action.${target}`, {
          revealSetting: { key: 'zeromq.sessions', edit: false },
        });
      },
    },
  };
}

const argumentOf = (entry: SessionEntry | undefined): SessionArgument | undefined =>
  entry && { session: entry.id };

function askOne(
  { registry, inspectors }: Workbench,
  on: SessionsNode | undefined,
  where: (entry: SessionEntry) => boolean = () => true,
  none = vscode.l10n.t('There is no session yet.'),
) {
  return askSession({
    registry,
    on,
    where,
    none,
    placeholder: vscode.l10n.t('Which session?'),
    front: inspectors.activeSession,
  });
}

/** The key that removes a session, pressed on something that a session has: never takes the session itself. */
async function removePart(on: Exclude<SessionsNode, { kind: 'session' }>): Promise<void> {
  const command = removingCommand(on);
  if (command) await vscode.commands.executeCommand(command, on);
}

function removingCommand(on: Exclude<SessionsNode, { kind: 'session' }>): CommandId | undefined {
  switch (on.kind) {
    case 'endpoint':
      return on.role === 'bind' ? 'zeromq.session.unbind' : 'zeromq.session.disconnect';
    case 'subscription':
      return 'zeromq.session.unsubscribe';
    case 'replay':
      return 'zeromq.replay.dismiss';
    case 'events':
    case 'event':
    case 'problem':
      return undefined;
  }
}

async function confirmRemoval(entry: SessionEntry): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the session “{0}”?', entry.label),
    {
      modal: true,
      detail: entry.saved
        ? vscode.l10n.t('Its definition is deleted from the settings and what it captured is dropped.')
        : vscode.l10n.t('What it captured is dropped.'),
    },
    remove,
  );
  return chosen === remove;
}

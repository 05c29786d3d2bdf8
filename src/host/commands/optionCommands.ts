import * as vscode from 'vscode';
import type { OptionValues } from '../../model/sessionDefinition';
import { socketOption } from '../../model/socketOption';
import type { SessionEntry } from '../sessions/sessionRegistry';
import type { Workbench } from '../workbench';
import { askOptions } from './askOptions';
import type { CommandTable } from './command';
import { checkOptionValues } from './definitionCheck';
import { askSession, resolveSession } from './sessionTarget';

export function optionCommands(workbench: Workbench): Pick<CommandTable, 'zeromq.session.editOptions'> {
  const { registry, inspectors } = workbench;
  return {
    'zeromq.session.editOptions': {
      read: (reader) => ({
        session: reader.string('session'),
        options: reader.record('options') as OptionValues,
        reopen: reader.optionalBoolean('reopen'),
      }),
      async ask(on) {
        const entry = await askSession({
          registry,
          on,
          where: () => true,
          placeholder: vscode.l10n.t('Which session?'),
          none: vscode.l10n.t('There is no session yet.'),
          front: inspectors.activeSession,
        });
        const options = entry && (await askOptions(entry));
        if (!options) return undefined;
        const reopen = await askReopen(entry, options);
        return reopen === undefined ? undefined : { session: entry.id, options, reopen };
      },
      async run({ session, options, reopen = false }) {
        const { id, definition } = resolveSession(registry, session);
        checkOptionValues(definition.type, options);
        return { needReopen: await registry.setOptions(id, options, reopen) };
      },
    },
  };
}

/** @returns whether to reopen, or undefined when the person went away. */
async function askReopen(
  { label, snapshot }: SessionEntry,
  options: OptionValues,
): Promise<boolean | undefined> {
  const waiting = Object.keys(options).filter((name) => socketOption(name)?.takesEffect === 'reopen');
  if (snapshot.state !== 'open' || waiting.length === 0) return false;
  const now = vscode.l10n.t('Reopen Now');
  const later = vscode.l10n.t('At the Next Opening');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Reopen “{0}” to apply {1}?', label, waiting.join(', ')),
    {
      modal: true,
      detail: vscode.l10n.t(
        'These options apply only before bind or connect. Reopening drops the connections and makes them anew; what was captured stays.',
      ),
    },
    now,
    later,
  );
  return chosen === undefined ? undefined : chosen === now;
}

import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { WorkbenchError } from '../../base/workbenchError';
import type { DefinitionProblem } from '../../model/parseDefinition';
import type { SessionDefinition } from '../../model/sessionDefinition';
import { readDefinitions, withDefinition, withoutDefinition } from './definitionList';

/** Whose settings an entry is in: the workspace's, which a team shares, or the user's. */
export type SettingsPlace = 'workspace' | 'user';

export interface StoredDefinition {
  readonly definition: SessionDefinition;
  readonly place: SettingsPlace;
}

export interface PlacedProblem extends DefinitionProblem {
  readonly place: SettingsPlace;
}

const setting = 'zeromq.sessions';

/**
 * The definitions in the settings. New ones go to the workspace's settings where a folder or workspace is open,
 * else to the user's; a known one is changed where it is. What cannot be read is reported and kept as it is.
 */
export class DefinitionStore implements Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new Emitter<void>());
  /** Someone edited the setting, ourselves included. */
  readonly onDidChange = this.didChange.event;
  private stored: ReadonlyMap<string, StoredDefinition> = new Map();
  private faults: readonly PlacedProblem[] = [];
  /** Writes one after another: each starts from what the one before has left in the file. */
  private writing: Promise<void> = Promise.resolve();

  constructor() {
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(setting)) return;
        this.read();
        this.didChange.fire();
      }),
    );
    this.read();
  }

  get definitions(): ReadonlyMap<string, StoredDefinition> {
    return this.stored;
  }

  get problems(): readonly PlacedProblem[] {
    return this.faults;
  }

  /** Where a new definition goes. */
  get homePlace(): SettingsPlace {
    return vscode.workspace.workspaceFile || vscode.workspace.workspaceFolders?.length ? 'workspace' : 'user';
  }

  /** @throws settings/notAList, settings/notWritten */
  put(definition: SessionDefinition): Promise<void> {
    const place = this.stored.get(definition.id)?.place ?? this.homePlace;
    return this.write(place, (raw) => withDefinition(raw, definition));
  }

  async delete(id: string): Promise<void> {
    const place = this.stored.get(id)?.place;
    if (place) await this.write(place, (raw) => withoutDefinition(raw, id));
  }

  dispose(): void {
    this.store.dispose();
  }

  private read(): void {
    const stored = new Map<string, StoredDefinition>();
    const faults: PlacedProblem[] = [];
    for (const place of ['workspace', 'user'] as const) {
      const raw = rawSetting(place);
      if (raw === undefined) continue;
      const { listed, problems } = readDefinitions(raw);
      faults.push(...problems.map((problem) => ({ ...problem, place })));
      for (const { definition, index } of listed) {
        if (stored.has(definition.id))
          faults.push({ index, place, field: 'id', message: taken(definition.id) });
        else stored.set(definition.id, { definition, place });
      }
    }
    this.stored = stored;
    this.faults = faults;
  }

  private write(
    place: SettingsPlace,
    change: (raw: readonly unknown[]) => readonly unknown[],
  ): Promise<void> {
    const done = this.writing.then(async () => {
      const raw = rawSetting(place) ?? [];
      if (!Array.isArray(raw)) throw notAList();
      const target =
        place === 'workspace' ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
      try {
        await vscode.workspace.getConfiguration().update(setting, change(raw), target);
      } catch (error) {
        throw notWritten(error);
      }
      this.read();
    });
    this.writing = done.catch(() => undefined);
    return done;
  }
}

function rawSetting(place: SettingsPlace): unknown {
  const found = vscode.workspace.getConfiguration().inspect<unknown>(setting);
  return place === 'workspace' ? found?.workspaceValue : found?.globalValue;
}

const taken = (id: string) =>
  vscode.l10n.t(
    'The id {0} is taken by a session of the workspace’s settings, which is shown in its place.',
    id,
  );

const notAList = () =>
  new WorkbenchError({
    code: 'settings/notAList',
    message: vscode.l10n.t(
      'The setting zeromq.sessions is not a list, so nothing can be added to it. Correct it first.',
    ),
    action: 'openSettings',
  });

const notWritten = (cause: unknown) =>
  new WorkbenchError({
    code: 'settings/notWritten',
    message: vscode.l10n.t('The session could not be written to the settings: {0}', String(cause)),
    action: 'openSettings',
  });

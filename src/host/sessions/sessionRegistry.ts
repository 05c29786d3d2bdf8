import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import {
  type EndpointDefinition,
  labelOf,
  type OptionValues,
  type SessionDefinition,
} from '../../model/sessionDefinition';
import { secretOptions, withoutSecrets } from '../../model/socketOption';
import {
  sessionAddEndpoint,
  sessionClose,
  sessionDidChange,
  sessionList,
  sessionOpen,
  sessionRemove,
  sessionRemoveEndpoint,
  sessionRename,
  sessionSetOptions,
  type OpenParams,
  type SessionSnapshot,
  sessionSubscribe,
  sessionUnsubscribe,
} from '../../protocol/session';
import type { EngineClient } from '../engine/engineClient';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import { closedOrFailed, closedSnapshot, isLive } from './closedSnapshot';
import type { DefinitionStore } from './definitionStore';
import { addedEndpoint, endpointAt, failedEndpointAt, isWildcardBind, sameEndpoint } from './endpointLookup';

/** A session as the views show it: as the engine runs it, or as its definition says while it is closed. */
export interface SessionEntry {
  readonly id: string;
  readonly label: string;
  readonly definition: SessionDefinition;
  readonly snapshot: SessionSnapshot;
  /** Whether the definition is in the settings. */
  readonly saved: boolean;
}

/** `all`: sessions came or went. Otherwise the sessions whose state changed. */
export type SessionChange = 'all' | ReadonlySet<string>;

const openTimeout = 60_000;

/** Joins the definitions of the settings with what the engine tells about them. */
export class SessionRegistry implements Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new Emitter<SessionChange>());
  readonly onDidChange = this.didChange.event;
  /** Sessions of this window that the settings do not hold. */
  private readonly unsaved = new Map<string, SessionDefinition>();
  private readonly live = new Map<string, SessionSnapshot>();
  /** Options that are not written down, by session. */
  private readonly runOptions = new Map<string, OptionValues>();
  /** Open when the engine stopped for good; a restart that a person asks for reopens them. */
  private readonly interrupted = new Map<string, SessionSnapshot>();

  constructor(
    private readonly definitions: DefinitionStore,
    private readonly supervisor: EngineSupervisor,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(definitions.onDidChange(() => this.definitionsChanged()));
    this.store.add(supervisor.onNotification(sessionDidChange, (snapshot) => this.received(snapshot)));
    this.store.add(
      supervisor.onDidChange(({ state }) => {
        if (state === 'stopped') this.engineStopped();
      }),
    );
    supervisor.onRestarted = (client) => this.reopen(client);
  }

  list(): readonly SessionEntry[] {
    const ids = new Set([...this.definitions.definitions.keys(), ...this.unsaved.keys()]);
    return [...ids].map((id) => this.entry(id)).filter((entry) => entry !== undefined);
  }

  entry(id: string): SessionEntry | undefined {
    const live = this.live.get(id);
    const stored = this.definitions.definitions.get(id);
    const written = stored?.definition ?? this.unsaved.get(id);
    if (!written) return undefined;
    const definition = live && isLive(live) ? live.definition : written;
    const snapshot = live && isLive(live) ? live : closedOrFailed(definition, live);
    // Who is to connect needs the port that was given for `*`.
    const [first] = snapshot.endpoints;
    const given = first?.address.includes('*') && isWildcardBind(first) ? first.resolved : undefined;
    return { id, label: labelOf(definition, given), definition, snapshot, saved: stored !== undefined };
  }

  /** @throws session/unknown */
  get(id: string): SessionEntry {
    const entry = this.entry(id);
    if (entry) return entry;
    throw new WorkbenchError({
      code: 'session/unknown',
      message: vscode.l10n.t('There is no session “{0}”. zeromq.session.list tells which there are.', id),
    });
  }

  /** Adds a definition, closed. Secrets among its options are kept in memory only. */
  async add(definition: SessionDefinition, save: boolean): Promise<void> {
    const { id, options } = definition;
    this.keepSecrets(id, options);
    const plain = { ...definition, options: withoutSecrets(options) };
    if (save) await this.definitions.put(plain);
    else this.unsaved.set(id, plain);
    this.didChange.fire('all');
  }

  /**
   * Opens the session, or returns it as it is when it is open.
   * @param runOptions on top of the definition's, for this window only: the way that secrets take.
   * @throws what the engine says; where only an endpoint failed the session is open all the same
   */
  async open(id: string, runOptions: OptionValues = {}): Promise<SessionEntry> {
    const { definition, snapshot } = this.get(id);
    if (isLive(snapshot)) return this.get(id);
    this.runOptions.set(id, { ...this.runOptions.get(id), ...runOptions });
    const client = await this.supervisor.ensure();
    try {
      const params = this.openParams(definition);
      this.received(await client.request(sessionOpen, params, { timeout: openTimeout }));
    } catch (error) {
      await this.refresh(client);
      throw error;
    }
    return this.get(id);
  }

  async close(id: string): Promise<void> {
    const { snapshot } = this.get(id);
    this.interrupted.delete(id);
    if (snapshot.state === 'closed') return;
    await this.supervisor.request(sessionClose, { session: id });
    this.closed(id);
  }

  /** Forgets the session, its definition and its capture. */
  async remove(id: string): Promise<void> {
    this.get(id);
    if (this.live.has(id) && this.supervisor.health.state === 'running') {
      await this.supervisor.request(sessionRemove, { session: id });
    }
    await this.definitions.delete(id);
    this.unsaved.delete(id);
    this.live.delete(id);
    this.interrupted.delete(id);
    this.runOptions.delete(id);
    this.didChange.fire('all');
  }

  async rename(id: string, name: string): Promise<void> {
    const { definition } = this.get(id);
    if (this.isOpen(id)) await this.change(this.supervisor.request(sessionRename, { session: id, name }));
    else await this.write({ ...definition, name: name || undefined });
  }

  /** @returns the endpoint's address as libzmq resolved it. */
  async addEndpoint(id: string, endpoint: EndpointDefinition): Promise<string> {
    const { definition, snapshot } = this.get(id);
    if (!this.isOpen(id)) {
      // The same wildcard again is another port.
      const others = isWildcardBind(endpoint)
        ? definition.endpoints
        : definition.endpoints.filter((known) => !sameEndpoint(known, endpoint));
      await this.write({ ...definition, endpoints: [...others, endpoint] });
      return endpoint.address;
    }
    const changed = await this.change(
      this.supervisor.request(sessionAddEndpoint, { session: id, ...endpoint }, { timeout: openTimeout }),
    );
    return addedEndpoint(snapshot.endpoints, changed.endpoints, endpoint)?.resolved ?? endpoint.address;
  }

  /**
   * Tries an endpoint of an open session once more that failed.
   * @param address as it was written or as it was resolved.
   * @returns the address as libzmq resolved it.
   */
  async retryEndpoint(id: string, address: string): Promise<string> {
    const { role, address: written } = failedEndpointAt(this.get(id).snapshot.endpoints, address);
    return this.addEndpoint(id, { role, address: written });
  }

  /** Tries all of them. @throws what the first of them met with that failed again. */
  async retryFailedEndpoints(id: string): Promise<void> {
    const failed = this.get(id).snapshot.endpoints.filter(({ state }) => state === 'failed');
    const errors: unknown[] = [];
    for (const { role, address } of failed) {
      await this.addEndpoint(id, { role, address }).catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }

  /** @param endpoint its address as written or as resolved. */
  async removeEndpoint(id: string, endpoint: EndpointDefinition): Promise<void> {
    const { definition, snapshot } = this.get(id);
    const found = endpointAt(snapshot.endpoints, endpoint);
    if (this.isOpen(id)) {
      await this.change(this.supervisor.request(sessionRemoveEndpoint, { session: id, ...endpoint }));
    } else {
      const at = definition.endpoints.findIndex((known) => sameEndpoint(known, found));
      await this.write({ ...definition, endpoints: definition.endpoints.filter((_, index) => index !== at) });
    }
  }

  async subscribe(id: string, topic: string): Promise<void> {
    const { definition } = this.get(id);
    if (this.isOpen(id)) {
      await this.change(this.supervisor.request(sessionSubscribe, { session: id, topic }));
    } else if (!definition.subscriptions.includes(topic)) {
      await this.write({ ...definition, subscriptions: [...definition.subscriptions, topic] });
    }
  }

  async unsubscribe(id: string, topic: string): Promise<void> {
    const { definition } = this.get(id);
    if (this.isOpen(id)) {
      await this.change(this.supervisor.request(sessionUnsubscribe, { session: id, topic }));
    } else {
      const subscriptions = definition.subscriptions.filter((known) => known !== topic);
      await this.write({ ...definition, subscriptions });
    }
  }

  /** @returns the options that wait for the next opening. */
  async setOptions(id: string, options: OptionValues, reopen: boolean): Promise<readonly string[]> {
    const { definition } = this.get(id);
    this.keepSecrets(id, options);
    if (!this.isOpen(id)) {
      const merged = Object.entries({ ...definition.options, ...options });
      await this.write({
        ...definition,
        options: Object.fromEntries(merged.filter(([, value]) => value !== null)),
      });
      return [];
    }
    const asked = this.supervisor.request(
      sessionSetOptions,
      { session: id, options, reopen },
      { timeout: openTimeout },
    );
    await this.change(asked.then(({ snapshot }) => snapshot));
    return (await asked).needReopen;
  }

  isOpen(id: string): boolean {
    const live = this.live.get(id);
    return live !== undefined && isLive(live);
  }

  dispose(): void {
    this.supervisor.onRestarted = undefined;
    this.store.dispose();
  }

  /** Takes in the engine's answer to a change and writes the changed definition where it is kept. */
  private async change(asked: Promise<SessionSnapshot>): Promise<SessionSnapshot> {
    const snapshot = await asked;
    this.received(snapshot);
    await this.write(snapshot.definition);
    return snapshot;
  }

  /** Asks how all sessions stand, after something failed half-way. */
  private async refresh(client: EngineClient): Promise<void> {
    for (const snapshot of await client.request(sessionList, undefined)) this.received(snapshot);
  }

  private keepSecrets(id: string, options: OptionValues): void {
    const secrets = secretOptions(options).map((name) => [name, options[name] ?? null] as const);
    this.runOptions.set(id, { ...this.runOptions.get(id), ...Object.fromEntries(secrets) });
  }

  private openParams(definition: SessionDefinition): OpenParams {
    const { id } = definition;
    const options = { ...definition.options, ...this.runOptions.get(id) };
    const { received = 0, sent = 0 } = this.live.get(id) ?? {};
    return { definition: { ...definition, options }, counted: { received, sent } };
  }

  private async write(changed: SessionDefinition): Promise<void> {
    const definition = { ...changed, options: withoutSecrets(changed.options) };
    if (this.unsaved.has(definition.id)) this.unsaved.set(definition.id, definition);
    else await this.definitions.put(definition);
    this.didChange.fire('all');
  }

  private received(snapshot: SessionSnapshot): void {
    const { id } = snapshot;
    // A last word of the engine about a session that was removed meanwhile.
    if (!this.entry(id)) return;
    this.live.set(id, snapshot);
    this.didChange.fire(new Set([id]));
  }

  private closed(id: string): void {
    const live = this.live.get(id);
    if (live) this.live.set(id, closedSnapshot(live.definition, live));
    this.didChange.fire(new Set([id]));
  }

  private definitionsChanged(): void {
    const { definitions } = this.definitions;
    for (const id of this.unsaved.keys()) if (definitions.has(id)) this.unsaved.delete(id);
    // An open session whose definition was deleted from the file stays in this window, unsaved.
    for (const [id, snapshot] of this.live) {
      if (definitions.has(id) || this.unsaved.has(id)) continue;
      if (isLive(snapshot)) this.unsaved.set(id, snapshot.definition);
      else this.live.delete(id);
    }
    this.didChange.fire('all');
  }

  private async reopen(client: EngineClient): Promise<void> {
    const open = [...this.live.values()].filter(
      (snapshot) => isLive(snapshot) || this.interrupted.has(snapshot.id),
    );
    for (const last of open) {
      const { id, definition } = last;
      const { endpoints } = this.interrupted.get(id) ?? last;
      const former = endpoints.filter(({ role, state }) => role === 'bind' && state === 'listening');
      try {
        const params = { ...this.openParams(definition), former };
        const opened = await client.request(sessionOpen, params, { timeout: openTimeout });
        this.live.set(id, opened);
      } catch (error) {
        const info = errorInfoOf(error);
        // Died again: what is not reopened yet still counts as open for the next start.
        if (info.code === 'engine/ended') throw error;
        this.log.error(`could not reopen ${labelOf(definition)}: ${info.message}`);
        this.live.set(id, { ...closedSnapshot(definition), state: 'failed', error: info });
        // Where only an endpoint failed it is open.
        await this.refresh(client);
      }
    }
    this.interrupted.clear();
    this.didChange.fire('all');
  }

  private engineStopped(): void {
    for (const [id, snapshot] of this.live) {
      if (!isLive(snapshot)) continue;
      this.interrupted.set(id, snapshot);
      this.live.set(id, closedSnapshot(snapshot.definition, snapshot));
    }
    this.didChange.fire('all');
  }
}

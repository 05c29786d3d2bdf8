import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/freePort';
import { patternOf, roleOf } from '../../src/scaffold/catalogue/patterns';
import type { LanguageId } from '../../src/scaffold/language';
import type { Pattern, PatternId, RoleArgument } from '../../src/scaffold/pattern';
import { Actor } from './actor';
import { RawPeers } from './malformed/rawPeers';
import type { ScaffoldedLanguage } from './scaffoldedLanguage';

/** zeromq.js at the end of a program, where closing takes half a second: the machine does other things as well. */
const slowEnd = /WARNING: Waiting for queued ZeroMQ messages to be delivered/;

export interface StartOptions {
  /** By the names of the usage line; the others are the pattern's endpoints on free ports, and defaults. */
  readonly with?: Readonly<Record<string, string>>;
  /** Another than the cast's own. */
  readonly language?: LanguageId;
  /** Lines on standard error that belong to the scenario. */
  readonly mayComplain?: RegExp;
}

/** The programs of one scenario, with ports and a folder of their own. */
export class Cast {
  /** Of the test itself, for what the programs would not send. */
  readonly raw = new RawPeers();
  private readonly actors: { actor: Actor; mayComplain: RegExp | undefined }[] = [];

  private constructor(
    readonly pattern: Pattern,
    readonly language: LanguageId,
    private readonly languages: ReadonlyMap<LanguageId, ScaffoldedLanguage>,
    readonly folder: string,
    private readonly endpoints: ReadonlyMap<string, string>,
  ) {}

  static async create(
    pattern: PatternId,
    language: LanguageId,
    languages: ReadonlyMap<LanguageId, ScaffoldedLanguage>,
  ): Promise<Cast> {
    const endpoints = new Map<string, string>();
    for (const { name } of patternOf(pattern).endpoints) {
      endpoints.set(name, `tcp://127.0.0.1:${await freshPort()}`);
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'scaffold-'));
    return new Cast(patternOf(pattern), language, languages, folder, endpoints);
  }

  endpoint(name: string): string {
    const address = this.endpoints.get(name);
    if (address === undefined) throw new Error(`${this.pattern.id} has no endpoint ${name}.`);
    return address;
  }

  start(role: string, options: StartOptions = {}): Actor {
    const found = roleOf(this.pattern, role);
    const names = found.arguments.map(({ name }) => name);
    for (const name of Object.keys(options.with ?? {}))
      assert.ok(names.includes(name), `${role} takes no ${name}`);
    const args = found.arguments.map((argument) => options.with?.[argument.name] ?? this.valueOf(argument));
    return this.run(role, args, options);
  }

  /** Starts one that binds and waits until it is bound. */
  async ready(role: string, options: StartOptions = {}): Promise<Actor> {
    const actor = this.start(role, options);
    await actor.until('a line', () => actor.lines.length > 0);
    assert.equal(actor.lines[0], 'ready', actor.name);
    return actor;
  }

  /** Starts a program with these very arguments. */
  run(
    role: string,
    args: readonly string[],
    { language = this.language, mayComplain }: StartOptions = {},
  ): Actor {
    const { command, args: before } = this.scaffolded(language).command(this.pattern.id, role);
    const actor = new Actor(
      `${language} ${this.pattern.id} ${role}`,
      command,
      [...before, ...args],
      this.folder,
    );
    this.actors.push({ actor, mayComplain });
    return actor;
  }

  /** Interrupts all that still run, and checks how they end and that none of them complained. */
  async finish(): Promise<void> {
    const left = this.actors.filter(({ actor }) => actor.isLiving);
    const signals = ['SIGINT', 'SIGTERM'] as const;
    await Promise.all(left.map(({ actor }, at) => actor.interrupt(signals[at % 3 === 2 ? 1 : 0])));
    for (const { actor, mayComplain } of this.actors) {
      const unexpected = actor.errors.filter((line) => !slowEnd.test(line) && !mayComplain?.test(line));
      assert.deepEqual(unexpected, [], `${actor.name} complained`);
    }
  }

  async dispose(): Promise<void> {
    const left = this.actors.filter(({ actor }) => actor.isLiving);
    await Promise.all(left.map(({ actor }) => actor.kill()));
    this.raw.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private valueOf(argument: RoleArgument): string {
    switch (argument.kind) {
      case 'endpoint':
        return this.endpoint(argument.endpoint);
      case 'topic':
        return this.pattern.topic ?? '';
      case 'value':
        return argument.default;
    }
  }

  private scaffolded(language: LanguageId): ScaffoldedLanguage {
    const found = this.languages.get(language);
    if (!found) throw new Error(`${language} is not built.`);
    return found;
  }
}

const given = new Set<number>();

/** A port that is free and that no other scenario of this run has. */
async function freshPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

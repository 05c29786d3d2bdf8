import assert from 'node:assert/strict';
import type { LanguageId } from '../../../src/scaffold/language';
import type { Actor } from '../actor';
import type { Cast } from '../cast';
import { quick } from '../scenarios/scenario';
import type { Frames } from './rawPeers';

/** Of programs that are to complain. */
export const complaining = { mayComplain: /./ };

/** No UTF-8. */
export const noText = Uint8Array.of(0xff, 0xfe, 0x80);

/** The same where a program may as well take it: a worker answers whatever it is given. */
export const doubtfulText = Uint8Array.of(0x48, 0xff);

/** What no program takes for one text. */
export const noTexts: readonly Frames[] = [['Hello', 'Hello'], [noText]];

/** Languages whose strings cannot be other than text; the others take a frame as it is. */
const readsTexts: ReadonlySet<LanguageId> = new Set(['python', 'java', 'rust']);

interface Readable {
  receive(): Promise<Buffer[]>;
}
interface Writable {
  send(frames: Frames): Promise<void>;
}

export async function sendAll(socket: Writable, messages: readonly Frames[]): Promise<void> {
  for (const message of messages) await socket.send(message);
}

/** Reads until a message has this very last frame. */
export async function receives(socket: Readable, text: string): Promise<Buffer[]> {
  for (;;) {
    const frames = await socket.receive();
    if (frames.at(-1)?.toString() === text) return frames;
  }
}

/** It has said something about each of these messages, and goes on. */
export async function complains(cast: Cast, actor: Actor, bad: readonly Frames[]): Promise<void> {
  const isTold = (frames: Frames) =>
    !frames.includes(doubtfulText) && (readsTexts.has(cast.language) || !frames.includes(noText));
  const count = bad.filter(isTold).length;
  await actor.until(`${count} complaints`, () => actor.errors.length >= count);
  assert.ok(actor.isLiving);
}

/** A server of texts, as a REP is: behind what it has to skip, a request is answered. */
export async function serverSkips(
  cast: Cast,
  server: Actor,
  endpoint: string,
  { bad = noTexts, delimiter = [''], request = 'Hello 7', reply = 'World 7' }: ServerExchange = {},
): Promise<void> {
  const peer = cast.raw.dealer(endpoint);
  await sendAll(
    peer,
    bad.map((frames) => [...delimiter, ...frames]),
  );
  await peer.send([...delimiter, request]);
  await receives(peer, reply);
  await complains(cast, server, bad);
}

export interface ServerExchange {
  readonly bad?: readonly Frames[];
  readonly delimiter?: Frames;
  readonly request?: string;
  readonly reply?: string;
}

/** A client of texts, as a REQ is: behind replies that it has to skip, one is taken. */
export async function clientSkips(
  cast: Cast,
  argument: string,
  {
    bad = noTexts,
    given = {},
    delimiter = [''],
    answer = (request) => [request.replace('Hello', 'World')],
    wanted = /^Hello (\d+) -> World \1$/,
  }: ClientExchange = {},
): Promise<void> {
  const { socket, endpoint } = await cast.raw.router();
  const client = cast.start('client', {
    with: { [argument]: endpoint, INTERVAL: quick, ...given },
    ...complaining,
  });
  const replies = bad.map((frames) => () => frames);
  for (const reply of [...replies, answer]) {
    const asked = await socket.receive();
    await socket.send([asked[0] ?? '', ...delimiter, ...reply(String(asked.at(-1)))]);
  }
  await client.sees(wanted);
  await complains(cast, client, bad);
}

export interface ClientExchange {
  readonly bad?: readonly Frames[];
  /** Further arguments. */
  readonly given?: Readonly<Record<string, string>>;
  readonly delimiter?: Frames;
  readonly answer?: (request: string) => Frames;
  readonly wanted?: RegExp;
}

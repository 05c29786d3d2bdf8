import assert from 'node:assert/strict';
import type { LanguageId } from '../../../src/scaffold/language';
import type { PatternId } from '../../../src/scaffold/pattern';
import type { Cast } from '../cast';
import { assertSquare } from './basicScenarios';
import { quick } from './scenario';

/** The cast's language serves one client of each of the others, and of its own. */
export type MixedScenario = (cast: Cast, clients: readonly LanguageId[]) => Promise<void>;

export const mixedScenarios: Readonly<Partial<Record<PatternId, MixedScenario>>> = {
  'request-reply': async (cast, clients) => {
    await cast.ready('server');
    const all = clients.map((language) => cast.start('client', { language, with: { INTERVAL: quick } }));
    for (const client of all) {
      await client.sees('Hello 3 -> World 3');
      assert.deepEqual(client.lines.slice(0, 2), ['Hello 1 -> World 1', 'Hello 2 -> World 2']);
    }
  },
  'publish-subscribe': async (cast, clients) => {
    const SUBSCRIBERS = String(clients.length);
    const publisher = await cast.ready('publisher', { with: { SUBSCRIBERS, INTERVAL: quick } });
    const all = clients.map((language) => cast.start('subscriber', { language }));
    await publisher.sees(`subscriber ${SUBSCRIBERS} of ${SUBSCRIBERS}`);
    for (const subscriber of all) {
      await subscriber.sees('weather: update 3');
      assert.deepEqual(subscriber.lines.slice(0, 2), ['weather: update 1', 'weather: update 2']);
    }
  },
  pipeline: async (cast, clients) => {
    const sink = await cast.ready('sink');
    const workers = clients.map((language) => cast.start('worker', { language }));
    await cast.ready('ventilator', { with: { INTERVAL: quick } });
    for (const worker of workers) {
      const results = await worker.sees(/^\d+ squared is \d+$/, 3);
      for (const result of results) {
        assertSquare(result);
        await sink.sees(result);
      }
    }
  },
  'async-client-server': async (cast, clients) => {
    const server = await cast.ready('server');
    const all = clients.map((language) => {
      const client = cast.start('client', { language, with: { NAME: `a-${language}`, INTERVAL: quick } });
      return { language, client };
    });
    for (const { language, client } of all) {
      await server.sees(`a-${language}: request 3`);
      await client.sees('done 3');
      assert.deepEqual(client.lines.slice(0, 3), ['accepted 1', 'done 1', 'accepted 2']);
    }
  },
};

import assert from 'node:assert/strict';
import { unpack } from 'msgpackr';
import { freePort } from '../../scripts/freePort';
import { OwnedProcess } from '../../scripts/ownedProcess';
import { inRepository } from '../../scripts/repository';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';

/** The programs that `npm start` runs and that newcomers read. */
describe('demo peers', () => {
  let peer: Peer;
  let demo: OwnedProcess | undefined;
  beforeEach(() => {
    peer = nodePeer();
  });
  afterEach(async () => {
    await demo?.stop();
    await peer.close();
  });

  const address = async (): Promise<string> => `tcp://127.0.0.1:${await freePort()}`;

  async function start(name: string, ...args: readonly string[]): Promise<void> {
    const script = inRepository('demo/peers', `${name}.mjs`);
    demo = new OwnedProcess({ command: process.execPath, args: [script, ...args] });
    await demo.waitForLine(/ on tcp:/);
  }

  async function endsCleanly(): Promise<void> {
    process.kill(demo!.pid!, 'SIGINT');
    assert.equal((await demo!.ended).reason, 'code 0');
  }

  it('market data comes at its rate, which changes while it runs', async () => {
    const bind = await address();
    const control = await address();
    await start('marketData', '--bind', bind, '--control', control, '--rate', '1000');
    const sub = await peer.open('SUB', { connect: [bind], subscribe: ['ticks.'] });
    const [frames] = await sub.receive();
    const [topic, body] = frames!.map((frame) => frame.toString());
    const tick = JSON.parse(body!) as {
      symbol: string;
      price: number;
      size: number;
      venue: string;
      book: object;
    };
    assert.equal(topic, `ticks.${tick.symbol}`);
    assert.ok(tick.price > 0 && tick.size > 0 && tick.venue && tick.book);

    /** Of some windows one has to be within: what else the machine does makes others wrong. */
    const rateIsWithin = async (count: number, low: number, high: number): Promise<void> => {
      const rates: number[] = [];
      do {
        const started = performance.now();
        await sub.drain(count);
        rates.push((1000 * count) / (performance.now() - started));
        if (rates.length > 5) assert.fail(`${rates.join(', ')} messages a second`);
      } while (!(rates.at(-1)! > low && rates.at(-1)! < high));
    };
    await rateIsWithin(1000, 800, 1200);

    const req = await peer.open('REQ', { connect: [control] });
    await req.send('rate 5000');
    assert.deepEqual(await req.receiveText(), ['rate 5000']);
    // what was under way at the old rate
    await sub.drain(500);
    await rateIsWithin(3000, 4000, 6500);
    await endsCleanly();
  });

  it('sensors speak MessagePack', async () => {
    const bind = await address();
    await start('sensors', '--bind', bind, '--interval', '5');
    const sub = await peer.open('SUB', { connect: [bind], subscribe: ['sensors.'] });
    const [frames] = await sub.receive();
    const reading = unpack(frames![1]!) as { sensor: string; value: number; time: Date };
    assert.equal(`sensors.${reading.sensor.replace('/', '.')}`, frames![0]!.toString());
    assert.equal(typeof reading.value, 'number');
    assert.ok(reading.time instanceof Date);
    await endsCleanly();
  });

  it('the service answers requests, mistakes too', async () => {
    const endpoint = await address();
    await start('service', '--endpoint', endpoint);
    const req = await peer.open('REQ', { connect: [endpoint] });
    await req.send('{"op":"add","values":[1,2,3]}');
    assert.deepEqual(await req.receiveText(), ['{"op":"add","result":6}']);
    await req.send('rubbish');
    assert.match((await req.receiveText())[0]!, /"error"/);
    await endsCleanly();
  });

  it('the pipeline gives another worker its share', async () => {
    const tasks = await address();
    await start('pipeline', '--tasks', tasks, '--results', await address());
    const pull = await peer.open('PULL', { connect: [tasks] });
    const [first, second] = await pull.receive(2);
    assert.match(first![0]!.toString(), /^\{"task":\d+,"cost":\d+\}$/);
    assert.notDeepEqual(first, second);
    await endsCleanly();
  });

  it('the router answers a DEALER and a REQ', async () => {
    const endpoint = await address();
    await start('routerDealer', '--endpoint', endpoint);
    const dealer = await peer.open('DEALER', { connect: [endpoint] });
    await dealer.send(['7', 'hello']);
    assert.deepEqual(await dealer.receiveText(), ['7', 'HELLO']);
    const req = await peer.open('REQ', { connect: [endpoint] });
    await req.send('hello');
    assert.deepEqual(await req.receiveText(), ['HELLO']);
    await endsCleanly();
  });
});

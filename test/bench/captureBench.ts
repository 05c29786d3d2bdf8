/**
 * Measures the capture store on its own: appending, memory, windows, filters. Run by hand:
 *
 *     esbuild test/bench/captureBench.ts --bundle --platform=node --outfile=out/captureBench.cjs
 *     node out/captureBench.cjs [messages]
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Capture } from '../../src/engine/capture/capture';
import { View } from '../../src/engine/capture/view';
import { parseFilter } from '../../src/model/filter/parseFilter';
import { unpackRows } from '../../src/protocol/rows';

const messages = Number(process.argv[2] ?? 10_000_000);
const turn = () => new Promise((resolve) => setImmediate(resolve));
const million = (count: number, ms: number) => `${(count / ms / 1000).toFixed(2)} M/s`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

function print(name: string, value: string): void {
  console.log(name.padEnd(44), value);
}

/** Two frames, 100 bytes: a topic of a hundred, and a body with a price. */
const frames = Array.from({ length: 1000 }, (_, index) => {
  const topic = Buffer.from(`ticks.SYM${index % 100}`);
  const body = Buffer.from(
    `{"price":${100 + index},"size":${index * 7},"venue":"XNAS"}`.padEnd(100 - topic.length),
  );
  return [topic, body];
});

async function fill(capture: Capture): Promise<void> {
  let busy = 0;
  let rss = 0;
  const started = performance.now();
  for (let done = 0; done < messages;) {
    const before = performance.now();
    for (let i = 0; i < 2000; i++, done++) capture.append(false, frames[done % 1000]!);
    busy += performance.now() - before;
    await turn();
    if (done % 100_000 === 0) rss = Math.max(rss, process.memoryUsage().rss);
  }
  void capture.counted;
  print('append with topics and disk, wall clock', million(messages, performance.now() - started));
  print('append, time in append() alone', million(messages, busy));
  print('most memory (RSS)', megabytes(rss));
  print('lost', String(capture.ledger.lost));
  print('buffer', megabytes(capture.ledger.bufferBytes));
}

async function windows(view: View): Promise<void> {
  const times: number[] = [];
  const { count } = view.status;
  for (let i = 0; i < 1000; i++) {
    const position = Math.floor(Math.random() * (count - 200));
    const started = performance.now();
    const { rows } = await view.window(position, 200);
    times.push(performance.now() - started);
    if (unpackRows(rows).length !== 200) throw new Error('a window is not whole');
  }
  times.sort((a, b) => a - b);
  print('window of 200 rows, median', `${times[500]!.toFixed(2)} ms`);
  print('window of 200 rows, 95th percentile', `${times[950]!.toFixed(2)} ms`);
}

async function filter(view: View, text: string): Promise<void> {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.errors[0]?.message}`);
  let longest = 0;
  const started = performance.now();
  await view.setFilter(parsed.filter, undefined);
  while (view.status.scanned < 1) {
    const before = performance.now();
    await turn();
    longest = Math.max(longest, performance.now() - before);
  }
  const ms = performance.now() - started;
  const { count } = view.status;
  print(`filter ${text}`, `${million(messages, ms)}, ${count} found, stall ${longest.toFixed(0)} ms`);
}

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'capture-bench-'));
  const definition = { id: 'bench', type: 'SUB', endpoints: [], subscriptions: [''], options: {} } as const;
  const options = { id: 'bench', definition, folder, limitBytes: 64e9, log: console };
  const capture = new Capture(options);
  try {
    await fill(capture);
    await capture.close();
    const view = new View('bench', capture, console.error);
    await windows(view);
    for (const text of [
      'zebra',
      'SYM77',
      '"price\\":555,"',
      'topic:ticks.SYM77',
      'size>1000',
      '/pri.e.:55[0-9]/',
      'json.price>1090',
    ]) {
      await filter(view, text);
    }
    await filter(view, '');
    const restarted = performance.now();
    const again = new Capture(options);
    print('reading back after a restart', `${(performance.now() - restarted).toFixed(0)} ms`);
    await again.restored;
    print('counting topics and times again', `${(performance.now() - restarted).toFixed(0)} ms`);
    await again.release();
  } finally {
    await capture.remove();
  }
}

void main();

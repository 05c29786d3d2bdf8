import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from '../../../scripts/repository';

const folder = inRepository('test/fixtures/ordinary');

/** What the parts of a file are about, in place of orders. */
const nouns = [
  ...[
    'order',
    'invoice',
    'customer',
    'product',
    'shipment',
    'ticket',
    'account',
    'payment',
    'sensor',
    'reading',
  ],
  ...[
    'vehicle',
    'booking',
    'article',
    'comment',
    'session',
    'report',
    'device',
    'warehouse',
    'contract',
    'player',
  ],
];

/** Code without sockets, by extension with dot: a few lines that a file begins with, and a part that may be repeated. */
const samples = new Map(
  readdirSync(folder).map((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const at = text.indexOf('\n\n') + 1;
    return [path.extname(name), { head: text.slice(0, at), part: text.slice(at) }];
  }),
);

export const ordinaryExtensions: readonly string[] = [...samples.keys()];

/** About as many lines of code that has nothing to do with sockets, about other things for each seed. */
export function ordinaryBody(extension: string, lines: number, seed: number): string {
  const sample = samples.get(extension);
  if (!sample) throw new Error(`There is no ordinary code with ${extension}.`);
  const length = sample.part.split('\n').length;
  const count = Math.max(1, Math.round(lines / length));
  return Array.from({ length: count }, (_part, at) => about(sample.part, seed + at)).join('\n');
}

/** A whole file of it. */
export function ordinaryFile(extension: string, lines: number, seed: number): string {
  return (samples.get(extension)?.head ?? '') + ordinaryBody(extension, lines, seed);
}

function about(part: string, seed: number): string {
  const round = Math.floor(seed / nouns.length);
  const noun = `${nouns[seed % nouns.length] ?? ''}${round === 0 ? '' : round}`;
  const capital = noun[0]?.toUpperCase() + noun.slice(1);
  return part
    .replaceAll('order', noun)
    .replaceAll('Order', capital)
    .replaceAll('ORDER', noun.toUpperCase())
    .replace(/250/g, String(100 + ((seed * 37) % 400)));
}

/** The yardstick of JSON filters: a loop that parses payloads and looks at one member. Argument: how many payloads. */
import { rareEvery, sampleBody } from './sampleMessages';

const payloads = Array.from({ length: rareEvery }, (_, index) => sampleBody(index));
const count = Number(process.argv[2]);

/** @returns payloads a second. */
function loop(from: number): number {
  let found = 0;
  const started = performance.now();
  for (let index = 0; index < from; index++) {
    const value = JSON.parse(payloads[index % rareEvery]!.toString()) as { price: number };
    if (value.price > 1090) found++;
  }
  const seconds = (performance.now() - started) / 1000;
  if (found === 0) throw new Error('nothing was found');
  return from / seconds;
}

loop(200_000);
process.send!(loop(count));

/** Sink of the pipeline: gathers the results of all workers (PULL). */
import { Pull } from 'zeromq';

const usage = 'usage: sink [RESULTS]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const results = args[0] ?? '{{endpoint.results}}';
if (args.length > 1) {
  console.error(usage);
  process.exit(2);
}

const socket = new Pull({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => socket.close());

try {
  await socket.bind(results);
} catch (error) {
  console.error(`Cannot bind ${results}: ${(error as Error).message}`);
  process.exit(1);
}
console.log('ready');

try {
  for await (const [result, ...rest] of socket) {
    if (result && rest.length === 0) console.log(result.toString());
    else console.error('A result is not one text.');
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!socket.closed) throw error;
}

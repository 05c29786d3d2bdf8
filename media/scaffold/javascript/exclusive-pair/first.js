/** First of the exclusive pair: binds, and says ping (PAIR). */
import { setTimeout } from 'node:timers/promises';
import { Pair } from 'zeromq';

const usage = 'usage: first [LINK] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const link = args[0] ?? '{{endpoint.link}}';
const interval = Number(args[1] ?? 1000);
if (args.length > 2 || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
}

const socket = new Pair({ linger: 0 });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    socket.close();
  });
}

try {
  await socket.bind(link);
} catch (error) {
  console.error(`Cannot bind ${link}: ${error.message}`);
  process.exit(1);
}
console.log('ready');

try {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const question = `ping ${n}`;
    await socket.send(question);
    const [answer, ...rest] = await socket.receive();
    if (answer && rest.length === 0) console.log(`${question} -> ${answer.toString()}`);
    else console.error(`The answer to ${question} is not one text.`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}

// PUSH and PULL: a ventilator deals out tasks, workers do them, a sink gathers the results.
//
//   node pipeline.mjs [all|ventilator|worker|sink] [--tasks tcp://127.0.0.1:5560] [--results tcp://127.0.0.1:5561]
//
// PUSH deals each message to one connected PULL, in turn. Connect another PULL to the tasks, and it gets its share.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pull, Push } from 'zeromq';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tasks: { type: 'string', default: 'tcp://127.0.0.1:5560' },
    results: { type: 'string', default: 'tcp://127.0.0.1:5561' },
  },
});
const role = positionals[0] ?? 'all';

async function ventilate() {
  // A PUSH with no free worker waits, so tasks are held back rather than lost. Few may queue for each worker.
  const push = new Push({ linger: 0, sendHighWaterMark: 10 });
  await push.bind(values.tasks);
  console.log(`tasks on ${values.tasks}`);
  const stopped = new AbortController();
  onEnd(() => {
    stopped.abort();
    push.close();
  });
  for (let task = 1; !push.closed; task++) {
    await push.send(JSON.stringify({ task, cost: 5 + Math.floor(Math.random() * 40) }));
    await delay(50, undefined, { signal: stopped.signal });
  }
}

async function work(name) {
  const pull = new Pull({ linger: 0, receiveHighWaterMark: 10 });
  const push = new Push({ linger: 200 });
  pull.connect(values.tasks);
  push.connect(values.results);
  onEnd(() => {
    pull.close();
    push.close();
  });
  for await (const [message] of pull) {
    const { task, cost } = JSON.parse(message.toString());
    await delay(cost);
    await push.send([name, JSON.stringify({ task, ms: cost })]);
  }
}

async function gather() {
  const pull = new Pull();
  await pull.bind(values.results);
  console.log(`results on ${values.results}`);
  onEnd(() => pull.close());
  let done = 0;
  for await (const [worker] of pull) {
    done++;
    if (done % 500 === 0) console.log(`${done} tasks done, the last one by ${worker}`);
  }
}

function onEnd(end) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
}

/** Closing a socket ends its waiting sends and delays with an error, which is then no news. */
function run(part) {
  let ended = false;
  onEnd(() => (ended = true));
  part.catch((error) => {
    if (ended) return;
    console.error(error.message);
    process.exit(1);
  });
}

if (role === 'all' || role === 'ventilator') run(ventilate());
if (role === 'all' || role === 'worker') run(work('worker-1'));
if (role === 'all') run(work('worker-2'));
if (role === 'all' || role === 'sink') run(gather());

// REQ and REP: questions and answers in strict turns.
//
//   node service.mjs [all|server|client] [--endpoint tcp://127.0.0.1:5559]
//
// The server computes: {"op":"add","values":[1,2]} gives {"result":3}. The client asks once a second.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Reply, Request } from 'zeromq';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { endpoint: { type: 'string', default: 'tcp://127.0.0.1:5559' } },
});
const role = positionals[0] ?? 'all';

const operations = {
  add: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  multiply: (numbers) => numbers.reduce((product, number) => product * number, 1),
  max: (numbers) => Math.max(...numbers),
};

async function serve() {
  const rep = new Reply({ linger: 200 });
  await rep.bind(values.endpoint);
  console.log(`service on ${values.endpoint}`);
  onEnd(() => rep.close());
  // A REP must answer every request, mistakes too: until then it can read no other.
  for await (const [request] of rep) await rep.send(JSON.stringify(answer(request.toString())));
}

function answer(request) {
  try {
    const { op, values: numbers } = JSON.parse(request);
    if (!Object.hasOwn(operations, op)) return { error: `unknown op ${op}`, known: Object.keys(operations) };
    return { op, result: operations[op](numbers) };
  } catch (error) {
    return { error: error.message };
  }
}

async function ask() {
  const req = new Request({
    linger: 0,
    // a REQ whose server died would wait for ever; with these it gives up, and may ask again
    receiveTimeout: 2000,
    relaxed: true,
    correlate: true,
  });
  req.connect(values.endpoint);
  const stopped = new AbortController();
  onEnd(() => {
    stopped.abort();
    req.close();
  });
  const names = Object.keys(operations);
  for (let number = 0; !req.closed; number++) {
    const op = names[number % names.length];
    try {
      await req.send(JSON.stringify({ op, values: [number, number + 1, 7] }));
      await req.receive();
      await delay(1000, undefined, { signal: stopped.signal });
    } catch (error) {
      if (!req.closed) console.log(`no answer: ${error.message}`);
    }
  }
}

function onEnd(end) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
}

if (role !== 'client') void serve();
if (role !== 'server') void ask();

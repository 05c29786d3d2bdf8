// ROUTER and DEALER: many clients, many questions at once, answers in any order.
//
//   node routerDealer.mjs [all|router|dealer] [--endpoint tcp://127.0.0.1:5562]
//
// A ROUTER receives [routing id, …frames] and sends an answer to whom its first frame names. A DEALER sends and
// receives freely; it puts a number on each job to tell the answers apart.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Dealer, Router } from 'zeromq';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { endpoint: { type: 'string', default: 'tcp://127.0.0.1:5562' } },
});
const role = positionals[0] ?? 'all';

async function route() {
  const router = new Router({
    linger: 200,
    // without it, an answer to a client that has gone vanishes silently; with it, send fails and says so
    mandatory: true,
  });
  await router.bind(values.endpoint);
  console.log(`router on ${values.endpoint}`);
  onEnd(() => router.close());
  for await (const [client, ...frames] of router) {
    // jobs take different times, so their answers overtake each other
    void delay(Math.random() * 400).then(() => reply(router, client, frames));
  }
}

async function reply(router, client, frames) {
  if (router.closed) return;
  // a REQ puts an empty frame before its question and wants it back; a DEALER's first frame is its own affair
  const body = frames.at(-1).toString();
  const envelope = frames.slice(0, -1);
  await router
    .send([client, ...envelope, body.toUpperCase()])
    .catch((error) => console.log(`${client} is gone: ${error.message}`));
}

async function deal(name) {
  const dealer = new Dealer({ linger: 0, routingId: name });
  dealer.connect(values.endpoint);
  const stopped = new AbortController();
  onEnd(() => {
    stopped.abort();
    dealer.close();
  });
  void readAll(dealer);
  for (let job = 1; !dealer.closed; job++) {
    await dealer.send([String(job), `job ${job} of ${name}`]);
    await delay(250, undefined, { signal: stopped.signal }).catch(() => undefined);
  }
}

async function readAll(dealer) {
  let answered = 0;
  for await (const [job] of dealer) {
    answered++;
    if (answered % 500 === 0) console.log(`${answered} answers, the last one to job ${job}`);
  }
}

function onEnd(end) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
}

if (role !== 'dealer') void route();
if (role !== 'router') {
  void deal('dealer-1');
  void deal('dealer-2');
}

// PUB: a market-data feed. One message is two frames: the topic, and a JSON document.
//
//   node marketData.mjs [--bind tcp://127.0.0.1:5556] [--control tcp://127.0.0.1:5557] [--rate 1000]
//
// A second socket, a REP, changes the rate while it runs: send it `rate 5000` or `status`.
import { parseArgs } from 'node:util';
import { Publisher, Reply } from 'zeromq';

const { values } = parseArgs({
  options: {
    bind: { type: 'string', default: 'tcp://127.0.0.1:5556' },
    control: { type: 'string', default: 'tcp://127.0.0.1:5557' },
    rate: { type: 'string', default: '1000' },
  },
});

const prices = { AAPL: 191.2, MSFT: 428.5, NVDA: 131.8, AMZN: 214.1, GOOG: 176.3, META: 582.7, TSLA: 342.4 };
const symbols = Object.keys(prices);
const venues = ['XNAS', 'ARCX', 'BATS'];

const pub = new Publisher({
  // LINGER: on close, messages that no subscriber has taken yet are dropped at once
  linger: 0,
  // SNDHWM: a subscriber that reads too slowly loses what exceeds this, and slows nobody else down
  sendHighWaterMark: 10_000,
});
const control = new Reply({ linger: 0 });
await pub.bind(values.bind);
await control.bind(values.control);
console.log(`market data on ${values.bind}, control on ${values.control}`);

let rate = validRate(values.rate) ?? 1000;
let timer;
// what is due is counted from here, so that late timers do not lower the rate
let since = { time: performance.now(), sent: 0 };
pace();

// Subscribers choose by the first bytes of the first frame: `ticks.` is all, `ticks.AAPL` is one.
function tick() {
  const symbol = symbols[Math.floor(Math.random() * symbols.length)];
  const price = (prices[symbol] *= 1 + (Math.random() - 0.5) / 2000);
  const body = {
    symbol,
    price: round(price),
    size: 100 * (1 + Math.floor(Math.random() * 20)),
    venue: venues[Math.floor(Math.random() * venues.length)],
    book: { bid: round(price - 0.01), ask: round(price + 0.01), depth: Math.floor(Math.random() * 12) },
    time: new Date().toISOString(),
  };
  return [`ticks.${symbol}`, JSON.stringify(body)];
}

async function pace() {
  const due = Math.floor(((performance.now() - since.time) / 1000) * rate);
  for (; since.sent < due && !pub.closed; since.sent++) await pub.send(tick());
  if (!pub.closed) timer = setTimeout(pace, 1);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    clearTimeout(timer);
    pub.close();
    control.close();
  });
}

// REP: each request gets exactly one reply before the next can be read.
for await (const [request] of control) {
  const [word, argument] = request.toString().split(' ');
  const wanted = validRate(argument);
  if (word === 'rate' && wanted !== undefined) {
    rate = wanted;
    since = { time: performance.now(), sent: 0 };
  }
  const understood = word === 'status' || (word === 'rate' && wanted !== undefined);
  await control.send(understood ? `rate ${rate}` : 'Send "rate N", N from 0 to 100000, or "status".');
}

function validRate(text) {
  const number = text ? Number(text) : NaN;
  return number >= 0 && number <= 100_000 ? number : undefined;
}

function round(price) {
  return Math.round(price * 100) / 100;
}

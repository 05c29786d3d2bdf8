// PUB: sensors of a building. Topic frame, then MessagePack, a compact binary form of JSON.
//
//   node sensors.mjs [--bind tcp://127.0.0.1:5558] [--interval 50]
import { parseArgs } from 'node:util';
import { pack } from 'msgpackr';
import { Publisher } from 'zeromq';

const { values } = parseArgs({
  options: {
    bind: { type: 'string', default: 'tcp://127.0.0.1:5558' },
    interval: { type: 'string', default: '50' },
  },
});

const rooms = ['hall', 'lab', 'roof', 'server'];
const kinds = {
  temperature: { unit: '°C', base: 21, spread: 4 },
  humidity: { unit: '%', base: 45, spread: 20 },
  power: { unit: 'W', base: 300, spread: 250 },
};

const pub = new Publisher({ linger: 0 });
await pub.bind(values.bind);
console.log(`sensors on ${values.bind}`);

let number = 0;
const timer = setInterval(measure, Number(values.interval));

async function measure() {
  const room = rooms[number % rooms.length];
  const names = Object.keys(kinds);
  const kind = names[Math.floor(number / rooms.length) % names.length];
  const { unit, base, spread } = kinds[kind];
  number++;
  const reading = {
    sensor: `${room}/${kind}`,
    value: Math.round((base + spread * Math.sin(number / 100)) * 10) / 10,
    unit,
    number,
    time: new Date(),
    raw: Uint8Array.of(number & 255, (number >> 8) & 255),
  };
  await pub.send([`sensors.${room}.${kind}`, pack(reading)]);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    clearInterval(timer);
    pub.close();
  });
}

/** The programs of demo/peers: `node scripts/demoPeers.ts` runs them until Ctrl-C, `npm start` beside VS Code. */
import { Companions } from './companions.ts';
import { OwnedProcess } from './ownedProcess.ts';
import { inRepository } from './repository.ts';
import { isFree } from './freePort.ts';

/** Where they bind unless told otherwise. */
const ports = [5556, 5557, 5558, 5559, 5560, 5561, 5562];
const names = ['marketData', 'sensors', 'service', 'pipeline', 'routerDealer'] as const;

/** Resolves when all are bound. One that fails is reported: the others are worth looking at without it. */
export async function startDemoPeers(companions: Companions): Promise<void> {
  console.log('Starting the demo peers …');
  await assertPortsFree();
  await Promise.all(
    names.map(async (name) => {
      const script = inRepository('demo/peers', `${name}.mjs`);
      const peer = new OwnedProcess({ command: process.execPath, args: [script] });
      companions.add(name, peer);
      const bound = await peer.waitForLine(/.* on tcp:.*/).catch(() => undefined);
      if (bound) console.log(`  ${name}: ${bound[0]}`);
    }),
  );
  console.log('The demo peers run.');
}

async function assertPortsFree(): Promise<void> {
  const free = await Promise.all(ports.map(isFree));
  const taken = ports.filter((_port, index) => !free[index]);
  if (taken.length === 0) return;
  const what = taken.length === 1 ? `Port ${taken[0]} is` : `Ports ${taken.join(', ')} are`;
  throw new Error(`${what} in use, and the demo peers need them. Is the demo running already? End it first.`);
}

if (process.argv[1] === import.meta.filename) {
  const companions = new Companions();
  await companions.run(() => startDemoPeers(companions));
}

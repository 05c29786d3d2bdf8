/** Makes the keys of the server and of the client where they are not there yet. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { curveKeyPair } from 'zeromq';

const usage = 'usage: keys [DIRECTORY]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const directory = args[0] ?? 'keys';
if (args.length > 1) {
  console.error(usage);
  process.exit(2);
}

function makeKeys(name: string): void {
  const publicFile = join(directory, `${name}.public`);
  const secretFile = join(directory, `${name}.secret`);
  if (existsSync(publicFile) && existsSync(secretFile)) {
    console.log(`kept ${name} keys`);
    return;
  }
  for (const file of [publicFile, secretFile]) {
    if (existsSync(file)) throw new Error(`${file} is there without its other half`);
  }
  const { publicKey, secretKey } = curveKeyPair();
  writeFileSync(secretFile, secretKey, { flag: 'wx', mode: 0o600 });
  writeFileSync(publicFile, publicKey, { flag: 'wx' });
  console.log(`made ${name} keys`);
}

try {
  mkdirSync(directory, { recursive: true });
  makeKeys('server');
  makeKeys('client');
} catch (error) {
  console.error(`Cannot make the keys in ${directory}: ${(error as Error).message}`);
  process.exitCode = 1;
}

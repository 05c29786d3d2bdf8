/** Type-checks every zone, two at a time: `node scripts/checkTypes.ts`. Exits with 1 when one has errors. */
import { inRepository } from './repository.ts';
import { runQuietly } from './runProcess.ts';

const zones = ['src', 'src/engine', 'src/indexer', 'src/cli', 'src/host', 'src/webview', 'test', 'scripts'];
const atOnce = 2;

const left = [...zones];
let failed = 0;
await Promise.all(Array.from({ length: atOnce }, checkNext));
process.exit(failed > 0 ? 1 : 0);

async function checkNext(): Promise<void> {
  for (let zone = left.shift(); zone !== undefined; zone = left.shift()) {
    try {
      await runQuietly(process.execPath, [
        inRepository('node_modules/typescript/bin/tsc'),
        '-p',
        zone,
        '--pretty',
      ]);
      console.log(`${zone}: no errors`);
    } catch (error) {
      failed++;
      console.error(`${zone}:\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

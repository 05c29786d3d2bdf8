/** A process that runs a part of a suite: `node scripts/mochaPart.ts BUNDLE TIMEOUT RESULT`, the timeout in ms. */
import { writeFileSync } from 'node:fs';
import { runBundle } from './runBundle.ts';

const [file, timeout, resultFile] = process.argv.slice(2);
if (!file || !timeout || !resultFile)
  throw new Error('Usage: node scripts/mochaPart.ts BUNDLE TIMEOUT RESULT');
const result = await runBundle({ file }, Number(timeout));
writeFileSync(resultFile, JSON.stringify(result));
process.exit(0);

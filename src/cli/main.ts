import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findFaults } from './findFaults';
import { installedGrammars } from './grammars';
import { readWorkspace } from './readWorkspace';
import { Places, reportFindings, reportUses } from './report';
import { reportTable } from './reportTable';
import { reasonOf } from './reasonOf';

const usage = `Usage: npm run endpoints -- DIR [--json]

Finds the ZeroMQ endpoints in the source code of a folder, and what is wrong with them.

  --json  one line of JSON for each use and each finding
  --help  this text

Exits with 1 if there are findings of severity error, and with 2 if it cannot start.
`;

const exit = { good: 0, errorsFound: 1, cannotStart: 2 } as const;

/** Wrong arguments, or a folder that is none. */
class UsageError extends Error {}

interface Arguments {
  readonly folder: string;
  readonly json: boolean;
}

async function run(): Promise<number> {
  const chosen = readArguments(process.argv.slice(2));
  if (chosen === 'help') {
    process.stdout.write(usage);
    return exit.good;
  }
  const folder = await existingFolder(chosen.folder);
  const workspace = await readWorkspace(folder, installedGrammars(), complain);
  const places = new Places(workspace.sources);
  const findings = reportFindings(findFaults(workspace), places);
  if (chosen.json) {
    const lines = [...reportUses(workspace, places), ...findings].map((line) => `${JSON.stringify(line)}\n`);
    process.stdout.write(lines.join(''));
  } else {
    process.stdout.write(reportTable(workspace, findings, places));
  }
  return findings.some(({ severity }) => severity === 'error') ? exit.errorsFound : exit.good;
}

function readArguments(args: readonly string[]): Arguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [folder, further] = positionals;
  if (folder === undefined || folder === '') throw new UsageError(`The folder to look into is missing.`);
  if (further !== undefined) throw new UsageError(`One folder at a time: ${further} is one too many.`);
  return { folder, json: values.json ?? false };
}

function parse(args: readonly string[]) {
  try {
    const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // what follows the first sentence is about arguments that begin with a dash
    throw new UsageError(
      error instanceof Error ? error.message.replace(/\. To specify .*$/s, '.') : String(error),
    );
  }
}

/** npm runs scripts in the package's folder and says in INIT_CWD where it was called. */
async function existingFolder(given: string): Promise<string> {
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const found = await stat(folder).catch((error: unknown) => {
    throw new UsageError(`Cannot look into ${folder}: ${reasonOf(error)}`);
  });
  if (!found.isDirectory()) throw new UsageError(`${folder} is a file. Give the folder that it is in.`);
  return folder;
}

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
}

// a reader that has enough (`| head`) closes its end
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
run().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    complain(`${error.message}\n\n${usage}`);
    process.exitCode = exit.cannotStart;
  },
);

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WorkbenchError } from '../../base/workbenchError';
import { planEditorFiles } from '../../scaffold/editor/editorPlan';
import { ignoreFile, ignorePath } from '../../scaffold/ignoreFile';
import { planScaffold } from '../../scaffold/planScaffold';
import { checkChoice } from '../../scaffold/scaffoldChoice';
import { reasonOf } from '../reasonOf';
import { listPatterns } from './listPatterns';
import { readScaffoldArguments, usage, UsageError, type ScaffoldArguments } from './scaffoldArguments';
import { FilesExist, FolderInTheWay, writeFiles } from './writeFiles';

const exit = { good: 0, cannotWrite: 1, cannotStart: 2 } as const;

/** Where the templates are, which the script says, and then what the user gave. */
const [templates = '', ...given] = process.argv.slice(2);

async function run(): Promise<void> {
  const chosen = readScaffoldArguments(given);
  switch (chosen.kind) {
    case 'help':
      process.stdout.write(usage);
      return;
    case 'list':
      process.stdout.write(listPatterns());
      return;
    case 'write':
      await write(chosen);
  }
}

async function write({
  choice,
  out,
  force,
  dryRun,
}: Extract<ScaffoldArguments, { kind: 'write' }>): Promise<void> {
  // npm runs scripts in the package's folder and says in INIT_CWD where it was called
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), out);
  const checked = checkChoice(choice, process.platform);
  const plan = await planScaffold(checked, (name) => readFile(path.join(templates, name), 'utf8'));
  const editorFiles = planEditorFiles(plan, {
    folder: '',
    debugTypes: new Set(),
    tasks: await existingText(path.join(folder, '.vscode/tasks.json')),
    launch: await existingText(path.join(folder, '.vscode/launch.json')),
  });
  const merged = [ignoreFile(plan, await existingText(path.join(folder, ignorePath))), ...editorFiles];
  const files = [...plan.files, ...merged];
  if (!dryRun) {
    // These were added to, not replaced
    const added = new Set(merged.map((file) => file.path));
    await writeFiles(folder, files, { mayOverwrite: (name) => force || added.has(name) });
  }
  for (const file of files) process.stdout.write(`${path.join(folder, file.path)}\n`);
}

async function existingText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** What to say on standard error, and the exit code. */
function explain(error: unknown): { message: string; code: number } {
  if (error instanceof UsageError) {
    return { message: `${error.message} See npm run scaffold -- --help.`, code: exit.cannotStart };
  }
  if (error instanceof WorkbenchError) {
    const isAnswer = error.code !== 'scaffold/badTemplate' && error.code !== 'scaffold/unreadableJson';
    return { message: error.message, code: isAnswer ? exit.cannotStart : exit.cannotWrite };
  }
  if (error instanceof FilesExist) {
    const names = error.paths.join(', ');
    const message = `These files exist, and nothing was written: ${names}. Choose another folder, or overwrite with --force.`;
    return { message, code: exit.cannotWrite };
  }
  if (error instanceof FolderInTheWay) {
    const message = `${error.folder} is a folder, and a file has to be there. Nothing was changed.`;
    return { message, code: exit.cannotWrite };
  }
  if (error instanceof Error && 'code' in error) {
    const where = 'path' in error && typeof error.path === 'string' ? ` ${error.path}` : '';
    return {
      message: `Cannot write${where}: ${reasonOf(error)} Nothing was changed.`,
      code: exit.cannotWrite,
    };
  }
  throw error;
}

// a reader that has enough (`| head`) closes its end
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
run().catch((error: unknown) => {
  const { message, code } = explain(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
});

import { languageOfFile } from '../../../src/analysis/languages/languages';
import { scanPlainText } from '../../../src/analysis/plainText/scanPlainText';
import type { PlacedUse } from '../../../src/analysis/workspace/endpointGroup';
import { WorkspaceIndex, type FileContent } from '../../../src/analysis/workspace/workspaceIndex';
import { analyse } from './analyse';

/** What the analysis gives of a file, by its name: a program's facts or a text's endpoints. */
export async function contentOf(path: string, source: string): Promise<FileContent> {
  const language = languageOfFile(path);
  return language
    ? { kind: 'program', facts: await analyse(source, language) }
    : { kind: 'text', endpoints: scanPlainText(source, path) };
}

export async function indexOf(files: Readonly<Record<string, string>>): Promise<WorkspaceIndex> {
  const index = new WorkspaceIndex();
  for (const [path, source] of Object.entries(files)) index.setFile(path, await contentOf(path, source));
  return index;
}

/** A Python program of one line for each socket: `PUB bind tcp://*:5555`; braces are f-string holes. */
export function pythonSockets(...lines: readonly string[]): string {
  const calls = lines.map((line) => {
    const [type = '', role = '', endpoint = ''] = line.split(' ');
    return `ctx.socket(zmq.${type}).${role}(f"${endpoint}")\n`;
  });
  return `import zmq, sys\nhost, port, name = sys.argv[1:]\nctx = zmq.Context()\n${calls.join('')}`;
}

/** `a.py SUB tcp://localhost:5555` */
export function brief({ path, use }: PlacedUse): string {
  return `${path} ${use.socketType ?? '?'} ${use.endpoint}`;
}

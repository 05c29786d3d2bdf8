import { analyseFile } from '../../../src/analysis/analyseFile';
import type { FileFacts, SocketUse } from '../../../src/analysis/facts';
import type { Language } from '../../../src/analysis/languages/language';
import { withTree } from './parsers';

export function analyse(source: string, language: Language): Promise<FileFacts> {
  return withTree(source, language, (tree) => analyseFile(tree, source, language));
}

/** `PUB bind tcp://*:5555` for each use, in source order. */
export function usesOf({ endpoints }: FileFacts): string[] {
  return endpoints.map(({ socketType, role, endpoint }) => `${socketType ?? '?'} ${role} ${endpoint}`);
}

/** The one socket of that name. */
export function socketNamed({ sockets }: FileFacts, name: string): SocketUse {
  const found = sockets.filter((socket) => socket.name === name);
  const [socket] = found;
  if (!socket || found.length > 1) throw new Error(`${found.length} sockets are called ${name}.`);
  return socket;
}

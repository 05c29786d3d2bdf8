import type { SocketOperation, SocketUse } from '../../facts';
import type { CheckedFile } from '../checkedFile';
import type { Fix } from '../finding';
import { receiverOf } from './receiverOf';
import { snippetFor } from './snippets';
import { insertLine, statementLines } from './statementLines';

/** A statement in front of another one of the same socket. */
export function insertSnippet(
  file: CheckedFile,
  { library }: SocketUse,
  operation: SocketOperation | undefined,
  name: Parameters<typeof snippetFor>[1],
  title: string,
): Fix | undefined {
  const lines = operation && statementLines(file, operation);
  const receiver = operation && receiverOf(file, operation);
  const snippet = receiver && snippetFor(library, name, receiver, file.source);
  return lines && snippet ? { title, edits: [insertLine(file, lines, snippet)] } : undefined;
}

import * as path from 'node:path';
import { WorkbenchError } from '../../base/workbenchError';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there. It may have been moved or deleted.',
  EACCES: 'this program may not read it. Check its permissions.',
  EPERM: 'this program may not read it. Check its permissions.',
  EISDIR: 'it is a folder.',
  EIO: 'the disk reported an error. Check the disk.',
  EMFILE: 'too many files are open. Close some sessions.',
  ENFILE: 'too many files are open on this machine. Close some programs.',
};

/** @returns recording/cannotRead: a file could not be read. */
export function cannotRead(file: string, error: unknown): WorkbenchError {
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? '');
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return new WorkbenchError({
    code: 'recording/cannotRead',
    message: `${path.basename(file)} cannot be read: ${reason}`,
    detail: `${file}: ${String(error)}`,
  });
}

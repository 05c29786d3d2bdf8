import * as path from 'node:path';
import { WorkbenchError } from '../../base/workbenchError';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space, or choose another folder.',
  EDQUOT: 'the disk quota is used up. Free some space, or choose another folder.',
  EFBIG: 'the system does not allow files that large. Choose another folder, or put less into one file.',
  EIO: 'the disk reported an error. Check the disk.',
  EROFS: 'the file system is read-only. Choose another folder.',
  EACCES: 'the folder may not be written to. Check its permissions, or choose another folder.',
  EPERM: 'the folder may not be written to. Check its permissions, or choose another folder.',
  EEXIST: 'a part of its path is a file. Choose another folder.',
  ENOTDIR: 'a part of its path is a file. Choose another folder.',
  ENAMETOOLONG: 'its name is too long. Choose a shorter one (setting zeromq.recording.fileName).',
  EMFILE: 'too many files are open. Close some sessions.',
  ENFILE: 'too many files are open on this machine. Close some programs.',
};

/** @returns a sentence part for a failed system call: what happened and what to do. */
export function fileReason(error: unknown): string {
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  return reasons[code] ?? (text.endsWith('.') ? text : `${text}.`);
}

/** A file could not be made. */
export function cannotCreate(file: string, error: unknown): WorkbenchError {
  // A file where a folder should be is told by the same code, of another system call.
  if (codeOf(error) === 'EEXIST' && (error as NodeJS.ErrnoException).syscall === 'open') {
    return alreadyExists(file);
  }
  return new WorkbenchError({
    code: 'recording/cannotCreate',
    message: `${path.basename(file)} could not be made: ${fileReason(error)}`,
    action: 'extensionSettings',
    detail: `${file}: ${String(error)}`,
  });
}

/** A file or folder is where one was to be made. */
export function alreadyExists(target: string): WorkbenchError {
  return new WorkbenchError({
    code: 'recording/exists',
    message: `${path.basename(target)} exists already and is not written over. Choose another name.`,
    detail: target,
  });
}

/** Writing to a file failed; `messages` are in it all the same. */
export function stoppedWriting(file: string, messages: number, error: unknown): WorkbenchError {
  return new WorkbenchError({
    code: 'recording/writeFailed',
    message: `Recording to ${path.basename(file)} stopped: ${fileReason(error)} ${messages.toLocaleString('en')} messages were kept.`,
    action: 'extensionSettings',
    detail: `${file}: ${String(error)}`,
  });
}

/** What was being written to another format is not complete, and was removed. */
export function exportFailed(target: string, error: unknown): WorkbenchError {
  return new WorkbenchError({
    code: 'export/writeFailed',
    message: `Exporting to ${path.basename(target)} failed: ${fileReason(error)} What was written was removed.`,
    detail: `${target}: ${String(error)}`,
  });
}

/** @returns the system's code, such as `ENOSPC`; empty without one. */
export function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | undefined)?.code ?? '');
}

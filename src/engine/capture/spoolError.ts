import type { ErrorInfo } from '../../base/workbenchError';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space, or lower the capture limit in the settings.',
  EDQUOT: 'The disk quota is used up. Free some space, or lower the capture limit in the settings.',
  EFBIG: 'The file system does not allow files that large. Lower the capture limit in the settings.',
  EIO: 'The disk reported an error while writing. Check the disk.',
  EROFS: "The file system of the extension's storage is read-only. Make it writable, or move the storage.",
  EACCES: "The extension's storage folder may not be written to. Check its permissions.",
  EPERM: "The extension's storage folder may not be written to. Check its permissions.",
  EMFILE: 'Too many files are open. Close some sessions.',
  ENFILE: 'Too many files are open on this machine. Close some programs.',
};

/** @returns why messages were lost: what a write to the spool failed with. */
export function spoolFailure(error: unknown): ErrorInfo {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'capture/spoolWriteFailed',
    message: `Captured messages could not be written to disk, and some were dropped. ${reason ?? message}`,
    action: code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'extensionSettings' : 'showLog',
    detail: message,
  };
}

/** @returns why messages were lost that had been written to the spool. */
export function spoolReadFailure(error: unknown): ErrorInfo {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'capture/spoolReadFailed',
    message:
      'Captured messages could not be read back from the disk, and are gone from the capture. Look whether another ' +
      "program clears the extension's storage, and check the disk.",
    action: 'showLog',
    detail,
  };
}

/** Whether a failure to read may pass: nothing is wrong with what is on the disk. */
export function mayPass(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  return ['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EBUSY'].includes(code);
}

export const engineDied: ErrorInfo = {
  code: 'capture/engineDied',
  message:
    'The engine ended unexpectedly, and the messages of its last moment, at most a second, were not on disk yet.',
};

export const diskTooSlow: ErrorInfo = {
  code: 'capture/diskTooSlow',
  message:
    'Messages came faster than the disk takes them, and some were dropped from the capture. ' +
    "Slow the sender down, or move the extension's storage to a faster disk.",
};

export const outOfMemory: ErrorInfo = {
  code: 'capture/outOfMemory',
  message:
    'A message was too large for the memory that is free, and was not kept in the capture. Close some sessions.',
};

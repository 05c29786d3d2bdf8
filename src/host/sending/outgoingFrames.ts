import * as vscode from 'vscode';
import { errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import { type FrameInput, parseFrameInput } from '../../model/frameInput';
import type { OutgoingFrame } from '../../protocol/session';

/** A frame as it was given: typed, or bytes as they are. */
export type GivenFrame = FrameInput | Uint8Array;

/**
 * Checks frames and reads the files among them.
 * @throws send/badFrame with the frame's number and the fault, send/fileUnreadable
 */
export async function outgoingFrames(given: readonly GivenFrame[]): Promise<readonly OutgoingFrame[]> {
  return Promise.all(given.map((frame, index) => outgoingFrame(frame, index + 1)));
}

async function outgoingFrame(frame: GivenFrame, position: number): Promise<OutgoingFrame> {
  if (frame instanceof Uint8Array) return { bytes: frame };
  const parsed = parseFrameInput(frame);
  switch (parsed.kind) {
    case 'bytes':
      return { bytes: parsed.bytes };
    case 'template':
      return { template: parsed.template };
    case 'file':
      return { bytes: await readFrameFile(parsed.path) };
    case 'mistakes': {
      const [first] = parsed.mistakes;
      throw new WorkbenchError({
        code: 'send/badFrame',
        message: vscode.l10n.t('Frame {0}: {1}', position, first?.message ?? ''),
      });
    }
  }
}

async function readFrameFile(path: string): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(fileUri(path));
  } catch (error) {
    throw new WorkbenchError({
      code: 'send/fileUnreadable',
      message: vscode.l10n.t('The file {0} could not be read: {1}', path, errorInfoOf(error).message),
    });
  }
}

/** Relative paths start at the first workspace folder. */
function fileUri(path: string): vscode.Uri {
  const isAbsolute = /^([/\\]|[A-Za-z]:)/.test(path);
  const folder = vscode.workspace.workspaceFolders?.[0];
  return isAbsolute || !folder ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder.uri, path);
}

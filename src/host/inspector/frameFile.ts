import * as vscode from 'vscode';
import { captureFrame } from '../../protocol/capture';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import type { InspectorSubject } from './inspectorSubject';

/** Frames of up to 64 MiB and more come in pieces, so that no single answer holds up the others. */
const pieceBytes = 4 * 1024 * 1024;

/** Asks where to, and writes the whole frame there. @returns the path, or null when dismissed. */
export async function saveFrame(
  supervisor: EngineSupervisor,
  subject: InspectorSubject,
  row: number,
  frame: number,
): Promise<string | null> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `message-${row}-frame-${frame}.bin`;
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder && vscode.Uri.joinPath(folder, name),
    title: vscode.l10n.t('Save Frame {0} of Message {1}', frame, row),
  });
  if (!target) return null;
  const { purpose } = subject;
  const capture = await subject.capture();
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (let size = Infinity; offset < size;) {
    const piece = await supervisor.request(
      captureFrame,
      { capture, row, frame, offset, length: pieceBytes },
      { purpose },
    );
    size = piece.size;
    if (piece.bytes.length === 0) break;
    pieces.push(piece.bytes);
    offset += piece.bytes.length;
  }
  await vscode.workspace.fs.writeFile(target, Buffer.concat(pieces));
  return target.fsPath;
}

/** @returns the path of a chosen file, relative to the workspace folder that holds it, or null when dismissed. */
export async function chooseFrameFile(): Promise<string | null> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('File to Send as a Frame'),
    openLabel: vscode.l10n.t('Choose'),
  });
  const [file] = chosen ?? [];
  if (!file) return null;
  const first = vscode.workspace.workspaceFolders?.[0];
  const inFirst = first && vscode.workspace.getWorkspaceFolder(file)?.uri.toString() === first.uri.toString();
  return inFirst ? vscode.workspace.asRelativePath(file, false) : file.fsPath;
}

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { numberedName, recordingName } from '../../model/recordingName';
import { type Compression } from '../../protocol/recording';
import { settingDefaults } from '../config/settings';
import { type SessionEntry } from '../sessions/sessionRegistry';

/** The folder of new recordings: the setting's, in the first workspace folder where it is relative. */
export function recordingsFolder(): string {
  const setting = stringSetting('zeromq.recording.folder');
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const expanded = setting
    .replace(/^~(?=$|[\\/])/, homedir())
    .replace('${workspaceFolder}', workspace ?? homedir());
  return path.resolve(workspace ?? path.join(homedir(), 'zeromq'), expanded);
}

/** @returns the path of a new recording: of a given name, or one by the setting's pattern that is not taken. */
export function newRecordingFile({ label, definition }: SessionEntry, file?: string): string {
  const folder = recordingsFolder();
  if (file !== undefined) return path.resolve(folder, file.endsWith('.mcap') ? file : `${file}.mcap`);
  const pattern = stringSetting('zeromq.recording.fileName');
  const name = recordingName(pattern, { label, type: definition.type, time: new Date() });
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, numberedName(name, number));
    if (!existsSync(candidate)) return candidate;
  }
}

export function recordingCompression(): Compression {
  return stringSetting('zeromq.recording.compression') === 'zstd' ? 'zstd' : 'none';
}

function stringSetting(
  id: 'zeromq.recording.folder' | 'zeromq.recording.fileName' | 'zeromq.recording.compression',
): string {
  const value: unknown = vscode.workspace.getConfiguration().get(id);
  return typeof value === 'string' && value.trim() !== '' ? value : settingDefaults[id];
}

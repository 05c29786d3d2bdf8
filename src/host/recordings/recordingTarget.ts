import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { continuedName, numberedName, recordingName } from '../../model/recordingName';
import type { Compression } from '../../protocol/recording';
import { settingDefaults } from '../config/settings';

/** What recordings and exports are named after. */
export interface Recorded {
  readonly label: string;
  readonly definition: { readonly type: string };
}

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
export function newRecordingFile(recorded: Recorded, file?: string): string {
  return file === undefined
    ? freePath(path.join(recordingsFolder(), nameByPattern(recorded)))
    : recordingFileNamed(file);
}

/** @param name absolute, or relative to the recordings folder; with or without .mcap. */
export function recordingFileNamed(name: string): string {
  return path.resolve(recordingsFolder(), name.endsWith('.mcap') ? name : `${name}.mcap`);
}

/** @returns the name by the setting's pattern, as of now. */
export function nameByPattern({ label, definition }: Recorded): string {
  const pattern = stringSetting('zeromq.recording.fileName');
  return recordingName(pattern, { label, type: definition.type, time: new Date() });
}

/** @returns the path, with a number in its name where something is there already. */
export function freePath(wanted: string): string {
  return firstFree(wanted, numberedName, 1);
}

/** @returns where a recording goes on that ended with the engine: beside it, with the number of the part. */
export function continuedPath(file: string): string {
  return firstFree(file, continuedName, 2);
}

function firstFree(wanted: string, naming: (name: string, number: number) => string, from: number): string {
  for (let number = from; ; number++) {
    const candidate = path.join(path.dirname(wanted), naming(path.basename(wanted), number));
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

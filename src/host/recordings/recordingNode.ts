/** An element of the Recordings view; commands of its menus get it. */
export interface RecordingNode {
  readonly kind: 'recording';
  readonly file: string;
}

/** @param file an absolute path. @returns what a command is called on to be about the file. */
export function recordingNode(file: string): RecordingNode {
  return { kind: 'recording', file };
}

export function isRecordingNode(value: unknown): value is RecordingNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'recording';
}

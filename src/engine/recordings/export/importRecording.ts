import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { utf8Decode } from '../../../base/bytes';
import type { Cancellation } from '../../../base/cancellation';
import { WorkbenchError } from '../../../base/workbenchError';
import type { ImportParams } from '../../../protocol/recording';
import { TimeSlice } from '../../capture/timeSlice';
import { RecordingFile } from '../recordingFile';
import { fileReason } from '../recordingError';
import { throwIfCancelled } from '../selectedRows';
import { LineTooLongError, readLines } from './lineReader';
import { LineMistake, parseHeader, parseJsonLine } from './parseJsonLine';
import { RecordEncoder } from './recordEncoder';

/**
 * Makes a recording from a JSON Lines file, the same record by record as the one that was exported. Where it fails or
 * is cancelled nothing stays.
 *
 * @param onProgress 0 to 1, and the messages so far.
 * @throws import/cannotRead, import/badLine, task/cancelled, recording/…
 */
export async function importRecording(
  { source, file, compression }: Omit<ImportParams, 'task'>,
  onProgress: (done: number, messages: number) => void,
  token: Cancellation,
): Promise<void> {
  const importer = new Importer(file, compression);
  const slice = new TimeSlice();
  let number = 0;
  try {
    for await (const { lines, end, size } of readLines(source)) {
      for (const line of lines) {
        number++;
        const text = textOf(line, number);
        if (text !== '') await importer.take(text);
        if (!slice.isOver) continue;
        throwIfCancelled(token);
        await slice.pause();
      }
      throwIfCancelled(token);
      onProgress(size === 0 ? 1 : Math.min(1, end / size), importer.messages);
      await importer.room();
    }
    number++;
    await importer.finish();
  } catch (error) {
    await importer.abandon();
    throw importError(source, number, error);
  }
}

/** @returns the line without carriage return and, in front of the first, byte order mark. @throws LineMistake */
function textOf(line: Uint8Array, number: number): string {
  const text = utf8Decode(line);
  if (text === undefined) throw new LineMistake('is not UTF-8.');
  return (number === 1 ? text.replace(/^\ufeff/, '') : text).trimEnd();
}

/** The recording that comes to be: its file is made once the first line said what it is of. */
class Importer {
  messages = 0;
  private recording: RecordingFile | undefined;
  private readonly encoder = new RecordEncoder();
  private lastNs = 0n;

  constructor(
    private readonly file: string,
    private readonly compression: ImportParams['compression'],
  ) {}

  /** @throws LineMistake, recording/… */
  async take(line: string): Promise<void> {
    const { recording } = this;
    if (!recording) {
      this.recording = await RecordingFile.create(this.file, parseHeader(line), this.compression);
      return;
    }
    const parsed = parseJsonLine(line);
    if (parsed.timeNs < this.lastNs) {
      throw new LineMistake(`has the time ${parsed.timeNs}, which is before that of the line before it.`);
    }
    this.lastNs = parsed.timeNs;
    if (parsed.kind === 'message') this.messages++;
    recording.append(this.encoder.encode(parsed));
  }

  async room(): Promise<void> {
    await this.recording?.room();
  }

  /** @throws LineMistake, recording/writeFailed */
  async finish(): Promise<void> {
    if (!this.recording) throw new LineMistake('is missing: the file is empty.');
    await this.recording.finish();
  }

  async abandon(): Promise<void> {
    if (!this.recording) return;
    await this.recording.abandon().catch(() => undefined);
    await rm(this.file, { force: true });
  }
}

function importError(source: string, line: number, error: unknown): unknown {
  if (error instanceof WorkbenchError) return error;
  const name = path.basename(source);
  if (error instanceof LineMistake) {
    return new WorkbenchError({
      code: 'import/badLine',
      message: `${name} cannot be imported: line ${line} ${error.message}`,
      detail: source,
    });
  }
  if (error instanceof LineTooLongError) {
    return new WorkbenchError({
      code: 'import/badLine',
      message: `${name} cannot be imported: line ${line + 1} is longer than 512 MiB.`,
      detail: source,
    });
  }
  return new WorkbenchError({
    code: 'import/cannotRead',
    message: `${name} cannot be imported: ${fileReason(error)}`,
    detail: `${source}: ${String(error)}`,
  });
}

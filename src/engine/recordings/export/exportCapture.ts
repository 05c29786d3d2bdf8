import type { Cancellation } from '../../../base/cancellation';
import type { ExportParams, ExportResult, Selection } from '../../../protocol/recording';
import type { CaptureSource } from '../../capture/captureSource';
import type { RowCursor } from '../../capture/rowCursor';
import { nodeFileSystem } from '../../capture/spoolFileSystem';
import { filterOf, type RowVisitor, visitSelected } from '../selectedRows';
import { writeCsvHeader, writeCsvRow } from './csv';
import { FrameFolder } from './frameFolder';
import { writeEvent, writeHeader, writeMessage } from './jsonLines';
import { TextFile } from './textFile';

/** Where an export goes, in the order of the rows. */
interface Target {
  readonly bytes: number;
  event?: RowVisitor['event'];
  row(cursor: RowCursor): void;
  /** Resolves when there is room for the next rows. */
  room(): Promise<void>;
  finish(): Promise<void>;
  /** Removes all that was written. Never rejects. */
  abandon(): Promise<void>;
}

export type ExportOptions = Pick<ExportParams, 'format' | 'target' | 'selection'>;

/**
 * Writes the rows of a selection in another format, a chunk at a time. Where it fails or is cancelled nothing stays.
 *
 * @param onProgress 0 to 1, and the messages so far.
 * @throws recording/exists, recording/cannotCreate, export/writeFailed, capture/badFilter, task/cancelled
 */
export async function exportCapture(
  capture: CaptureSource,
  { format, target: path, selection }: ExportOptions,
  onProgress: (done: number, messages: number) => void,
  token: Cancellation,
  fs = nodeFileSystem,
): Promise<ExportResult> {
  filterOf(selection);
  const target = await createTarget(capture, format, path, fs);
  try {
    const messages = await fill(target, capture, selection, onProgress, token);
    await target.finish();
    return { messages, bytes: target.bytes };
  } catch (error) {
    await target.abandon();
    throw error;
  }
}

async function fill(
  target: Target,
  capture: CaptureSource,
  selection: Selection,
  onProgress: (done: number, messages: number) => void,
  token: Cancellation,
): Promise<number> {
  let messages = 0;
  const visitor: RowVisitor = {
    event: target.event,
    row(cursor) {
      target.row(cursor);
      messages++;
    },
    async pause(done) {
      onProgress(done, messages);
      await target.room();
    },
  };
  await visitSelected(capture, selection, visitor, token);
  return messages;
}

async function createTarget(
  capture: CaptureSource,
  format: ExportParams['format'],
  path: string,
  fs: typeof nodeFileSystem,
): Promise<Target> {
  switch (format) {
    case 'jsonl': {
      const file = await TextFile.create(path, fs);
      writeHeader(capture, file.write);
      return textTarget(file, {
        event: (chunk, record) => writeEvent(chunk, record, file.write),
        row: (cursor) => writeMessage(cursor, capture.channels, file.write),
      });
    }
    case 'csv': {
      const file = await TextFile.create(path, fs);
      writeCsvHeader(file.write);
      return textTarget(file, { row: (cursor) => writeCsvRow(cursor, file.write) });
    }
    case 'frames': {
      const folder = await FrameFolder.create(path, capture.endRow);
      return {
        get bytes() {
          return folder.bytes;
        },
        row: (cursor) => folder.add(cursor),
        room: () => folder.write(),
        finish: () => folder.write(),
        abandon: () => folder.abandon(),
      };
    }
  }
}

function textTarget(file: TextFile, take: Pick<Target, 'event' | 'row'>): Target {
  return {
    get bytes() {
      return file.bytes;
    },
    ...take,
    room: () => file.room(),
    finish: () => file.finish(),
    abandon: () => file.abandon(),
  };
}

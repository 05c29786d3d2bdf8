import { concatBytes } from '../../base/bytes';
import { mechanismOf } from '../../model/mechanism';
import type { SessionDefinition } from '../../model/sessionDefinition';
import { withoutSecrets } from '../../model/socketOption';
import {
  type ChannelDescription,
  channelId,
  encodeFileStart,
  encodeMetadata,
  eventSchemaId,
  type FileDescription,
} from '../../recording/mcapRecords';

/** Metadata records of our files. */
export const sessionRecord = 'zeromq.session';
export const positionRecord = 'zeromq.capture';

export const eventSchema = JSON.stringify({
  title: 'zeromq.SocketEvent',
  type: 'object',
  properties: {
    seq: { type: 'integer' },
    time: { type: 'number', description: 'epoch milliseconds' },
    kind: { type: 'string' },
    severity: { type: 'string' },
    address: { type: 'string' },
    detail: { type: 'string' },
  },
});

/** @returns what the files of a session's capture say about its channels. */
export function fileDescription(definition: SessionDefinition): FileDescription {
  const { endpoints } = definition;
  const metadata = {
    socketType: definition.type,
    role: [...new Set(endpoints.map(({ role }) => role))].join(' '),
    endpoint: endpoints.map(({ address }) => address).join(' '),
    mechanism: mechanismOf(definition.options),
  };
  const messages = (id: number, direction: 'in' | 'out'): ChannelDescription => ({
    id,
    schemaId: 0,
    topic: `${definition.id}/${direction}`,
    messageEncoding: 'zmtp',
    metadata: { ...metadata, direction },
  });
  return {
    library: 'zeromq-workbench',
    eventSchema,
    channels: [
      messages(channelId.received, 'in'),
      messages(channelId.sent, 'out'),
      {
        id: channelId.events,
        schemaId: eventSchemaId,
        topic: `${definition.id}/events`,
        messageEncoding: 'json',
        metadata,
      },
    ],
  };
}

/** @returns magic, header, schema, channels and the definition without anything that may be secret. */
export function captureFileStart(definition: SessionDefinition): Uint8Array {
  const options = withoutSecrets(definition.options);
  return concatBytes([
    encodeFileStart(fileDescription(definition)),
    encodeMetadata(sessionRecord, { definition: JSON.stringify({ ...definition, options }) }),
  ]);
}

/** Where the counting stands at a place in a file: MCAP has neither row numbers nor a ledger. */
export interface CapturePosition {
  /** The row that comes next. */
  readonly row: number;
  readonly received: number;
  readonly sent: number;
  readonly events: number;
  readonly bytes: number;
  readonly cleared: number;
  readonly lost: number;
  /** Epoch ms of the capture's first message ever; 0 without one. */
  readonly firstTimeMs: number;
}

export const startPosition: CapturePosition = {
  row: 0,
  received: 0,
  sent: 0,
  events: 0,
  bytes: 0,
  cleared: 0,
  lost: 0,
  firstTimeMs: 0,
};

export function encodePosition(position: CapturePosition): Uint8Array {
  const map = Object.fromEntries(Object.entries(position).map(([name, value]) => [name, String(value)]));
  return encodeMetadata(positionRecord, map);
}

/** @returns undefined when a field is missing or no number. */
export function decodePosition(map: ReadonlyMap<string, string>): CapturePosition | undefined {
  const position = { ...startPosition };
  for (const name of Object.keys(startPosition) as (keyof CapturePosition)[]) {
    const value = Number(map.get(name));
    if (!Number.isFinite(value) || value < 0) return undefined;
    Object.assign(position, { [name]: value });
  }
  return position;
}

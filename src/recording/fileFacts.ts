import type { ChannelInfo, MetadataInfo, SchemaInfo } from './fileIndex';
import { opcode } from './mcapRecords';
import { RecordReader } from './recordReader';

/** Collects the records that are not messages: who wrote the file, schemas, channels, metadata. */
export class FileFacts {
  profile = '';
  library = '';
  readonly schemas = new Map<number, SchemaInfo>();
  readonly channels = new Map<number, ChannelInfo>();
  readonly metadata: MetadataInfo[] = [];

  /** @param content of the record, without prefix. Throws a RangeError where it is malformed. */
  take(code: number, content: Uint8Array): void {
    const reader = new RecordReader(content);
    switch (code) {
      case opcode.header:
        this.profile = reader.string();
        this.library = reader.string();
        return;
      case opcode.schema: {
        const id = reader.u16();
        this.schemas.set(id, { id, name: reader.string(), encoding: reader.string() });
        return;
      }
      case opcode.channel: {
        const id = reader.u16();
        const schemaId = reader.u16();
        const topic = reader.string();
        const messageEncoding = reader.string();
        this.channels.set(id, { id, schemaId, topic, messageEncoding, metadata: reader.strings() });
        return;
      }
      case opcode.metadata:
        this.metadata.push({ name: reader.string(), map: reader.strings() });
    }
  }
}

import { shorten } from '../visibleText';
import { type BinaryFormat, breakMark, indefinite } from './binaryFormat';
import { DecodeFault } from './decodeFault';
import { isContainer } from './treeNode';

/**
 * A MessagePack or CBOR value on one line: `{"temp": 21.5, "unit": "C"}`. It reads from the front and stops when
 * the line is full or the bytes end, so it works on the start of a value too.
 */
export function binaryPreview(format: BinaryFormat, max: number, at = 0): string {
  const writer = new PreviewWriter(format, max);
  try {
    writer.value(at);
  } catch (error) {
    if (!(error instanceof DecodeFault)) throw error;
    writer.out += '…';
  }
  return shorten(writer.out, max);
}

class PreviewWriter {
  out = '';

  constructor(
    private readonly format: BinaryFormat,
    private readonly max: number,
  ) {}

  /** @returns where the next value starts; of no meaning once the line is full. */
  value(at: number): number {
    const head = this.format.describe(at);
    this.format.step(head.headAt);
    if (isContainer(head.kind)) return this.members(head.kind === 'object');
    this.out += head.kind === 'binary' || head.kind === 'extension' ? `<${head.text}>` : head.text;
    return this.format.next;
  }

  private members(isMap: boolean): number {
    const { items } = this.format;
    let at = this.format.next;
    this.out += isMap ? '{' : '[';
    for (let item = 0; item !== items && this.out.length <= this.max; item++) {
      if (items === indefinite) {
        this.format.step(at);
        if (this.format.items === breakMark) {
          at = this.format.next;
          break;
        }
      }
      if (item > 0) this.out += isMap && item % 2 === 1 ? ': ' : ', ';
      at = this.value(at);
    }
    this.out += isMap ? '}' : ']';
    return at;
  }
}

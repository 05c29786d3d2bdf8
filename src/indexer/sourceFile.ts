import { LineIndex, type TextRange } from '../analysis/textRange';
import { type Span } from '../protocol/analysis';

/** The text that was analysed, to tell lines and columns by. */
export class SourceFile {
  private lines: LineIndex | undefined;

  constructor(
    readonly text: string,
    /** Of an editor's text. */
    readonly version?: number,
  ) {}

  spanOf({ start, end }: TextRange): Span {
    this.lines ??= new LineIndex(this.text);
    const from = this.lines.positionAt(start);
    const to = this.lines.positionAt(end);
    return {
      startLine: from.line,
      startCharacter: from.character,
      endLine: to.line,
      endCharacter: to.character,
    };
  }
}

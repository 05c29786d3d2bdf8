import { LineIndex, type TextPosition, type TextRange } from '../analysis/textRange';
import type { Span } from '../protocol/analysis';

/** What an editor says of its text beside the text. */
export interface EditorText {
  readonly version: number;
  /** VS Code's id of the language. */
  readonly languageId: string;
}

/** The text that was analysed, to tell lines and columns by. */
export class SourceFile {
  private lines: LineIndex | undefined;

  constructor(
    readonly text: string,
    /** Absent for a file from the disk. */
    readonly editor?: EditorText,
  ) {}

  spanOf({ start, end }: TextRange): Span {
    const lines = this.index;
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return {
      startLine: from.line,
      startCharacter: from.character,
      endLine: to.line,
      endCharacter: to.character,
    };
  }

  offsetAt(position: TextPosition): number {
    return this.index.offsetAt(position);
  }

  private get index(): LineIndex {
    this.lines ??= new LineIndex(this.text);
    return this.lines;
  }
}

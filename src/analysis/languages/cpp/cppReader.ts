import type { SyntaxNode } from '../../syntax/syntaxNode';
import { Reader, type ReaderTables } from '../reader';
import type { CppType, TypeKind } from './types';
import { collectFileNames, type FileNames } from './fileNames';

/** A reader that knows what the whole file declares: C++ cannot be read from left to right. */
export class CppReader extends Reader {
  readonly file: FileNames;
  /** What `kindOfVariable` has found out. */
  readonly kinds = new Map<string, CppType | undefined>();
  /** What kinds of types the names are, as far as their names tell. */
  readonly typeKinds = new Map<string, TypeKind | 'handle'>();
  /** What the function around returns, for `return {…}`. */
  returns?: SyntaxNode;

  constructor(source: string, tables: ReaderTables, root: SyntaxNode) {
    super(source, tables);
    this.file = collectFileNames(root, source);
  }
}

/** The reader, which in this language always is a `CppReader`. */
export function cppReader(reader: Reader): CppReader {
  if (!(reader instanceof CppReader)) throw new Error('C++ is read by a CppReader.');
  return reader;
}

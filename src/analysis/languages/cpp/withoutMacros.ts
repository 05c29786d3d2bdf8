/**
 * What the grammar, which knows no preprocessor, stumbles over and often loses the rest of a class for: Qt's keywords,
 * and macros that export a name.
 */
const stumblingBlocks: readonly RegExp[] = [
  /\bQ_(?:OBJECT|GADGET|NAMESPACE)\b/g,
  /\bQ_(?:PROPERTY|ENUMS?|FLAGS?|DISABLE_COPY(?:_MOVE)?|DECLARE_\w+|INTERFACES|CLASSINFO|PLUGIN_METADATA|INVOKABLE)\b(?:[ \t]*\([^()]*\))?/g,
  /(?<=\b(?:public|protected|private)\s+)(?:slots|Q_SLOTS)(?=\s*:)/g,
  /\b(?:signals|Q_SIGNALS)\s*:(?!:)/g,
  /\b(?:emit|Q_EMIT)\b(?=\s+\w)/g,
  /(?<=\b(?:class|struct)\s+)[A-Z][A-Z0-9]*_[A-Z0-9_]+(?:\([^()]*\))?(?=\s+[A-Za-z_]\w*\s*(?:final\s*)?[:{])/g,
  /(?<=^[ \t]*)[A-Z][A-Z0-9_]*_(?:API|EXPORTS?|PUBLIC|DLL|DECL)\b(?=[ \t]+[A-Za-z_])/gm,
  /^[A-Z][A-Z0-9_]*(?:NAMESPACE|BEGIN|END)[A-Z0-9_]*[ \t]*$/gm,
];

/** The source as its parser should see it, with spaces for these; of the same length. */
export function withoutMacros(source: string): string {
  return stumblingBlocks.reduce(
    (text, block) => text.replace(block, (match) => match.replaceAll(/[^\r\n]/g, ' ')),
    source,
  );
}

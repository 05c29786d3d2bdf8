/** File names, without `.wasm`, of the grammars that src/analysis/languages uses; a unit test compares them. */
export const grammars = [
  'tree-sitter-c',
  'tree-sitter-c-sharp',
  'tree-sitter-cpp',
  'tree-sitter-go',
  'tree-sitter-java',
  'tree-sitter-javascript',
  'tree-sitter-php',
  'tree-sitter-python',
  'tree-sitter-ruby',
  'tree-sitter-rust',
  'tree-sitter-tsx',
  'tree-sitter-typescript',
];

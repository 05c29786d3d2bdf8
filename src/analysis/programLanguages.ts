/** Editors' ids of the languages that are analysed as programs, variants included. */
export const programLanguages = [
  'python',
  'c',
  'cpp',
  'java',
  'csharp',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'go',
  'rust',
  'php',
  'ruby',
] as const;

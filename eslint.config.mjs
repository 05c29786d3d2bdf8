import tseslint from 'typescript-eslint';

/** Rooms in order: a room imports only from rooms before its own group (docs: architecture, "Import rule"). */
const rooms = {
  base: [],
  model: ['base'],
  zmtp: ['base', 'model'],
  recording: ['base', 'model'],
  analysis: ['base', 'model'],
  scaffold: ['base', 'model'],
  protocol: ['base', 'model'],
  engine: ['base', 'model', 'zmtp', 'recording', 'analysis', 'scaffold', 'protocol'],
  indexer: ['base', 'model', 'analysis', 'protocol'],
  cli: ['base', 'model', 'analysis', 'scaffold', 'indexer'],
  host: ['base', 'model', 'zmtp', 'recording', 'analysis', 'scaffold', 'protocol'],
  webview: ['base', 'model', 'zmtp', 'recording', 'analysis', 'scaffold', 'protocol'],
};
const names = Object.keys(rooms);

/** How deep folders go below a room; `../engine` means src/engine only from the right depth. */
const depths = [0, 1, 2, 3];
const importRule = names.flatMap((room) =>
  depths.map((depth) => ({
    files: [`src/${room}/${'*/'.repeat(depth)}*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./){${depth + 1}}(${names.filter((n) => n !== room && !rooms[room].includes(n)).join('|')}|extension)(/|$)`,
              message: `src/${room} may import only from: ${[room, ...rooms[room]].join(', ')}.`,
            },
            ...(room === 'host' ? [] : [{ regex: '^vscode$', message: 'Only src/host imports vscode.' }]),
            { regex: '^zeromq', message: 'Only src/engine/native.ts imports zeromq.' },
          ],
        },
      ],
    },
  })),
);

export default tseslint.config(
  {
    ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/', 'media/', 'test/fixtures/', 'demo/'],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          'src/tsconfig.json',
          'src/engine/tsconfig.json',
          'src/indexer/tsconfig.json',
          'src/cli/tsconfig.json',
          'src/host/tsconfig.json',
          'src/webview/tsconfig.json',
          'test/tsconfig.json',
          'scripts/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // such an import would load its module
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      eqeqeq: 'error',
    },
  },
  ...importRule,
  { files: ['src/engine/native.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    // mocha's describe/it return values are not promises to await
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.mjs'], rules: { 'no-restricted-exports': 'off' } },
);

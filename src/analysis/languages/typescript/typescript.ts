import { ecmaScript } from '../javascript/ecmaScript';
import type { Language } from '../language';

export const typescript: Language = {
  ...ecmaScript,
  id: 'typescript',
  grammar: 'tree-sitter-typescript',
  extensions: ['.ts', '.mts', '.cts'],
};

/** TypeScript with JSX, which reads `<T>x` in another way. */
export const tsx: Language = {
  ...ecmaScript,
  id: 'typescript',
  grammar: 'tree-sitter-tsx',
  extensions: ['.tsx'],
};

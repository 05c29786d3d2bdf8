import type { Language } from '../language';
import { ecmaScript } from './ecmaScript';

export const javascript: Language = {
  ...ecmaScript,
  id: 'javascript',
  grammar: 'tree-sitter-javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx'],
};

import { patterns } from '../../scaffold/catalogue/patterns';
import { languages, reasonAgainst } from '../../scaffold/languages/languages';
import type { Pattern } from '../../scaffold/pattern';

/** For people: each pattern with its roles, endpoints and languages. */
export function listPatterns(): string {
  return patterns.map(describe).join('\n');
}

function describe(pattern: Pattern): string {
  const { id, title, use, endpoints, roles, topic } = pattern;
  const offered = languages.filter(({ offers }) => offers.includes(id)).map((language) => language.id);
  const refused = languages.flatMap((language) =>
    language.reasons[id] === undefined ? [] : [`${language.id}: ${reasonAgainst(language, id) ?? ''}`],
  );
  const lines = [
    ['', title + '.', use].join(' '),
    `  roles: ${roles.map((role) => role.id).join(', ')}`,
    `  endpoints: ${endpoints.map((endpoint) => `${endpoint.name}=${endpoint.default}`).join(' ')}`,
    ...(topic === undefined ? [] : [`  topic: ${topic}`]),
    `  languages: ${offered.join(', ') || 'none yet'}`,
    ...refused.map((reason) => `  not in ${reason}`),
  ];
  return `${id}\n ${lines.join('\n')}\n`;
}

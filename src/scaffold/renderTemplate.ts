import { scaffoldError } from './scaffoldFault';

export interface TemplateValues {
  readonly endpoints: ReadonlyMap<string, string>;
  readonly topic: string | undefined;
}

const placeholder = /\{\{([A-Za-z]+(?:\.[A-Za-z]+)*)\}\}/g;
/** With spaces or another name: meant as one and not known. */
const torn = /\{\{\s*(?:endpoint|topic)\b[^{}]*\}\}?/;

/**
 * Puts the values where `{{endpoint.NAME}}` and `{{topic}}` stand, escaped for a string literal.
 * @param path of the template, for messages
 * @throws WorkbenchError `scaffold/badTemplate` where a placeholder is not known
 */
export function renderTemplate(template: string, path: string, values: TemplateValues): string {
  const left = torn.exec(template.replace(placeholder, ''));
  if (left) throw unknownPlaceholder(left[0], path);
  return template.replace(placeholder, (whole, name: string) => {
    const value = valueOf(name, values);
    if (value === undefined) throw unknownPlaceholder(whole, path);
    return literalText(value);
  });
}

/** Names in a template, `endpoint.service` or `topic`, each once. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].flatMap(([, name]) => name ?? []))];
}

function valueOf(name: string, { endpoints, topic }: TemplateValues): string | undefined {
  if (name === 'topic') return topic;
  return name.startsWith('endpoint.') ? endpoints.get(name.slice('endpoint.'.length)) : undefined;
}

/** All languages offered take the same escapes, in single and double quotes. */
function literalText(value: string): string {
  return value.replace(/[\\'"]/g, (mark) => `\\${mark}`);
}

function unknownPlaceholder(text: string, path: string): Error {
  const message = `The template ${path} holds ${text}, which is not known. Report this as a bug.`;
  return scaffoldError({ code: 'scaffold/badTemplate', message });
}

/** What is typed while the `.*` toggle is on is one expression of the filter language, without its slashes. */
export const regexOpening = '/';

/** A filter as a person set it. */
export interface TypedFilter {
  readonly filter: string;
  /** The text is one regular expression. */
  readonly regex?: boolean;
  readonly matchCase?: boolean;
}

/** @returns the filter in the language of docs/filter.md. */
export function filterText({ filter, regex, matchCase }: TypedFilter): string {
  const text = filter.trim();
  if (!regex || text === '') return text;
  const escaped = text.replace(/\\.|\//gs, (part) => (part === '/' ? '\\/' : part));
  return `${regexOpening}${escaped}${regexOpening}${matchCase ? '' : 'i'}`;
}

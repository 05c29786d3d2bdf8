/** Many programs take these for line ends, though JSON does not. */
const lineEnds = /[\u0085\u2028\u2029]/g;

/** @returns JSON on one line, whoever splits the lines. */
export function oneLine(json: string): string {
  return json.replace(lineEnds, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

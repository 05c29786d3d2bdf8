/** Seconds with more digits than a Date takes. */
const fine = /^(.*\.\d{3})(\d+)(.*)$/;

/** @param ms epoch milliseconds with their fraction. @returns ISO 8601 in UTC, with nine digits where it takes them. */
export function isoTimeOf(ms: number): string {
  const whole = Math.floor(ms);
  const text = new Date(whole).toISOString();
  const rest = ms - whole;
  return rest === 0 ? text : text.replace('Z', `${rest.toFixed(6).slice(2)}Z`);
}

/** @returns epoch milliseconds with their fraction; undefined where the text is no time. */
export function parseIsoTime(text: string): number | undefined {
  const [, coarse = '', digits = '', zone = ''] = fine.exec(text) ?? [];
  const ms = Date.parse(digits === '' ? text : coarse + zone);
  if (Number.isNaN(ms)) return undefined;
  return digits === '' ? ms : ms + Number(`0.${digits}`);
}

export type TextFont = 'sans' | 'mono';

const narrow = new Set("iljtfrI.,:;|!'`()[]{}/\\ -");
const wide = new Set('mwMWQOGD@%&');

/**
 * About how wide a text is in pixels, generously: it is laid out where there is no screen, and drawn in fonts of
 * which only the kind is known.
 */
export function textWidth(text: string, font: TextFont, size: number): number {
  let ems = 0;
  for (const character of text) ems += font === 'mono' ? monoEms(character) : sansEms(character);
  return ems * size;
}

function monoEms(character: string): number {
  return isFullWidth(character) ? 1.2 : 0.61;
}

function sansEms(character: string): number {
  if (isFullWidth(character)) return 1.05;
  if (narrow.has(character)) return 0.38;
  if (wide.has(character)) return 0.9;
  return /\p{Lu}/u.test(character) ? 0.71 : 0.6;
}

function isFullWidth(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(
    character,
  );
}

/** Cuts out the middle of a text that is longer: both ends of paths and addresses tell something. */
export function shortened(text: string, longest: number): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  const head = Math.floor((longest - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(head + 1 - longest).join('')}`;
}

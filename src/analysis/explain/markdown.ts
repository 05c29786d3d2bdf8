/** The text as Markdown shows it, character by character, on one line. */
export function plain(text: string): string {
  return oneLine(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** The text as code, whatever backticks it has (CommonMark, "Code spans"). */
export function code(text: string): string {
  const shown = oneLine(text);
  if (shown.trim() === '') return plain(shown === '' ? '(empty)' : '(blank)');
  const runs = shown.match(/`+/g)?.map((run) => run.length) ?? [];
  let ticks = 1;
  while (runs.includes(ticks)) ticks++;
  const fence = '`'.repeat(ticks);
  // One space on each side is taken off again.
  const padded = /^[` ]|[` ]$/.test(shown) ? ` ${shown} ` : shown;
  return fence + padded + fence;
}

/** @param target an escaped URI. */
export function link(text: string, target: string): string {
  return `[${plain(text)}](<${target.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
}

/** `a`, `a and b`, `a, b and c` */
export function enumerate(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

const longest = 120;

function oneLine(text: string): string {
  // What does not show must not hide anything either.
  const shown = text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
}

export const fieldNames = ['topic', 'dir', 'size', 'frames', 'peer', 'time', 'row', 'frame', 'json'] as const;
export type FieldName = (typeof fieldNames)[number];

export interface FieldInfo {
  /** What follows the name when it is completed. */
  readonly suffix: string;
  readonly example: string;
  readonly detail: string;
}

export const fieldInfos: Readonly<Record<FieldName, FieldInfo>> = {
  topic: { suffix: ':', example: 'topic:ticks.*', detail: 'Topic begins with, fits a glob, or fits /regex/' },
  dir: { suffix: ':', example: 'dir:in', detail: 'Direction: in (received) or out (sent)' },
  size: { suffix: '>', example: 'size>=1kB', detail: 'Bytes of all frames: B kB MB GB KiB MiB GiB' },
  frames: { suffix: '=', example: 'frames=2', detail: 'Number of frames' },
  peer: { suffix: ':', example: 'peer:worker-1', detail: 'Routing id, as text or as 0x and hex' },
  time: {
    suffix: '>=',
    example: 'time:09:31..09:32',
    detail: 'Time of day, +seconds from the first message, or date',
  },
  row: { suffix: '>=', example: 'row>=1000', detail: 'Number of the message' },
  frame: {
    suffix: '[1]:',
    example: 'frame[1]:text',
    detail: 'One frame contains text, /regex/ or 0x and hex',
  },
  json: { suffix: '.', example: 'json.price > 100', detail: 'A value in a JSON frame' },
};

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fieldInfos, name);
}

/** @returns the field that a misspelt name most likely means. */
export function nearestField(name: string): FieldName | undefined {
  let best: FieldName | undefined;
  let bestDistance = name.length <= 3 ? 2 : 3;
  for (const field of fieldNames) {
    const distance = editDistance(name.toLowerCase(), field);
    if (distance < bestDistance) [best, bestDistance] = [field, distance];
  }
  return best;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replace = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replace, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

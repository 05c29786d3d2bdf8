const usualSpeeds = [0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10, 100];

/** @returns the usual speeds in order, with the one that is set where it is none of them. */
export function speedsToChoose(speed: number | undefined): readonly number[] {
  const all = speed === undefined ? usualSpeeds : [...new Set([...usualSpeeds, speed])];
  return [...all].sort((a, b) => a - b);
}

/** Numbers from 0 to 1, the same in every run: a linear congruential generator (Numerical Recipes). */
export function randomShares(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

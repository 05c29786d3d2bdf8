/**
 * Why bytes are not what a decoder expects. Thrown inside the decoders only; decodeFrame and the other entry
 * points turn it into a value.
 */
export class DecodeFault extends Error {
  /**
   * @param message what is wrong, without the place: `a map key has no value`
   * @param offset byte in the frame where it shows
   * @param ranOut the bytes end too early: with more of them it could still be right
   */
  constructor(
    message: string,
    readonly offset: number,
    readonly ranOut = false,
  ) {
    super(message);
    this.name = 'DecodeFault';
  }
}

/** @returns what `attempt` returns, or the fault that it threw; any other error is a defect and passes. */
export function catchFault<T>(attempt: () => T): T | DecodeFault {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof DecodeFault) return error;
    throw error;
  }
}

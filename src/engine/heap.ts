import { setFlagsFromString } from 'node:v8';

/**
 * Lets the thread that receives free the memory of the frames itself, at once after collecting them. V8 would have
 * another thread do it, and malloc is slow when memory is freed by another thread than took it. To be called first.
 */
export function freeFramesOnOwnThread(): void {
  setFlagsFromString('--no-concurrent-array-buffer-sweeping');
}

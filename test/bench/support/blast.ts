import { cPeer, type CPeer } from '../../peers/cPeer';

/** Of every message of the stream that all figures about receiving share. */
export const messageBytes = 100;

/**
 * Starts a C program that sends faster than any binding receives, and lets it begin.
 *
 * @param count 0: until closed
 */
export async function blast(endpoint: string, count: number, size = messageBytes): Promise<CPeer> {
  const peer = await cPeer({ mode: 'blast', type: 'PUSH', role: 'connect', endpoint, count, size });
  peer.go();
  return peer;
}

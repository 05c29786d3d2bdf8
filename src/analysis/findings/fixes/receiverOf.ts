import type { SocketOperation } from '../../facts';
import type { CheckedFile } from '../checkedFile';

const path = String.raw`[$@\w]+(?:(?:\.|->|::)[$@\w]+)*?`;
const method = new RegExp(String.raw`^(?:await\s+)?(${path})\s*(?:\.|->)\s*\w+[!?]?\s*(?:\(|=[^=]|$)`);
const argument = new RegExp(String.raw`^\w+\s*\(\s*(${path})\s*[,)]`);

/** What the source calls the socket in an operation: `self.sub` of `self.sub.recv()`, `sub` of `zmq_recv(sub, …)`. */
export function receiverOf(file: CheckedFile, { range }: SocketOperation): string | undefined {
  const text = file.textAt(range);
  return method.exec(text)?.[1] ?? argument.exec(text)?.[1];
}

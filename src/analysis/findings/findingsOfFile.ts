import type { CheckedFile } from './checkedFile';
import type { Finding } from './finding';
import { toFinding, type FileRule } from './rule';
import { bindToHostName } from './rules/bindToHostName';
import { conflateWithMultipart } from './rules/conflateWithMultipart';
import { connectToAnyAddress, connectToWildcard } from './rules/connectToWildcard';
import { curveClientIncomplete } from './rules/curveClientIncomplete';
import { curveKeyMalformed } from './rules/curveKeyMalformed';
import { endpointBoundTwice } from './rules/endpointBoundTwice';
import { ipcPathTooLong } from './rules/ipcPathTooLong';
import { malformedEndpoint } from './rules/malformedEndpoint';
import { missingAwait } from './rules/missingAwait';
import { noLinger } from './rules/noLinger';
import { optionAfterAttach } from './rules/optionAfterAttach';
import { portOutOfRange } from './rules/portOutOfRange';
import { pubSendsAtOnce } from './rules/pubSendsAtOnce';
import { repSendsFirst } from './rules/repSendsFirst';
import { reqSendsTwice } from './rules/reqSendsTwice';
import { rubbishAfterPort } from './rules/rubbishAfterPort';
import { sameIdentityTwice } from './rules/sameIdentityTwice';
import { secretKeyInSource } from './rules/secretKeyInSource';
import { socketSharedByThreads } from './rules/socketSharedByThreads';
import { subWithoutSubscribe } from './rules/subWithoutSubscribe';
import { topicPrefixOfAnother } from './rules/topicPrefixOfAnother';

/** What one file alone tells. */
export const fileRules: readonly FileRule[] = [
  portOutOfRange,
  rubbishAfterPort,
  malformedEndpoint,
  connectToWildcard,
  connectToAnyAddress,
  bindToHostName,
  ipcPathTooLong,
  endpointBoundTwice,
  sameIdentityTwice,
  subWithoutSubscribe,
  pubSendsAtOnce,
  topicPrefixOfAnother,
  conflateWithMultipart,
  reqSendsTwice,
  repSendsFirst,
  missingAwait,
  optionAfterAttach,
  noLinger,
  socketSharedByThreads,
  curveClientIncomplete,
  curveKeyMalformed,
  secretKeyInSource,
];

/** In source order, each place once for each code. */
export function findingsOfFile(file: CheckedFile): Finding[] {
  const found = new Map<string, Finding>();
  for (const { code, check } of fileRules) {
    for (const problem of check(file)) {
      const key = `${code} ${problem.range.start} ${problem.range.end}`;
      if (!found.has(key)) found.set(key, toFinding(code, file.path, problem));
    }
  }
  return [...found.values()].sort((one, other) => one.range.start - other.range.start);
}

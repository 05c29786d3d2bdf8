import type { PatternId } from '../../../src/scaffold/pattern';
import { asyncClientServer, exclusivePair, pipeline, publishSubscribe, requestReply } from './basicMalformed';
import { loadBalancingBroker, sharedQueue, xpubXsubProxy } from './brokerMalformed';
import { clone, lastValueCache } from './dataMalformed';
import { binaryStar, lazyPirate, majordomo, paranoidPirate } from './reliableMalformed';
import type { Trials } from './trial';

/** With CURVE, only peers that are known get to send anything, and programs read as without it. */
export const malformedTrials: Readonly<Partial<Record<PatternId, Trials>>> = {
  'request-reply': requestReply,
  'publish-subscribe': publishSubscribe,
  pipeline,
  'exclusive-pair': exclusivePair,
  'async-client-server': asyncClientServer,
  'xpub-xsub-proxy': xpubXsubProxy,
  'shared-queue': sharedQueue,
  'load-balancing-broker': loadBalancingBroker,
  'lazy-pirate': lazyPirate,
  'paranoid-pirate': paranoidPirate,
  majordomo,
  'last-value-cache': lastValueCache,
  clone,
  'binary-star': binaryStar,
};

import type { PatternId } from '../../../src/scaffold/pattern';
import { asyncClientServer, exclusivePair, pipeline, publishSubscribe, requestReply } from './basicScenarios';
import { loadBalancingBroker, sharedQueue, xpubXsubProxy } from './brokerScenarios';
import { clone, lastValueCache } from './dataScenarios';
import { binaryStar, lazyPirate, majordomo, paranoidPirate } from './reliableScenarios';
import type { Scenario } from './scenario';
import { curvePublishSubscribe, curveRequestReply } from './secureScenarios';

export const scenarios: Readonly<Record<PatternId, Scenario>> = {
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
  'curve-publish-subscribe': curvePublishSubscribe,
  'curve-request-reply': curveRequestReply,
};

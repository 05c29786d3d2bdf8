import { type Figure } from './figure';
import { activation } from './figures/activation';
import { engineReady } from './figures/engineReady';
import { gridJump } from './figures/gridJump';
import { hostCpu } from './figures/hostCpu';
import { hostLoopDelay } from './figures/hostLoopDelay';
import { receiveMemory } from './figures/receiveMemory';
import { receiveVsBareLoop } from './figures/receiveVsBareLoop';
import { replayFastVsBareLoop } from './figures/replayFastVsBareLoop';
import { replayLateness } from './figures/replayLateness';
import { vsixSize } from './figures/vsixSize';

/** All figures, in the order in which they are measured. */
export const figures: readonly Figure[] = [
  receiveVsBareLoop,
  receiveMemory,
  replayFastVsBareLoop,
  replayLateness,
  engineReady,
  activation,
  hostCpu,
  hostLoopDelay,
  gridJump,
  vsixSize,
];

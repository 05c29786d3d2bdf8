import type { Figure } from './figure';
import { activation } from './figures/activation';
import { engineReady } from './figures/engineReady';
import { filterFirstMatch } from './figures/filterFirstMatch';
import { filterJsonVsParseLoop } from './figures/filterJsonVsParseLoop';
import { filterScan } from './figures/filterScan';
import { gridJump } from './figures/gridJump';
import { hostCpu } from './figures/hostCpu';
import { hostLoopDelay } from './figures/hostLoopDelay';
import { indexEdit } from './figures/indexEdit';
import { indexHostDelay } from './figures/indexHostDelay';
import { indexWorkspace } from './figures/indexWorkspace';
import { jumpP95 } from './figures/jumpP95';
import { openFirstRows } from './figures/openFirstRows';
import { openRss } from './figures/openRss';
import { receiveMemory } from './figures/receiveMemory';
import { receiveVsBareLoop } from './figures/receiveVsBareLoop';
import { recordRss } from './figures/recordRss';
import { recordVsMcapCore } from './figures/recordVsMcapCore';
import { replayFastVsBareLoop } from './figures/replayFastVsBareLoop';
import { replayLateness } from './figures/replayLateness';
import { vsixSize } from './figures/vsixSize';
import { windowP95 } from './figures/windowP95';

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
  recordVsMcapCore,
  recordRss,
  filterScan,
  filterFirstMatch,
  filterJsonVsParseLoop,
  windowP95,
  jumpP95,
  openFirstRows,
  openRss,
  indexWorkspace,
  indexHostDelay,
  indexEdit,
  vsixSize,
];

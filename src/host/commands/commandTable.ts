import type { Workbench } from '../workbench';
import { attachCommands } from './attachCommands';
import { captureCommands } from './captureCommands';
import type { CommandTable } from './command';
import { endpointCommands } from './endpointCommands';
import { engineCommands } from './engineCommands';
import { exportCommands } from './exportCommands';
import { findingCommands } from './findingCommands';
import { inspectorCommands } from './inspectorCommands';
import { lifecycleCommands } from './lifecycleCommands';
import { openCommands } from './openCommands';
import { optionCommands } from './optionCommands';
import { recordingCommands } from './recordingCommands';
import { recordingFileCommands } from './recordingFileCommands';
import { replayCommands } from './replayCommands';
import { replayControlCommands } from './replayControlCommands';
import { scaffoldCommands } from './scaffoldCommands';
import { sendCommands } from './sendCommands';
import { sourceEndpointCommands } from './sourceEndpointCommands';
import { subscriptionCommands } from './subscriptionCommands';
import { topologyCommands } from './topologyCommands';

/** Every command there is; one that is missing does not compile. */
export function commandTable(workbench: Workbench): CommandTable {
  return {
    ...openCommands(workbench),
    ...lifecycleCommands(workbench),
    ...endpointCommands(workbench),
    ...attachCommands(workbench),
    ...sourceEndpointCommands(workbench),
    ...findingCommands(workbench.extensionUri),
    ...subscriptionCommands(workbench),
    ...optionCommands(workbench),
    ...sendCommands(workbench),
    ...inspectorCommands(workbench),
    ...captureCommands(workbench),
    ...recordingCommands(workbench),
    ...exportCommands(workbench),
    ...recordingFileCommands(workbench),
    ...replayCommands(workbench),
    ...replayControlCommands(workbench),
    ...topologyCommands(workbench),
    ...scaffoldCommands(workbench),
    ...engineCommands(workbench),
  };
}

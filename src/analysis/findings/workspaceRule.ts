import type { EndpointGroup } from '../workspace/endpointGroup';
import type { CheckedWorkspace } from './checkedWorkspace';
import type { FindingCode } from './findingTable';
import type { Problem } from './rule';

export interface PlacedProblem extends Problem {
  readonly path: string;
}

/** Looks at who meets on one endpoint. What the text does not decide it leaves alone. */
export interface GroupRule {
  readonly code: FindingCode;
  readonly check: (group: EndpointGroup, workspace: CheckedWorkspace) => Iterable<PlacedProblem>;
}

/** Looks at all files. */
export interface WorkspaceRule {
  readonly code: FindingCode;
  readonly check: (workspace: CheckedWorkspace) => Iterable<PlacedProblem>;
}

import type { EndpointGroup } from '../workspace/endpointGroup';
import type { CheckedWorkspace } from './checkedWorkspace';
import type { Finding } from './finding';
import type { FindingCode } from './findingTable';
import { toFinding } from './rule';
import type { GroupRule, PlacedProblem, WorkspaceRule } from './workspaceRule';
import { conflateAcrossFiles } from './workspaceRules/conflateAcrossFiles';
import { connectedNotBound } from './workspaceRules/connectedNotBound';
import { curveBothServers } from './workspaceRules/curveBothServers';
import { endpointBoundBySeveral } from './workspaceRules/endpointBoundBySeveral';
import { identityAcrossFiles } from './workspaceRules/identityAcrossFiles';
import { incompatibleSocketTypes } from './workspaceRules/incompatibleSocketTypes';
import { loopbackUnreachable } from './workspaceRules/loopbackUnreachable';
import { portOutOfRangeInText } from './workspaceRules/portOutOfRangeInText';
import { serverWithoutZap } from './workspaceRules/serverWithoutZap';
import { topicAcrossSockets } from './workspaceRules/topicAcrossSockets';

/** What all who use an endpoint tell together. */
export const groupRules: readonly GroupRule[] = [
  portOutOfRangeInText,
  loopbackUnreachable,
  endpointBoundBySeveral,
  connectedNotBound,
  incompatibleSocketTypes,
  identityAcrossFiles,
  topicAcrossSockets,
  conflateAcrossFiles,
  curveBothServers,
];

/** What only all files together tell. */
export const workspaceRules: readonly WorkspaceRule[] = [serverWithoutZap];

/** What is wrong between files; `findingsOfFile` has what a file tells alone. By path, then in source order. */
export function findingsOfWorkspace(workspace: CheckedWorkspace): Finding[] {
  const found = new Findings();
  for (const group of workspace.index.groups()) collectGroup(group, workspace, found);
  collectAcross(workspace, found);
  return found.sorted();
}

/** The part of these findings that only all files together tell. */
export function workspaceFindings(workspace: CheckedWorkspace): Finding[] {
  const found = new Findings();
  collectAcross(workspace, found);
  return found.sorted();
}

/** The part of these findings that one endpoint is about. */
export function findingsOfGroup(group: EndpointGroup, workspace: CheckedWorkspace): Finding[] {
  const found = new Findings();
  collectGroup(group, workspace, found);
  return found.sorted();
}

function collectAcross(workspace: CheckedWorkspace, found: Findings): void {
  for (const { code, check } of workspaceRules) found.add(code, check(workspace));
}

function collectGroup(group: EndpointGroup, workspace: CheckedWorkspace, found: Findings): void {
  for (const { code, check } of groupRules) found.add(code, check(group, workspace));
}

/** Each place once for each code. */
class Findings {
  private readonly found = new Map<string, Finding>();

  add(code: FindingCode, problems: Iterable<PlacedProblem>): void {
    for (const problem of problems) {
      const key = JSON.stringify([code, problem.path, problem.range.start, problem.range.end]);
      if (!this.found.has(key)) this.found.set(key, toFinding(code, problem.path, problem));
    }
  }

  sorted(): Finding[] {
    return [...this.found.values()].sort(
      (one, other) =>
        (one.path < other.path ? -1 : one.path > other.path ? 1 : 0) || one.range.start - other.range.start,
    );
  }
}

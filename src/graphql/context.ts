import type { AuditEntry } from "../auth/audit.js";
import type { Caller } from "../auth/caller.js";
import type { Bulk } from "../bulk/api/bulk.js";
import type { ClassinClient } from "../classin/client.js";
import type { CourseGroups } from "../school/course-groups.js";
import type { TencentImClient } from "../tencent-im/client.js";
import { type CallContext, callContext } from "../vendor/call-context.js";
import type { Clock } from "../vendor/clock.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { type VisibleGroups, visibleGroups } from "./visible-groups.js";

/** What lives as long as the server does, and every request uses. */
export interface Services {
  readonly classin: ClassinClient;
  readonly tencentIm: TencentImClient;
  readonly courseGroups: CourseGroups;
  /** Keys of members' custom fields that reads ask for; empty where all are read. */
  readonly memberCustomKeys: readonly string[];
  readonly clock: Clock;
  /** Leaves a line in the log for a mutation. */
  readonly audit: (entry: AuditEntry) => void;
  readonly bulk: Bulk;
}

/** What a resolver works with. */
export interface Context extends Services {
  readonly requestId: string;
  /** Null where the request says nothing of who asks. */
  readonly caller: Caller | null;
  /** How long the vendors may take, all calls of this request together. */
  readonly call: CallContext;
  readonly loaders: Loaders;
  /** What groups the caller may see. */
  readonly visible: VisibleGroups;
}

export function createContext(
  services: Services,
  requestId: string,
  signal: AbortSignal,
  caller: Caller | null,
): Context {
  const { classin, tencentIm, courseGroups, memberCustomKeys, clock, audit, bulk } = services;
  const callerId = caller?.id ?? null;
  const call = callContext(clock, { requestId, signal, ...(callerId !== null && { callers: [callerId] }) });
  const loaders = createLoaders(tencentIm, call, requestId);
  // Named one by one: spreading an object before further properties costs V8 a hundred times as much.
  return {
    classin,
    tencentIm,
    courseGroups,
    memberCustomKeys,
    clock,
    audit,
    bulk,
    requestId,
    caller,
    call,
    loaders,
    visible: visibleGroups(caller, loaders),
  };
}

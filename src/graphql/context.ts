import type { AuditEntry } from "../auth/audit.js";
import type { Caller } from "../auth/caller.js";
import type { Bulk } from "../bulk/api/bulk.js";
import type { ClassinClient } from "../classin/client.js";
import type { NameKeeping } from "../names/keep/keeper.js";
import type { OfficialNames } from "../names/official-names.js";
import type { StudentRenames } from "../names/rename/student-renames.js";
import type { CourseGroups } from "../school/course-groups.js";
import type { TencentImClient } from "../tencent-im/client.js";
import { type CallContext, callContext } from "../vendor/call-context.js";
import { type CancelSignal, CancelSource } from "../vendor/cancel-signal.js";
import type { Clock } from "../vendor/clock.js";
import type { ChangeFeed } from "../webhooks/change-feed.js";
import type { WebhookReads } from "../webhooks/webhook-reads.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { RequestState } from "./request-state.js";
import { type VisibleGroups, visibleGroups } from "./visible-groups.js";

/** Services that all requests share, for as long as the server runs. */
export interface Services {
  readonly classin: ClassinClient;
  readonly tencentIm: TencentImClient;
  readonly courseGroups: CourseGroups;
  /** Keys of members' custom fields to read. If empty, all are read. */
  readonly memberCustomKeys: readonly string[];
  readonly clock: Clock;
  /** Logs one line for a mutation. */
  readonly audit: (entry: AuditEntry) => void;
  readonly bulk: Bulk;
  /** What the vendors' webhooks brought. */
  readonly webhooks: WebhookReads;
  /** The names that the school says its people have. */
  readonly names: OfficialNames;
  /** Sets a student's name everywhere. */
  readonly renames: StudentRenames;
  /** Which courses' names are kept, and what was done for that. */
  readonly nameKeeping: NameKeeping;
  /** Changes of groups and courses, as they happen. */
  readonly changes: Pick<ChangeFeed, "watch">;
}

/** The context of one request, for its resolvers. */
export interface Context extends Services {
  readonly requestId: string;
  /** Null if the request has no token. */
  readonly caller: Caller | null;
  /** The caller, the time limit and the abort signal of all vendor calls of this request. */
  readonly call: CallContext;
  readonly loaders: Loaders;
  /** Which groups the caller may see. */
  readonly visible: VisibleGroups;
  readonly state: RequestState;
}

/** `readsAnew`: no read may be older than the request. */
export function createContext(
  services: Services,
  requestId: string,
  signal: CancelSignal,
  caller: Caller | null,
  options: { readonly readsAnew: boolean },
): Context {
  const {
    classin,
    courseGroups,
    memberCustomKeys,
    clock,
    audit,
    bulk,
    webhooks,
    names,
    nameKeeping,
    renames,
    changes,
  } = services;
  const tencentIm = options.readsAnew ? services.tencentIm.anew : services.tencentIm;
  const { call, loaders, visible } = readsOf({ clock, tencentIm }, requestId, caller, signal);
  // Listed one by one: in V8, spreading an object before further properties is a hundred times slower.
  return {
    classin,
    tencentIm,
    courseGroups,
    memberCustomKeys,
    clock,
    audit,
    bulk,
    webhooks,
    names,
    renames,
    nameKeeping,
    changes,
    requestId,
    caller,
    call,
    loaders,
    visible,
    state: new RequestState(),
  };
}

/**
 * Prepares a subscription's context for its next message: with the time limit of a new request, nothing kept from earlier
 * reads, and permissions checked anew. The request that began a subscription by HTTP callback has ended, so its end does not
 * abort the calls.
 */
export function renewReads(context: Context): void {
  Object.assign(context, readsOf(context, context.requestId, context.caller, new CancelSource()));
}

function readsOf(
  { clock, tencentIm }: Pick<Services, "clock" | "tencentIm">,
  requestId: string,
  caller: Caller | null,
  signal: CancelSignal,
): Pick<Context, "call" | "loaders" | "visible"> {
  const callerId = caller?.id ?? null;
  const call = callContext(clock, { requestId, signal, ...(callerId !== null && { callers: [callerId] }) });
  const loaders = createLoaders(tencentIm, call, requestId);
  return { call, loaders, visible: visibleGroups(caller, loaders) };
}

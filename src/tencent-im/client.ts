import type { Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { ImDeps } from "./command.js";
import { readGroups } from "./group-reads.js";
import { readJoinedGroups } from "./joined-groups.js";
import { joinUpdates } from "./joined-updates.js";
import { keepingWhatIsFound, type SentReads } from "./kept-reads/keep-found.js";
import type { KeptReads } from "./kept-reads/kept-reads.js";
import type { WriteToGroup } from "./kept-reads/kept-writes.js";
import { readKept } from "./kept-reads/read-kept.js";
import { isMade } from "./member-evidence.js";
import { readMemberPage } from "./member-pages.js";
import { readMembers } from "./member-reads.js";
import { type MemberUpdated, type UpdateMemberFailure, updateMember } from "./member-update.js";
import type { MemberChange } from "./model.js";
import { joinedOfKey, pageOfKey } from "./page-keys.js";
import type { GroupReads } from "./reads.js";
import { readingRosters } from "./rosters.js";
import { type SharedReads, shareReads } from "./shared-reads.js";

/** Reads and changes groups and members in Tencent Cloud Chat. All calls are made as the app administrator. */
export interface TencentImClient extends GroupReads {
  /** The same client, but every read is made anew and joins none that was already sent. */
  readonly anew: TencentImClient;

  /**
   * Makes all of a change to one member in one call. A mute is sent again only after a check that the first was not made.
   * The same change, requested again while it is in progress, shares its outcome.
   */
  updateMember(
    change: MemberChange,
    context: CallContext,
  ): Promise<Result<MemberUpdated, UpdateMemberFailure>>;

  /** Whether a change begun at `begunAt`, whose answer was lost, was made. Null if that cannot be found out. */
  wasMade(change: MemberChange, begunAt: Date, context: CallContext): Promise<boolean | null>;
}

/** Reads that later requests may get, and the writes that end them. */
export interface Keeping {
  readonly kept: KeptReads;
  readonly write: WriteToGroup;
}

/** Without `keeping`, every read is sent to the vendor, or joins one in flight. */
export function createTencentImClient(deps: ImDeps, keeping: Keeping | null = null): TencentImClient {
  const sent = sentReads(deps);
  return keeping === null ? clientWithoutKept(deps, sent) : clientWithKept(deps, sent, keeping);
}

function clientWithoutKept(deps: ImDeps, sent: SentReads): TencentImClient {
  const shared = shareReads(deps, sent);
  const client: TencentImClient = {
    ...shared.readsFor(always),
    memberPage: (query, fields, context) => readMemberPage(deps, query, fields, context),
    joinedGroups: (query, fields, context) => readJoinedGroups(deps, query, fields, context),
    updateMember: joinUpdates(deps.clock, async (change, context) => {
      const updated = await updateMember(deps, change, context);
      shared.forget(change.groupId);
      return updated;
    }),
    wasMade: (change, begunAt, context) => isMade(deps, change, begunAt, context),
    // No read is older than its call.
    get anew() {
      return client;
    },
  };
  return client;
}

function clientWithKept(deps: ImDeps, sent: SentReads, { kept, write }: Keeping): TencentImClient {
  const shared = shareReads(deps, keepingWhatIsFound(sent, kept));
  kept.onChange((groupId) => forgetIn(shared, groupId));
  const writes = {
    updateMember: joinUpdates(deps.clock, (change, context) =>
      write(change.groupId, () => updateMember(deps, change, context)),
    ),
    wasMade: (change, begunAt, context) => isMade(deps, change, begunAt, context),
  } satisfies Pick<TencentImClient, "updateMember" | "wasMade">;
  const anew: TencentImClient = {
    ...shared.readsFor(never),
    ...writes,
    get anew() {
      return anew;
    },
  };
  return { ...readKept(kept, shared.readsFor(kept.mayJoin)), ...writes, anew };
}

/** The calls to the vendor. */
function sentReads(deps: ImDeps): SentReads {
  const readPage = readingRosters(deps, (query, fields, context) =>
    readMemberPage(deps, query, fields, context),
  );
  return {
    groups: (ids, fields, context) => readGroups(deps, ids, fields, context),
    members: (groupId, userIds, fields, context) => readMembers(deps, groupId, userIds, fields, context),
    page: (groupId, key, fields, context) => readPage(pageOfKey(groupId, key), fields, context),
    joined: (userId, key, fields, context) =>
      readJoinedGroups(deps, joinedOfKey(userId, key), fields, context),
  };
}

function forgetIn(shared: SharedReads, groupId: string | null): void {
  if (groupId === null) shared.forgetAll();
  else shared.forget(groupId);
}

const always = (): boolean => true;
const never = (): boolean => false;

import type { Claims } from "./claims.js";

/** What the page offers to a caller. */
export interface Rights {
  /** To see and set official names. */
  readonly names: boolean;
  /** To change the members of every group. */
  readonly changeAll: boolean;
  /** To change the members of groups in which the caller is the owner or an administrator. */
  readonly changeOwn: boolean;
  /** To see what the vendors have reported. */
  readonly events: boolean;
  /** To list the courses of the school. */
  readonly courses: boolean;
}

export function rightsOf({ scopes }: Claims): Rights {
  const has = (scope: string) => scopes === null || scopes.has(`class-groups:${scope}`);
  return {
    names: has("names"),
    changeAll: has("write"),
    changeOwn: has("write") || has("write:own"),
    events: has("events"),
    courses: has("read"),
  };
}

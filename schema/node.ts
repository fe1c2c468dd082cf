import { Field, ID, InterfaceType } from "./decorators.js";

/** Types that `node` finds by their global id. */
export const NODE_TYPES = ["Course", "Group", "GroupMember"] as const;
export type NodeType = (typeof NODE_TYPES)[number];

@InterfaceType({
  description:
    "What can be read again by one id. Ids of courses and groups are those of the vendors, and a course and a group may have the same; `globalId` is unique in the whole graph.",
})
export abstract class Node {
  @Field(() => ID, { description: "Unique in the whole graph, and opaque. Ask `node` with it." })
  readonly globalId!: string;
}

export const globalIdOf = (type: NodeType, id: string): string =>
  Buffer.from(`${type}:${id}`, "utf8").toString("base64url");

/** Of the longest name of a type and the longest id that any of them has, in base64url. */
const LONGEST_GLOBAL_ID = 200;

/** What a global id stands for; null for anything that is not exactly such an id. */
export function readGlobalId(globalId: string): { type: NodeType; id: string } | null {
  if (globalId.length > LONGEST_GLOBAL_ID) return null;
  const [name, ...rest] = Buffer.from(globalId, "base64url").toString("utf8").split(":");
  const type = NODE_TYPES.find((one) => one === name);
  const id = rest.join(":");
  return type !== undefined && globalIdOf(type, id) === globalId ? { type, id } : null;
}

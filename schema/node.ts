import { Field, ID, InterfaceType } from "./decorators.js";

/** The types that `node` can return. */
export const NODE_TYPES = ["Course", "Group", "GroupMember"] as const;
export type NodeType = (typeof NODE_TYPES)[number];

@InterfaceType({
  description:
    "An object with a global id. The `id` of a course or group comes from its vendor, so a course and a group can have the same `id`. `globalId` is unique in the whole graph.",
})
export abstract class Node {
  @Field(() => ID, {
    description: "An opaque id, unique in the whole graph. Pass it to `node` to read the object again.",
  })
  readonly globalId!: string;
}

export const globalIdOf = (type: NodeType, id: string): string =>
  Buffer.from(`${type}:${id}`, "utf8").toString("base64url");

/** Every global id is shorter than this. */
const LONGEST_GLOBAL_ID = 200;

/** Parses a global id. Null unless it is exactly what `globalIdOf` returns. */
export function readGlobalId(globalId: string): { type: NodeType; id: string } | null {
  if (globalId.length > LONGEST_GLOBAL_ID) return null;
  const [name, ...rest] = Buffer.from(globalId, "base64url").toString("utf8").split(":");
  const type = NODE_TYPES.find((one) => one === name);
  const id = rest.join(":");
  return type !== undefined && globalIdOf(type, id) === globalId ? { type, id } : null;
}

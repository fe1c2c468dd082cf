import { z } from "zod";
import type { Choices } from "../choices.js";
import { HALF_A_CHARACTER, hasProfiles } from "../school.js";
import type { World, WorldGroup } from "../world.js";
import { isStrict, withoutNulls } from "./odd-requests.js";
import { Refusal } from "./refusal.js";

/** Is called when a command has changed the role or the name card of a member. */
export interface MemberFieldListener {
  memberFieldsChanged(change: {
    group: WorldGroup;
    userId: string;
    role?: "Admin" | "Member" | undefined;
    nameCard?: string | undefined;
  }): void;
}

export interface CommandContext {
  readonly world: World;
  readonly choices: Choices;
  readonly sdkAppId: number;
  readonly listener: MemberFieldListener;
  /** The code that a fault has set for a group, if any. */
  groupCode(groupId: string): number | string | undefined;
}

export interface Command {
  readonly name: string;
  /** Whether the command can change the world. */
  readonly changes: boolean;
  /** Returns the answer's fields apart from the envelope. May throw a Refusal. */
  run(body: unknown, context: CommandContext): Record<string, unknown>;
}

/** `z.object`, which ignores unknown fields, or `z.strictObject`, which refuses them. */
export type ObjectShape = typeof z.strictObject;

/** Defines a command. `choices.requests` decides whether fields missing from its input schema are ignored or refused. */
export function command<Input extends z.ZodType>(spec: {
  name: string;
  changes: boolean;
  input(object: ObjectShape): Input;
  run(input: z.output<Input>, context: CommandContext): Record<string, unknown>;
}): Command {
  const lenient = spec.input(z.object);
  const strict = spec.input(z.strictObject);
  return {
    name: spec.name,
    changes: spec.changes,
    run(body, context) {
      const strictMode = isStrict(context);
      const given = strictMode ? body : withoutNulls(body);
      const input = (strictMode ? strict : lenient).safeParse(given);
      if (!input.success) throw refusalFor(input.error.issues, given);
      return spec.run(input.data, context);
    },
  };
}

const ACCOUNT_FIELDS = new Set(["Member_Account", "Member_List_Account", "User_Account", "Members_Account"]);

/** An account that is present but not a string gets 60015. Every other problem gets 10004. */
function refusalFor(issues: readonly z.core.$ZodIssue[], body: unknown): Refusal {
  const info = issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; ");
  const isBadAccount = issues.some((issue) => {
    const [field] = issue.path;
    if (issue.code !== "invalid_type" || issue.expected !== "string" || typeof field !== "string")
      return false;
    return (
      ACCOUNT_FIELDS.has(field) && typeof body === "object" && body !== null && Object.hasOwn(body, field)
    );
  });
  return new Refusal(isBadAccount ? 60015 : 10004, info.slice(0, 500));
}

/** Finds a group. Refuses a malformed id (10015) and an unknown id (10010). */
export function findGroup(id: string, world: World): WorldGroup {
  if (!/^[\x20-\x7e]{1,48}$/.test(id)) throw new Refusal(10015, "this group id is malformed");
  const group = world.groups.get(id);
  if (!group) throw new Refusal(10010, "this group does not exist");
  return group;
}

export function refuseLiveRoom(group: WorldGroup, { choices }: CommandContext): void {
  if (!hasProfiles(group.type)) {
    throw new Refusal(choices.forbiddenByTypeCode, `groups of type ${group.type} keep no member profiles`);
  }
}

export function requireAccount(userId: string, { world, choices }: CommandContext): void {
  if (!world.accounts.has(userId))
    throw new Refusal(choices.neverImportedCode, `account ${userId} was never imported`);
}

export const uint32 = z.int().min(0).max(0xffffffff);

export const wellFormed = (maxBytes: number) =>
  z.string().refine((text) => !HALF_A_CHARACTER.test(text) && Buffer.byteLength(text) <= maxBytes, {
    error: `longer than ${maxBytes} bytes, or not well-formed`,
  });

export const inAnswerOrder = <Item>(items: readonly Item[], { choices }: CommandContext): readonly Item[] =>
  choices.shuffleAnswers ? items.toReversed() : items;

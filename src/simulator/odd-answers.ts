import type { Reply } from "./vendor-handler.js";

/** Odd answers that real vendors were seen to give, by name. Each spoils one detail of the true answer, or is a refusal. */
export const ODD_ANSWERS = [
  /** The first name of a person, group or text ends in half of a character: bytes that are no UTF-8. */
  "cut-character",
  /** `ActionStatus` is left out; with `code`, of a failure. */
  "no-status",
  /** A page of members or of joined groups holds one item, whatever was asked for. The counts still tell all. */
  "short-page",
  /** The first value of a custom field is null, a number, or left out. */
  "null-value",
  "number-value",
  "no-value",
  "null-card",
  /** The answer's list is null. */
  "null-list",
  /** Counts that no 32 bits hold, and counts of a billion beside a short list. */
  "huge-count",
  "huge-total",
  /** The first account was deleted: it has no name any more, neither as a member nor as an owner. */
  "lost-account",
  /** Code 10004 with the words that the vendor uses for a custom field that is not set up. */
  "unknown-custom-field",
  /** Code 10018 for pages of more than `limit` items. */
  "small-pages-only",
] as const;
export type OddAnswer = (typeof ODD_ANSWERS)[number];

type Json = Record<string, unknown>;

export interface OddScene {
  /** The group or member that is spoiled, if the answer names it. Otherwise the first is. */
  readonly target: string | undefined;
  readonly limit: number;
  /** The body of the request. */
  readonly asked: unknown;
  readonly refusal: (code: number, info: string) => Reply;
}

/** Whether the vendor refuses the call, so that nothing is changed. */
export const refuses = (odd: OddAnswer, code: unknown): boolean =>
  odd === "unknown-custom-field" || (odd === "no-status" && code !== undefined);

const CUT_CHARACTER = Buffer.from([0xe6, 0x9e]);
/** Stands where the cut character goes, until the answer is bytes. */
const MARK = "\u0000cut\u0000";
const COUNTS = ["MemberNum", "MaxMemberNum", "TotalCount"];
const LISTS = ["MemberList", "GroupIdList", "UserIdList", "GroupInfo"];
const PAGED_LISTS = ["MemberList", "GroupIdList"];
const ACCOUNTS = ["Member_Account", "Owner_Account"];
const TEXTS = ["NameCard", "Name", "error"];
const CUSTOM = ["AppMemberDefinedData", "AppDefinedData"];
const LOST = "@TLS#NOT_FOUND";

type Spoil = (answer: Json, scene: OddScene) => void;
const SPOILS: Readonly<Partial<Record<OddAnswer, Spoil>>> = {
  "cut-character": (answer, { target }) => {
    change(answer, TEXTS, target, (text) => `${String(text)}${MARK}`);
  },
  "no-status": (answer) => {
    delete answer["ActionStatus"];
  },
  "short-page": (answer) => {
    if (!isPage(answer)) return;
    for (const name of PAGED_LISTS) if (Array.isArray(answer[name])) answer[name] = answer[name].slice(0, 1);
  },
  "null-value": (answer, { target }) => changeValue(answer, target, (field) => (field["Value"] = null)),
  "number-value": (answer, { target }) => changeValue(answer, target, (field) => (field["Value"] = 12)),
  "no-value": (answer, { target }) => changeValue(answer, target, (field) => delete field["Value"]),
  "null-card": (answer, { target }) => change(answer, ["NameCard"], target, () => null),
  "null-list": (answer) => {
    for (const name of LISTS) if (name in answer) answer[name] = null;
  },
  "huge-count": (answer) => {
    for (const one of objectsIn(answer)) for (const name of COUNTS) if (name in one) one[name] = 2 ** 32;
  },
  "huge-total": (answer) => {
    for (const name of COUNTS) if (name in answer) answer[name] = 1_000_000_000;
  },
  "lost-account": (answer, { target }) => {
    const lost = accountToLose(answer, target);
    for (const one of objectsIn(answer))
      for (const name of ACCOUNTS) if (one[name] === lost) one[name] = LOST;
  },
};

/** The vendor's answer with one detail spoiled. */
export function oddAnswer(
  odd: OddAnswer,
  reply: Reply,
  scene: OddScene,
): Omit<Reply, "body"> & { body: Buffer } {
  if (odd === "unknown-custom-field") return asBytes(scene.refusal(10004, "all defined key is invalid"));
  const answer = JSON.parse(reply.body) as Json;
  if (odd === "small-pages-only" && isPage(answer) && limitOf(scene.asked) > scene.limit)
    return asBytes(scene.refusal(10018, "the answer would be too long, ask for a smaller page"));
  SPOILS[odd]?.(answer, scene);
  return asBytes({ ...reply, body: JSON.stringify(answer) });
}

function asBytes(reply: Reply): Omit<Reply, "body"> & { body: Buffer } {
  const mark = JSON.stringify(MARK).slice(1, -1);
  const [before = "", ...after] = reply.body.split(mark);
  const parts = after.flatMap((text) => [CUT_CHARACTER, Buffer.from(text)]);
  return { ...reply, body: Buffer.concat([Buffer.from(before), ...parts]) };
}

/** Without a limit, everything is asked for. */
function limitOf(asked: unknown): number {
  const limit = isObject(asked) ? asked["Limit"] : undefined;
  return typeof limit === "number" && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

const isPage = (answer: Json): boolean => "MemberNum" in answer || "TotalCount" in answer;

/** Every object of an answer, those of the target first: many answers do not repeat the group or course of the question. */
function objectsByTarget(answer: Json, target: string | undefined): Json[] {
  const all = objectsIn(answer);
  const named = all.filter((one) => one["GroupId"] === target || one["Member_Account"] === target);
  return target === undefined ? all : [...named.flatMap(objectsIn), ...all];
}

/** Changes the first field that has one of these names, of the target if it has one. */
function change(
  answer: Json,
  names: readonly string[],
  target: string | undefined,
  to: (value: unknown) => unknown,
): void {
  for (const one of objectsByTarget(answer, target)) {
    const name = names.find((name) => name in one);
    if (name === undefined) continue;
    one[name] = to(one[name]);
    return;
  }
}

function accountToLose(answer: Json, target: string | undefined): unknown {
  const accounts = objectsByTarget(answer, target)
    .flatMap((one) => ACCOUNTS.map((name) => one[name]))
    // A group without an owner has "" in the owner's place.
    .filter((account) => typeof account === "string" && account !== "");
  return accounts.find((account) => account === target) ?? accounts[0] ?? LOST;
}

function changeValue(answer: Json, target: string | undefined, to: (field: Json) => unknown): void {
  change(answer, CUSTOM, target, (fields) => {
    const [first] = Array.isArray(fields) ? (fields as unknown[]) : [];
    if (isObject(first)) to(first);
    return fields;
  });
}

/** Every object of an answer, outer ones first. */
function objectsIn(json: unknown): Json[] {
  if (Array.isArray(json)) return json.flatMap(objectsIn);
  if (!isObject(json)) return [];
  return [json, ...Object.values(json).flatMap(objectsIn)];
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

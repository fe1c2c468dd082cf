import type { Reply } from "./vendor-handler.js";

/** Odd answers that real vendors were seen to send. Each alters one detail of the correct answer, or is a refusal. */
export const ODD_ANSWERS = [
  /** The first name card, group name or error text ends in half a character, which is not valid UTF-8. */
  "cut-character",
  /** `ActionStatus` is missing. With `code`, it is missing from a failure. */
  "no-status",
  /** A page of members or joined groups holds one item, whatever the limit. The counts stay correct. */
  "short-page",
  /** The first value of a custom field is null, a number or missing. */
  "null-value",
  "number-value",
  "no-value",
  "null-card",
  /** The answer's list is null. */
  "null-list",
  /** Counts above 32 bits (`huge-count`) or of a billion for a short list (`huge-total`). */
  "huge-count",
  "huge-total",
  /** The first account was deleted, so its id is replaced, both as a member and as an owner. */
  "lost-account",
  /** Code 10004 with the vendor's text for a custom field that is not set up. */
  "unknown-custom-field",
  /** Code 10018 for pages of more than `limit` items. */
  "small-pages-only",
] as const;
export type OddAnswer = (typeof ODD_ANSWERS)[number];

type Json = Record<string, unknown>;

export interface OddScene {
  /** The group or member to alter, if the answer names it. Otherwise the first one is altered. */
  readonly target: string | undefined;
  readonly limit: number;
  readonly requestBody: unknown;
  readonly refusal: (code: number, info: string) => Reply;
}

/** Whether the vendor refuses the call, so that it changes nothing. */
export const refuses = (odd: OddAnswer, code: unknown): boolean =>
  odd === "unknown-custom-field" || (odd === "no-status" && code !== undefined);

const CUT_CHARACTER = Buffer.from([0xe6, 0x9e]);
/** A placeholder for the cut character until the answer is encoded. */
const MARK = "\u0000cut\u0000";
const COUNTS = ["MemberNum", "MaxMemberNum", "TotalCount"];
const LISTS = ["MemberList", "GroupIdList", "UserIdList", "GroupInfo"];
const PAGED_LISTS = ["MemberList", "GroupIdList"];
const ACCOUNTS = ["Member_Account", "Owner_Account"];
const TEXTS = ["NameCard", "Name", "error"];
const CUSTOM = ["AppMemberDefinedData", "AppDefinedData"];
const LOST = "@TLS#NOT_FOUND";

type Alter = (answer: Json, scene: OddScene) => void;
const ALTERATIONS: Readonly<Partial<Record<OddAnswer, Alter>>> = {
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

/** The vendor's answer with one detail altered. */
export function oddAnswer(
  odd: OddAnswer,
  reply: Reply,
  scene: OddScene,
): Omit<Reply, "body"> & { body: Buffer } {
  if (odd === "unknown-custom-field") return asBytes(scene.refusal(10004, "all defined key is invalid"));
  const answer = JSON.parse(reply.body) as Json;
  if (odd === "small-pages-only" && isPage(answer) && limitOf(scene.requestBody) > scene.limit)
    return asBytes(scene.refusal(10018, "the answer would be too long, ask for a smaller page"));
  ALTERATIONS[odd]?.(answer, scene);
  return asBytes({ ...reply, body: JSON.stringify(answer) });
}

function asBytes(reply: Reply): Omit<Reply, "body"> & { body: Buffer } {
  const mark = JSON.stringify(MARK).slice(1, -1);
  const [before = "", ...after] = reply.body.split(mark);
  const parts = after.flatMap((text) => [CUT_CHARACTER, Buffer.from(text)]);
  return { ...reply, body: Buffer.concat([Buffer.from(before), ...parts]) };
}

/** The request's page size. Infinite if the request gives none. */
function limitOf(requestBody: unknown): number {
  const limit = isObject(requestBody) ? requestBody["Limit"] : undefined;
  return typeof limit === "number" && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

const isPage = (answer: Json): boolean => "MemberNum" in answer || "TotalCount" in answer;

/** All objects of an answer, the target's first. The others follow, since many answers do not name the target. */
function objectsByTarget(answer: Json, target: string | undefined): Json[] {
  const all = objectsIn(answer);
  const named = all.filter((one) => one["GroupId"] === target || one["Member_Account"] === target);
  return target === undefined ? all : [...named.flatMap(objectsIn), ...all];
}

/** Changes the first field with one of these names, preferably the target's. */
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
    // A group without an owner has "" as its owner.
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

/** All objects of an answer, outer ones first. */
function objectsIn(json: unknown): Json[] {
  if (Array.isArray(json)) return json.flatMap(objectsIn);
  if (!isObject(json)) return [];
  return [json, ...Object.values(json).flatMap(objectsIn)];
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

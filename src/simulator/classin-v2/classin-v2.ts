import type { Accounts } from "../accounts.js";
import type { Choices } from "../choices.js";
import type { Arrival, Call, OpenedCall, Reply, VendorHandler } from "../vendor-handler.js";
import type { World } from "../world.js";
import { checkSignature } from "./signature.js";
import { syncStudents } from "./sync-students.js";

export const SYNC_STUDENTS = "modifyCourseStudentNickName";
const CREATE_UNIT = "unit/create";
const PATHS: ReadonlyMap<string, string> = new Map([
  [`/schooluser/${SYNC_STUDENTS}`, SYNC_STUDENTS],
  [`/lms/${CREATE_UNIT}`, CREATE_UNIT],
]);
export const isV2Path = (path: string): boolean => PATHS.has(path);

const MAX_STUDENTS = 100;
const BAD_PARAMETER = 101001001;
const NO_UNIT_PARAMETERS = 121601018;
const TEXTS: Readonly<Record<string, string>> = {
  1: "程序正常执行",
  101001001: "业务参数错误",
  101002005: "签名验证失败",
  101002006: "签名已过期",
  101002008: "缺少时间戳",
  101003001: "请求过于频繁",
  101004005: "内部调用失败",
  110100067: "同步学生昵称失败",
  121601018: "缺少参数",
  121601058: "机构信息不存在",
  121601059: "机构下没有此学生",
  121601060: "学生数量超过限制",
};

type Json = Readonly<Record<string, unknown>>;
type ItemCode = (uid: string) => number | string | undefined;

/** ClassIn's newer API: a path for each call, a JSON body, the signature in the headers. */
export class ClassInV2 implements VendorHandler {
  readonly vendor = "classin";
  readonly internalErrorCode = 101004005;
  readonly throttleCode = 101003001;
  readonly #world: World;
  readonly #account: Accounts["classin"];
  readonly #choices: Choices;

  constructor(world: World, account: Accounts["classin"], choices: Choices) {
    this.#world = world;
    this.#account = account;
    this.#choices = choices;
  }

  arrive(request: Arrival): Call {
    const operation = PATHS.get(request.path) ?? "";
    return { operation, changes: true, open: (body) => this.#open(request, body) };
  }

  reply(code: number | string): Reply {
    return this.#reply(code);
  }

  reset(): void {}

  #reply(code: number | string, data?: unknown): Reply {
    return {
      httpStatus: Number(code) === 1 ? 200 : this.#choices.businessErrorHttpStatus,
      contentType: this.#choices.classinContentType,
      code,
      body: JSON.stringify({ code, msg: TEXTS[code] ?? "错误", data }),
    };
  }

  #open(request: Arrival, raw: Buffer | null): OpenedCall {
    const body = raw === null ? null : readObject(raw);
    const uids = uidsIn(body?.["studentUids"]) ?? [];
    return { body, names: uids, answer: (itemCode) => this.#answer(request, body, itemCode) };
  }

  /** In this order: the time, the signature, the form of the body, its content. */
  #answer(request: Arrival, body: Json | null, itemCode: ItemCode): Reply {
    const nowSeconds = this.#world.clock.seconds();
    const expected = { account: this.#account, nowSeconds, choices: this.#choices };
    const signed = checkSignature(request.headers, body ?? {}, expected);
    if (signed !== 1) return this.#reply(signed);
    if (PATHS.get(request.path) === CREATE_UNIT) return this.#createUnit(body);
    return this.#syncStudents(request, body, itemCode);
  }

  /** The simulator keeps no units, so it makes none. */
  #createUnit(body: Json | null): Reply {
    const isEmpty = body !== null && Object.keys(body).length === 0;
    return this.#reply(isEmpty ? NO_UNIT_PARAMETERS : BAD_PARAMETER);
  }

  #syncStudents(request: Arrival, body: Json | null, itemCode: ItemCode): Reply {
    const uids = uidsIn(body?.["studentUids"]);
    if (body === null || !this.#isDocumented(request, body) || uids === null || uids.length === 0)
      return this.#reply(BAD_PARAMETER);
    if (uids.length > MAX_STUDENTS) return this.#reply(121601060);
    const items = [...syncStudents(this.#world, uids, itemCode)].map(([uid, code]) => ({
      studentUid: Number(uid),
      code,
      msg: TEXTS[code] ?? "错误",
    }));
    return this.#reply(1, this.#choices.studentItems === "reversed" ? items.toReversed() : items);
  }

  #isDocumented({ method, query, contentType }: Arrival, body: Json): boolean {
    if (method !== "POST" || !/^application\/json\b/i.test(contentType)) return false;
    if (this.#choices.requests === "lenient") return true;
    return query.size === 0 && Object.keys(body).every((name) => name === "studentUids");
  }
}

function readObject(raw: Buffer): Json | null {
  try {
    const json: unknown = JSON.parse(raw.toString("utf8"));
    return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Json) : null;
  } catch {
    return null;
  }
}

/** Null unless it is a list of whole numbers. */
function uidsIn(list: unknown): string[] | null {
  if (!Array.isArray(list) || !list.every((uid) => Number.isSafeInteger(uid) && uid > 0)) return null;
  return list.map(String);
}

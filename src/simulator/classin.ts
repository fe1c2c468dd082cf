import { createHash } from "node:crypto";
import type { Accounts } from "./accounts.js";
import type { Choices } from "./choices.js";
import { readForm } from "./classin-form.js";
import { addCourseStudent, editSchoolStudent } from "./classin-roster.js";
import { syncNicknames } from "./classin-sync.js";
import { sameText } from "./same-text.js";
import type { Arrival, Call, OpenedCall, Reply, VendorHandler } from "./vendor-handler.js";
import { withoutSecrets } from "./vendor-handler.js";
import type { World } from "./world.js";

type Fields = ReadonlyMap<string, string>;

interface Action {
  /** Beside the signature. */
  readonly fields: readonly string[];
  readonly optional?: readonly string[];
  readonly run: (world: World, fields: Fields, choices: Choices) => number;
}

const SIGNATURE = ["SID", "safeKey", "timeStamp"];
const ACTIONS: Readonly<Record<string, Action>> = {
  modifyGroupMemberNickname: {
    fields: ["courseId"],
    run: (world, fields, choices) =>
      syncNicknames(world.courses.get(fields.get("courseId") ?? ""), choices, world.clock.now()),
  },
  editSchoolStudent: { fields: ["studentUid", "studentName"], run: editSchoolStudent },
  addCourseStudent: {
    fields: ["courseId", "identity", "studentUid"],
    optional: ["studentName"],
    run: addCourseStudent,
  },
  // The simulator keeps no lessons, so no lesson has a link.
  getLoginLinked: {
    fields: ["uid", "courseId", "classId"],
    optional: ["lifeTime", "deviceType"],
    run: (world, fields) => (world.courses.has(fields.get("courseId") ?? "") ? 142 : 144),
  },
};
const NUMBERS = ["timeStamp", "courseId", "studentUid", "uid", "classId"];
/** The fields that name whom a call is about. */
const NAMES = ["courseId", "studentUid"];

const TEXTS: Readonly<Record<string, string>> = {
  1: "程序正常执行",
  100: "参数不全或错误",
  102: "验证失败",
  104: "操作失败（未知错误）",
  130: "课程人数已达上限",
  142: "课程下没有此课节",
  144: "机构下没有此课程",
  147: "课程信息不存在",
  149: "课程已被删除",
  153: "课程已过期",
  163: "课程下已有此学生",
  164: "课程下已有此旁听生",
  228: "机构下没有此学生",
  369: "课程类型不支持该操作",
  841: "班级昵称同步失败",
  842: "部分成员的班级昵称修改失败",
  843: "班级昵称全部修改失败",
  901: "系统维护中",
  21323: "已删除的学生不能修改班级昵称",
};

/** ClassIn's partner API. Failures have HTTP status 200 and differ only in errno. */
export class ClassIn implements VendorHandler {
  readonly vendor = "classin";
  readonly internalErrorCode = 104;
  /** The vendor documents no limit for the simulated calls. This is the code of its newer interfaces. */
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
    const action = request.query.get("action") ?? "";
    return { operation: action, changes: true, open: (body) => this.#open(request, action, body) };
  }

  reply(code: number | string): Reply {
    const errno = typeof code === "number" && this.#choices.errnoAs === "string" ? String(code) : code;
    return {
      httpStatus: Number(code) === 1 ? 200 : this.#choices.businessErrorHttpStatus,
      contentType: this.#choices.classinContentType,
      code,
      body: JSON.stringify({ error_info: { errno, error: TEXTS[code] ?? "错误" } }),
    };
  }

  reset(): void {}

  #open(request: Arrival, action: string, body: Buffer | null): OpenedCall {
    const form = body === null ? null : readForm(request.contentType, body);
    const names = NAMES.flatMap((field) => form?.find(([name]) => name === field)?.[1] || []);
    return {
      body: form && withoutSecrets(form),
      names,
      answer: () => this.reply(this.#errno(request, action, form)),
    };
  }

  /** The order of the checks is not documented. Here: form, caller, course. */
  #errno(request: Arrival, action: string, form: [string, string][] | null): number {
    if (request.method !== "POST" || form === null) return 100;
    const isStrict = this.#choices.requests === "strict";
    const { query } = request;
    if (action === "" || query.getAll("action").length > 1) return 100;
    if (isStrict && [...query.keys()].some((key) => key !== "action")) return 100;
    // ClassIn answers calls to removed interfaces like a failed authentication.
    const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (known === undefined) return this.#choices.unknownActionErrno;
    const fields = new Map(form);
    const required = [...SIGNATURE, ...known.fields];
    const listed = new Set([...required, ...(known.optional ?? [])]);
    if (!required.every((name) => fields.get(name)) || fields.size < form.length) return 100;
    if (isStrict && [...fields.keys()].some((name) => !listed.has(name))) return 100;
    if (NUMBERS.some((name) => listed.has(name) && !/^\d{1,19}$/.test(fields.get(name) ?? ""))) return 100;
    const timeStamp = fields.get("timeStamp") ?? "";
    if (!this.#trusts(fields.get("SID") ?? "", fields.get("safeKey") ?? "", timeStamp)) return 102;
    return known.run(this.#world, fields, this.#choices);
  }

  #trusts(sid: string, safeKey: string, timeStamp: string): boolean {
    const expected = createHash("md5")
      .update(this.#account.secret + timeStamp)
      .digest("hex");
    const given = this.#choices.upperCaseSafeKey === "accepted" ? safeKey.toLowerCase() : safeKey;
    const ageSeconds = this.#world.clock.seconds() - Number(timeStamp);
    const window = this.#choices.safeKeyWindowSeconds;
    const youngest = this.#choices.safeKeyFromTheFuture === "accepted" ? -window : 0;
    // Always run both comparisons, so that the response time does not show which one failed.
    const sameSid = sameText(sid, this.#account.sid);
    const sameKey = sameText(given, expected);
    return sameSid && sameKey && ageSeconds <= window && ageSeconds >= youngest;
  }
}

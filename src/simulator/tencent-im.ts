import type { Accounts } from "./accounts.js";
import type { Choices } from "./choices.js";
import type { Command, MemberFieldListener } from "./tencent-im/command.js";
import { getGroupInfo } from "./tencent-im/get-group-info.js";
import { getGroupMemberInfo } from "./tencent-im/get-group-member-info.js";
import { getJoinedGroupList } from "./tencent-im/get-joined-group-list.js";
import { getRoleInGroup } from "./tencent-im/get-role-in-group.js";
import { getSpecifiedGroupMemberInfo } from "./tencent-im/get-specified-group-member-info.js";
import { modifyGroupMemberInfo } from "./tencent-im/modify-group-member-info.js";
import { forbidSendMsg, getGroupMutedAccount, getGroupShuttedUin } from "./tencent-im/mutes.js";
import { Refusal, TEXTS } from "./tencent-im/refusal.js";
import { RequestValidator } from "./tencent-im/request-validator.js";
import {
  type Arrival,
  type Call,
  type OpenedCall,
  type Reply,
  type VendorHandler,
  withoutSecrets,
} from "./vendor-handler.js";
import type { World } from "./world.js";

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [
    modifyGroupMemberInfo,
    getGroupInfo,
    getGroupMemberInfo,
    getSpecifiedGroupMemberInfo,
    getRoleInGroup,
    getJoinedGroupList,
    forbidSendMsg,
    getGroupMutedAccount,
    getGroupShuttedUin,
  ].map((command) => [command.name, command]),
);

const SERVICE = "/v4/group_open_http_svc/";
const NAME_FIELDS = [
  "GroupId",
  "GroupIdList",
  "Member_Account",
  "Member_List_Account",
  "User_Account",
  "Members_Account",
] as const;

/** Tencent Cloud Chat's group service. The HTTP status is always 200. */
export class TencentIm implements VendorHandler {
  readonly vendor = "tencent-im";
  readonly internalErrorCode = 10002;
  readonly throttleCode = 60007;
  readonly #world: World;
  readonly #choices: Choices;
  readonly #sdkAppId: number;
  readonly #validator: RequestValidator;
  readonly #listener: MemberFieldListener;

  constructor(world: World, account: Accounts["tencentIm"], choices: Choices, listener: MemberFieldListener) {
    this.#world = world;
    this.#listener = listener;
    this.#choices = choices;
    this.#sdkAppId = account.sdkAppId;
    this.#validator = new RequestValidator({ account, choices, clock: world.clock });
  }

  arrive(request: Arrival): Call {
    const operation = request.path.startsWith(SERVICE) ? request.path.slice(SERVICE.length) : null;
    const command = operation === null ? undefined : COMMANDS.get(operation);
    const refusal = caught(() => this.#validator.check(request, operation, command !== undefined));
    return {
      operation: operation ?? request.path,
      changes: command?.changes ?? false,
      open: (body) => this.#open(command, refusal, body),
    };
  }

  reply(code: number | string, info = TEXTS[Number(code)] ?? "refused"): Reply {
    return envelope({ ActionStatus: "FAIL", ErrorInfo: info, ErrorCode: code }, code);
  }

  reset(): void {
    this.#validator.reset();
  }

  #open(command: Command | undefined, refusal: Refusal | null, raw: Buffer | null): OpenedCall {
    const body = raw === null ? undefined : parseJson(raw);
    return {
      body: isObject(body) ? withoutSecrets(Object.entries(body)) : (body ?? null),
      names: isObject(body) ? namesIn(body) : [],
      answer: (groupCode) => {
        if (refusal) return this.reply(refusal.code, refusal.message);
        if (raw === null) return this.reply(60002, "the body is too long");
        if (body === undefined) return this.reply(60003);
        return this.#run(command, body, groupCode);
      },
    };
  }

  #run(command: Command | undefined, body: unknown, groupCode: Parameters<OpenedCall["answer"]>[0]): Reply {
    const context = {
      world: this.#world,
      choices: this.#choices,
      sdkAppId: this.#sdkAppId,
      listener: this.#listener,
      groupCode,
    };
    try {
      const fields = command?.run(body, context);
      const answer = envelope({ ActionStatus: "OK", ErrorInfo: "", ErrorCode: 0, ...fields }, 0);
      const tooLong = Buffer.byteLength(answer.body) > this.#choices.maxAnswerBytes;
      return tooLong ? this.reply(10018, "the answer would be too long, ask for a smaller page") : answer;
    } catch (error) {
      if (error instanceof Refusal) return this.reply(error.code, error.message);
      throw error;
    }
  }
}

const envelope = (fields: Record<string, unknown>, code: number | string): Reply => ({
  httpStatus: 200,
  contentType: "application/json; charset=utf-8",
  code,
  body: JSON.stringify(fields),
});

function caught(check: () => void): Refusal | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Undefined if the body is not JSON, which includes bad UTF-8 and a byte order mark. */
function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(strictUtf8.decode(raw));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const namesIn = (body: Record<string, unknown>): string[] =>
  NAME_FIELDS.flatMap((field) => (Object.hasOwn(body, field) ? body[field] : []))
    .flat()
    .filter((name): name is string => typeof name === "string");

import { createServer } from "node:http";
import { Calls } from "../src/simulator/calls.js";
import { serveParent } from "./process.js";
import { COUNTS_PATH, membersIn } from "./vendor-groups.js";

/**
 * A stub of Tencent IM that checks nothing and only counts calls, so that only the server in front of it is measured. The
 * simulator is unsuitable, because it enforces the vendor's limit of 200 calls per second.
 */
const OK = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };
const DONE = JSON.stringify(OK);

/** How long the vendor takes to answer. By default it answers at once. */
const delayMs = Number(process.env["VENDOR_DELAY_MS"] ?? 0);

const member = (index: number) => ({
  Member_Account: `student_${index}`,
  Role: index === 0 ? "Owner" : "Member",
  JoinTime: 1_755_000_000 + index,
  MsgFlag: "AcceptAndNotify",
  LastSendMsgTime: 1_760_000_000 + index,
  // In the far future, so that mutes do not end during the run.
  MuteUntil: index % 10 === 1 ? 4_000_000_000 : 0,
  NameCard: `Student 学生 ${index}`,
});

/** Pages by size of the group, offset and limit. Printing one for each call would take time from the measured server. */
const pages = new Map<string, string>();

function memberPage(request: { GroupId: string; Limit: number; Offset?: number }): string {
  const { GroupId, Limit, Offset = 0 } = request;
  const size = membersIn(GroupId);
  const key = `${size} ${Offset} ${Limit}`;
  const known = pages.get(key);
  if (known !== undefined) return known;
  const length = Math.max(0, Math.min(Limit, size - Offset));
  const MemberList = Array.from({ length }, (_, index) => member(Offset + index));
  const page = JSON.stringify({ ...OK, MemberNum: size, MemberList });
  pages.set(key, page);
  return page;
}

/** All members of a group. They are printed once for each size, and put into the answer as text. */
const memberLists = new Map<number, string>();

function memberListOf(size: number): string {
  const known = memberLists.get(size);
  if (known !== undefined) return known;
  const list = JSON.stringify(Array.from({ length: size }, (_, index) => member(index)));
  memberLists.set(size, list);
  return list;
}

const groupsWithMembers = (ids: readonly string[]): string => {
  const infos = ids.map((id) => {
    const info = { GroupId: id, ErrorCode: 0, MemberNum: membersIn(id) };
    return `${JSON.stringify(info).slice(0, -1)},"MemberList":${memberListOf(membersIn(id))}}`;
  });
  return `${JSON.stringify(OK).slice(0, -1)},"GroupInfo":[${infos.join(",")}]}`;
};

const groups = (ids: readonly string[]): string =>
  JSON.stringify({
    ...OK,
    GroupInfo: ids.map((GroupId) => ({
      GroupId,
      ErrorCode: 0,
      Name: `Algebra 代数 ${GroupId}`,
      Type: "Public",
      MemberNum: membersIn(GroupId),
    })),
  });

function answer(command: string, body: string): string {
  if (command === "get_group_info") {
    const { GroupIdList, ResponseFilter } = JSON.parse(body) as {
      GroupIdList: string[];
      ResponseFilter: { MemberInfoFilter?: string[] };
    };
    return ResponseFilter.MemberInfoFilter === undefined
      ? groups(GroupIdList)
      : groupsWithMembers(GroupIdList);
  }
  return command === "get_group_member_info" ? memberPage(JSON.parse(body)) : DONE;
}

const calls = new Calls();
const server = createServer((request, response) => {
  const send = (text: string) => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
    });
    response.end(text);
  };
  const { pathname, searchParams } = new URL(request.url ?? "", "http://vendor.example");
  if (pathname === COUNTS_PATH) return send(JSON.stringify(calls.totals()));

  const operation = pathname.slice(pathname.lastIndexOf("/") + 1);
  const contentType = request.headers["content-type"] ?? "";
  const query = Object.fromEntries(searchParams);
  calls.arrived({ at: performance.now(), vendor: "tencent-im", operation, contentType, query });
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const text = answer(operation, Buffer.concat(chunks).toString());
    if (delayMs > 0) setTimeout(send, delayMs, text);
    else send(text);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The vendor stub has no port.");
  serveParent(`http://127.0.0.1:${address.port}`, () => calls.count());
});

import { createServer } from "node:http";
import { serveParent } from "./process.js";

/**
 * A stub of Tencent IM that answers at once and checks nothing, so that only the server in front of it is measured. The
 * simulator is unsuitable, because it enforces the vendor's limit of 200 calls per second.
 */
const OK = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };

const MEMBERS = JSON.stringify({
  ...OK,
  MemberNum: 100,
  MemberList: Array.from({ length: 100 }, (_, index) => ({
    Member_Account: `student_${index}`,
    Role: index === 0 ? "Owner" : "Member",
    JoinTime: 1_755_000_000 + index,
    MsgFlag: "AcceptAndNotify",
    LastSendMsgTime: 1_760_000_000 + index,
    // In the far future, so that mutes do not end during the run.
    MuteUntil: index % 10 === 1 ? 4_000_000_000 : 0,
    NameCard: `Student 学生 ${index}`,
  })),
});
const DONE = JSON.stringify(OK);

const groups = (ids: readonly string[]): string =>
  JSON.stringify({
    ...OK,
    GroupInfo: ids.map((GroupId) => ({
      GroupId,
      ErrorCode: 0,
      Name: `Algebra 代数 ${GroupId}`,
      Type: "Public",
      MemberNum: 31,
    })),
  });

function answer(command: string, body: string): string {
  if (command.includes("/get_group_info?")) {
    return groups((JSON.parse(body) as { GroupIdList: string[] }).GroupIdList);
  }
  return command.includes("/get_group_member_info?") ? MEMBERS : DONE;
}

let calls = 0;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    calls += 1;
    const text = answer(request.url ?? "", Buffer.concat(chunks).toString());
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
    });
    response.end(text);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The vendor stub has no port.");
  serveParent(`http://127.0.0.1:${address.port}`, () => calls);
});

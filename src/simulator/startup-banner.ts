import type { Simulator } from "./simulator.js";

/** The text printed at the start. It must say clearly that this is not a vendor's service. */
export function startupBanner({ url, controlUrl, accounts, world, webhooks }: Simulator): string {
  const { classin, tencentIm } = accounts;
  return `
Simulator of ClassIn and Tencent IM: ${world.courses.size} courses, ${world.groups.size} groups, ${world.accounts.size} accounts, all in memory.

It is not run by either vendor and holds none of their data. In cases that their documents leave open,
the real vendors may behave differently. src/simulator/choices.ts has a switch for each such case.

  vendors      ${url}
  control API  ${controlUrl}
  webhooks to  ${webhooks.url ?? "nowhere (--webhooks http://127.0.0.1:4004)"}

It accepts these dummy credentials, which work nowhere else:
  ClassIn      SID ${classin.sid}, SECRET ${classin.secret}
  Tencent IM   SDKAppID ${tencentIm.sdkAppId}, key ${tencentIm.secretKey}, admin ${tencentIm.admin}

Make every tenth Tencent call fail with an internal error:
  curl -d '{"vendor":"tencent-im","kind":"code","code":10002,"share":0.1}' ${controlUrl}/faults
Hold every change of a member after it is made (or before, without "stage"), then release the calls:
  curl -d '{"kind":"hold","operation":"modify_group_member_info","stage":"after"}' ${controlUrl}/faults
  curl -X POST ${controlUrl}/faults/fault-2/release
Let a student rename themselves in a group, which sends a webhook:
  curl -d '{"groupId":"GROUP","userId":"USER","nameCard":"NAME"}' ${controlUrl}/events/member-renamed
Remove all faults:
  curl -X DELETE ${controlUrl}/faults

Stop with Ctrl-C.
`;
}

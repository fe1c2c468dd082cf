import type { Simulator } from "./simulator.js";

/** What a start prints: what this is, what it is not, and how to use it. */
export function startupBanner({ url, controlUrl, accounts, world }: Simulator): string {
  const { classin, tencentIm } = accounts;
  return `
Simulator of ClassIn and Tencent IM: ${world.courses.size} courses, ${world.groups.size} groups, ${world.accounts.size} accounts, all in memory.

It is NOT either vendor and holds none of their data. Where their documents are silent it had to choose,
and the vendors may behave otherwise: src/simulator/choices.ts lists every choice, each one a switch.

  vendors      ${url}
  control API  ${controlUrl}

It accepts these dummy credentials, which open nothing else:
  ClassIn      SID ${classin.sid}, SECRET ${classin.secret}
  Tencent IM   SDKAppID ${tencentIm.sdkAppId}, key ${tencentIm.secretKey}, admin ${tencentIm.admin}

Make every tenth Tencent call fail with an internal error:
  curl -d '{"vendor":"tencent-im","kind":"code","code":10002,"share":0.1}' ${controlUrl}/faults
Hold every change of a member after it is made (without "stage", before it), and let the calls go on:
  curl -d '{"kind":"hold","operation":"modify_group_member_info","stage":"after"}' ${controlUrl}/faults
  curl -X POST ${controlUrl}/faults/fault-2/release
End all faults again:
  curl -X DELETE ${controlUrl}/faults

Stop with Ctrl-C.
`;
}

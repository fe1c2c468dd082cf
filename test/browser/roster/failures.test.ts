import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "../../../src/simulator/simulator.js";
import { choose, PATH } from "./actions.js";
import { ADMINISTRATOR, type RosterSite, startRosterSite } from "./site.js";

/** What a vendor does, and what the page then says in both languages. */
interface Case {
  readonly type: string;
  readonly fault: Fault;
  readonly en: string;
  readonly zh: string;
}

const refusal = (operation: string, code: number): Fault => ({ kind: "code", operation, code });
const change = (code: number) => refusal("modify_group_member_info", code);
const sync = (code: number) => refusal("modifyGroupMemberNickname", code);

const CHANGES: readonly Case[] = [
  { type: "GroupNotFoundError", fault: change(10010), en: "no longer exists", zh: "聊天群已不存在" },
  { type: "GroupMemberNotFoundError", fault: change(10019), en: "no longer in the group", zh: "已不在群里" },
  { type: "NotPermittedError", fault: change(10007), en: "You may not change this", zh: "您无权更改" },
  { type: "ContentRejectedError", fault: change(80001), en: "because of its content", zh: "因内容拒绝" },
  { type: "RateLimitedError", fault: change(10006), en: "has too many requests", zh: "请求过多" },
  {
    type: "VendorUnavailableError",
    fault: change(10002),
    en: "cannot be reached",
    zh: "无法连接腾讯云即时通信",
  },
  {
    type: "VendorMisconfiguredError",
    fault: change(10026),
    en: "Only an operator",
    zh: "只有运维人员能解决",
  },
  { type: "VendorRejectedError", fault: change(10004), en: "without a known reason", zh: "原因不明" },
];

const SYNCS: readonly Case[] = [
  { type: "CourseNotFoundError", fault: sync(147), en: "no such course", zh: "没有这门课程" },
  { type: "CourseDeletedError", fault: sync(149), en: "was deleted in ClassIn", zh: "已被删除" },
  { type: "CourseExpiredError", fault: sync(153), en: "has expired in ClassIn", zh: "已过期" },
  { type: "CourseTypeNotSupportedError", fault: sync(369), en: "courses of this kind", zh: "这类课程" },
  {
    type: "NicknamesPartlySyncedError",
    fault: sync(842),
    en: "Some students got",
    zh: "部分学生已显示登记姓名",
  },
  { type: "NicknamesNotSyncedError", fault: sync(843), en: "could not set any name", zh: "未能设置任何姓名" },
  {
    type: "DeletedStudentInCourseError",
    fault: sync(21323),
    en: "deleted from the school",
    zh: "已从学校删除",
  },
  {
    type: "RateLimitedError",
    fault: sync(101003001),
    en: "ClassIn has too many requests",
    zh: "ClassIn请求过多",
  },
  {
    type: "VendorUnavailableError",
    fault: sync(104),
    en: "ClassIn cannot be reached",
    zh: "无法连接ClassIn",
  },
  {
    type: "VendorMisconfiguredError",
    fault: sync(102),
    en: "does not accept this server",
    zh: "不接受本服务器",
  },
  { type: "VendorRejectedError", fault: sync(100), en: "without a known reason", zh: "原因不明" },
];

let site: RosterSite;
beforeAll(async () => {
  site = await startRosterSite();
});
beforeEach(() => {
  site.app.simulator.world.reset();
  site.app.simulator.faults.clear();
});
afterAll(() => site[Symbol.asyncDispose]());

describe.each([
  { language: "en", locale: "en-GB", promote: "Make administrator", fix: "Fix names", close: "Close" },
  { language: "zh", locale: "zh-CN", promote: "设为管理员", fix: "修正姓名", close: "关闭" },
] as const)("in $language", ({ language, locale, promote, fix, close }) => {
  let page: Page;
  beforeAll(async () => {
    ({ page } = await site.visit({ as: ADMINISTRATOR, path: PATH, locale }));
  });
  afterAll(() => site.leave());

  const expectNotice = async (words: string) => {
    await page.getByText(words).waitFor();
    await page.getByRole("button", { name: close }).click();
  };

  test.each(CHANGES)("a change that ends with $type is explained", async ({ fault, [language]: words }) => {
    site.app.simulator.faults.add(fault);
    await choose(page, "student_005", promote);
    await expectNotice(words);
    expect(await page.getByRole("row").filter({ hasText: "student_005" }).innerText()).toMatch(
      /Member|普通成员/,
    );
  });

  test.each(SYNCS)("a sync that ends with $type is explained", async ({ fault, [language]: words }) => {
    site.app.simulator.faults.add(fault);
    await page.getByRole("button", { name: fix }).click();
    await expectNotice(words);
    await page.getByRole("button", { name: fix }).waitFor();
  });
});

import { expect, test } from "vitest";
import { TENCENT_IM_BACKUP_HOSTS, TENCENT_IM_HOSTS } from "../../src/tencent-im/regions.js";
import { configProblems, configWith, namesIn, problemsWith } from "../support/environment.js";

const URLS = ["CLASSIN_URL", "TENCENT_IM_URL"] as const;

test.each([
  ["silicon-valley", "adminapiusa"],
  ["Silicon Valley", "adminapiusa"],
  ["SILICON_VALLEY", "adminapiusa"],
  ["Frankfurt", "adminapiger"],
  ["SEOUL", "adminapikr"],
  ["tokyo", "adminapijpn"],
  ["jakarta", "adminapiidn"],
  ["riyadh", "adminapiksa"],
  ["mumbai", "adminapiind"],
  ["singapore", "adminapisgp"],
])("the region %s is served by %s", (region, host) => {
  expect(configWith({ TENCENT_IM_REGION: region }).tencentIm.url).toBe(`https://${host}.im.qcloud.com`);
});

test("China's host does not follow the pattern", () => {
  expect(configWith({ TENCENT_IM_REGION: "China" }).tencentIm.url).toBe("https://console.tim.qq.com");
});

test.each(["atlantis", "china 2", "__proto__", "constructor"])("%s is not a region", (region) => {
  expect(namesIn(problemsWith({ TENCENT_IM_REGION: region }))).toEqual(["TENCENT_IM_REGION"]);
});

test("a URL replaces the region", () => {
  const url = "http://127.0.0.1:4010";
  expect(configWith({ TENCENT_IM_URL: url }).tencentIm.url).toBe(url);
  expect(configWith({ TENCENT_IM_URL: url, TENCENT_IM_REGION: undefined }).tencentIm.url).toBe(url);
});

test("without a region or a URL the configuration is refused", () => {
  expect(problemsWith({ TENCENT_IM_REGION: "", TENCENT_IM_URL: "" })).toEqual([
    "TENCENT_IM_REGION is required, unless TENCENT_IM_URL is set",
  ]);
  expect(configProblems({}).join()).toContain("TENCENT_IM_REGION is required");
});

test.each([...Object.values(TENCENT_IM_HOSTS), ...TENCENT_IM_BACKUP_HOSTS])(
  "%s is a vendor's host",
  (url) => {
    expect(configWith({ TENCENT_IM_URL: url }).tencentIm.url).toBe(url);
  },
);

test.each([
  ["https://api.eeo.cn/", "https://api.eeo.cn"],
  ["https://API.EEO.CN:443", "https://api.eeo.cn"],
  ["http://localhost:4010/", "http://localhost:4010"],
  ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
  ["http://[::1]:4010", "http://[::1]:4010"],
  ["https://localhost", "https://localhost"],
])("%s is allowed and becomes %s", (url, origin) => {
  expect(configWith({ CLASSIN_URL: url }).classin.url).toBe(origin);
});

test.each([
  ["a cloud's metadata address", "http://169.254.169.254"],
  ["a cloud's metadata address, mapped into IPv6", "http://[::ffff:169.254.169.254]"],
  ["loopback, mapped into IPv6", "http://[::ffff:127.0.0.1]"],
  ["a cloud's metadata address as one number", "http://2852039166"],
  ["any address of this machine", "http://0.0.0.0:4010"],
  ["a file", "file:///etc/passwd"],
  ["a file on a vendor's host", "file://api.eeo.cn/"],
  ["another protocol on loopback", "ftp://localhost"],
  ["a user name before a vendor's host", "https://admin@api.eeo.cn"],
  ["a vendor's host as a user's name", "https://api.eeo.cn@evil.com"],
  ["a vendor's host as a password", "https://x:api.eeo.cn@evil.com"],
  ["a vendor's host without encryption", "http://api.eeo.cn"],
  ["another vendor's host without encryption", "http://console.tim.qq.com"],
  ["a vendor's host as the prefix of another", "https://api.eeo.cn.evil.com"],
  ["a vendor's host as the suffix of another", "https://evil-api.eeo.cn"],
  ["a vendor's host with another port", "https://api.eeo.cn:8443"],
  ["a vendor's host with a trailing dot", "https://api.eeo.cn."],
  ["localhost as the prefix of another host", "http://localhost.evil.com"],
  ["127.0.0.1 as the prefix of another host", "http://127.0.0.1.evil.com"],
  ["a path", "https://api.eeo.cn/partner"],
  ["a query", "https://api.eeo.cn/?x=1"],
  ["a fragment", "https://api.eeo.cn/#x"],
  ["a host without a protocol", "api.eeo.cn"],
  ["text that is not a URL", "somewhere"],
  ["a script", "javascript:alert(1)"],
])("signed requests are not sent to %s", (_, url) => {
  for (const name of URLS) expect(namesIn(problemsWith({ [name]: url }))).toEqual([name]);
});

import { expect, test } from "vitest";
import { NO_FOLDER } from "../support/graphql-process.js";
import { NpmScript } from "../support/npm-script.js";

const ANY_PORT = { PORT: "0", ADMIN_PORT: "0", SIMULATOR_PORT: "0", SIMULATOR_CONTROL_PORT: "0" };

test("npm run dev prints the log for people, without a secret", async () => {
  const dev = new NpmScript("dev", { env: { ...ANY_PORT, DATA_DIR: NO_FOLDER } });
  try {
    const url = await dev.says(/GraphQL +(http\S+)[\s\S]*control API/);
    const headers = { "content-type": "application/json" };
    await fetch(url, {
      method: "POST",
      headers,
      body: '{"query":"{ group(id: \\"staff-room\\") { name } }"}',
    });
    await dev.says(/^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: vendor call .*"operation":"get_group_info"/m);
    await dev.says(/^\[.*\] INFO: operation .*"outcomes":\["group: ok"\]/m);
    expect(dev.out).not.toMatch(/^\{/m);
    expect(dev.out).not.toContain("local-test-secret-key");
  } finally {
    dev.kill();
  }
});

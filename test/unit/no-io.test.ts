import { execFile, fork } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { request } from "undici";
import { expect, test } from "vitest";
import { startSimulator } from "../../src/simulator/simulator.js";
import { openEmbedded } from "../../src/store/embedded.js";

const NO_SOCKET = "A test in test/unit may not open a socket.";
const NO_SERVER = "A test in test/unit may not start a server.";
const NO_PROCESS = "A test in test/unit may not start a process.";
const ADDRESS = "http://127.0.0.1:4010/";

test("tests in this folder cannot start a server or the simulator", async () => {
  expect(() => createServer().listen(0)).toThrow(NO_SERVER);
  await expect(startSimulator()).rejects.toThrow(NO_SERVER);
});

test("tests in this folder cannot open connections", async () => {
  expect(() => connect(9, "127.0.0.1")).toThrow(NO_SOCKET);
  expect(() => createSocket("udp4").send("x", 9)).toThrow(NO_SOCKET);
  await expect(fetch(ADDRESS)).rejects.toMatchObject({
    cause: { message: expect.stringContaining(NO_SOCKET) },
  });
  await expect(request(ADDRESS)).rejects.toThrow(NO_SOCKET);
  await expect(new Client({ host: "127.0.0.1", port: 9 }).connect()).rejects.toThrow(NO_SOCKET);
});

test("tests in this folder cannot start processes", () => {
  expect(() => execFile(process.execPath)).toThrow(NO_PROCESS);
  expect(() => fork("nothing.js")).toThrow(NO_PROCESS);
});

test("tests in this folder cannot open or create a store", async () => {
  const { PGlite } = await import("@electric-sql/pglite");
  expect(() => PGlite.create()).toThrow("A test in test/unit may not open a store.");
  const folder = await mkdtemp(join(tmpdir(), "class-groups-no-store-"));
  try {
    await expect(openEmbedded(folder, new AbortController().signal)).rejects.toThrow(NO_PROCESS);
  } finally {
    await rm(folder, { recursive: true });
  }
});

import { ChildProcess } from "node:child_process";
import { Socket as UdpSocket } from "node:dgram";
import { Server, Socket } from "node:net";
import { vi } from "vitest";

/** Makes I/O fail in `test/unit`, whether a test or the code under test tries it. */
function refuse(what: string): () => never {
  return () => {
    throw new Error(
      `A test in test/unit may not ${what}. Move it to another folder of test/, or take the input from a fake.`,
    );
  };
}

Socket.prototype.connect = refuse("open a socket");
Server.prototype.listen = refuse("start a server");
UdpSocket.prototype.bind = refuse("open a socket");
UdpSocket.prototype.send = refuse("open a socket");
// `spawn`, `fork`, `exec` and `execFile` all end here.
Object.assign(ChildProcess.prototype, { spawn: refuse("start a process") });

vi.mock("@electric-sql/pglite", () => ({ PGlite: { create: refuse("open a store") } }));

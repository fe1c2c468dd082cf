import type { Server } from "node:http";
import type { Socket } from "node:net";

export interface ConnectionLimit {
  readonly most: number;
  /** Called for each connection that is closed because of the limit. */
  readonly onRefused: () => void;
}

/** Closes connections above the limit at once, because each costs memory before anything is checked. */
export function limitConnections(server: Server, { most, onRefused }: ConnectionLimit): void {
  server.maxConnections = most;
  server.on("drop", onRefused);
}

/** The open connections of a server that must answer every request before it stops. */
export interface OpenConnections {
  /** Closes idle connections now, and each other connection once its request is answered. */
  endWhenIdle(): void;
}

/**
 * Node counts a connection without any request yet as busy. It also leaves a connection open that was busy when the server
 * began to close. Either would delay a stopping server.
 */
export function trackConnections(server: Server): OpenConnections {
  const requestCounts = new Map<Socket, number>();
  let ending = false;

  server.on("connection", (socket: Socket) => {
    requestCounts.set(socket, 0);
    socket.once("close", () => requestCounts.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    requestCounts.set(socket, (requestCounts.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const requests = requestCounts.get(socket);
      if (requests === undefined) return;
      requestCounts.set(socket, requests - 1);
      if (ending && requests === 1) socket.end();
    });
  });

  return {
    endWhenIdle() {
      ending = true;
      for (const [socket, requests] of requestCounts) if (requests === 0) socket.destroy();
    },
  };
}

import { expect, test } from "vitest";
import { ClosingStack } from "../../src/process/closing-stack.js";

test("closes one resource at a time, the last opened first, and each once", async () => {
  const closed: string[] = [];
  const closing = new ClosingStack();
  for (const name of ["store", "clients", "port"])
    closing.add(async () => {
      await Promise.resolve();
      closed.push(name);
    });
  await Promise.all([closing.close(), closing.close()]);
  expect(closed).toEqual(["port", "clients", "store"]);
});

test("closes the rest when a step fails, and rejects with the first failure", async () => {
  const closed: string[] = [];
  const closing = new ClosingStack();
  closing.add(() => closed.push("store"));
  closing.add(() => Promise.reject(new Error("clients")));
  closing.add(() => {
    throw new Error("port");
  });
  await expect(closing.close()).rejects.toThrow("port");
  expect(closed).toEqual(["store"]);
});

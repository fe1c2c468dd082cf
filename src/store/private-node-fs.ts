import { NodeFS } from "@electric-sql/pglite/nodefs";
import { OTHERS } from "./private-files.js";

/** The parts of Emscripten's NODEFS that set file modes. None of them uses `this`. */
interface Modes {
  doSetAttr: (arg: unknown, node: unknown, attr: { mode?: number }, ...rest: unknown[]) => void;
  readonly node_ops: { mknod: (parent: unknown, name: string, mode: number, dev: number) => unknown };
}

/** The embedded database's folder. PGlite ignores the umask, so file modes are restricted here. */
export class PrivateNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(...args);
    type Module = Parameters<NonNullable<typeof emscriptenOpts.preRun>[number]>[0];
    const keepPrivate = (module: Module) => withoutOthers(module.NODEFS);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [keepPrivate, ...(emscriptenOpts.preRun ?? [])] } };
  }
}

function withoutOthers(files: Modes): void {
  const { doSetAttr, node_ops } = files;
  const { mknod } = node_ops;
  files.doSetAttr = (arg, node, attr, ...rest) => {
    const masked = attr.mode === undefined ? attr : { ...attr, mode: attr.mode & ~OTHERS };
    doSetAttr(arg, node, masked, ...rest);
  };
  node_ops.mknod = (parent, name, mode, dev) => mknod(parent, name, mode & ~OTHERS, dev);
}

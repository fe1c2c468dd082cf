import { createHash } from "node:crypto";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Runs the projects one after the other, projects and their files in random order. The files of a project share workers;
 * a worker that changes its project must restart. `--sequence.seed` repeats an order.
 */
export class ProjectSequencer extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const place = (name: string): string => createHash("sha1").update(`${seed} ${name}`).digest("hex");
    const placed = files.map((file) => ({ file, place: place(file.project.name) + place(file.moduleId) }));
    placed.sort((a, b) => (a.place < b.place ? -1 : 1));
    return Promise.resolve(placed.map(({ file }) => file));
  }
}

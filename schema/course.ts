import { Directive, Field, ID, ObjectType } from "./decorators.js";
import { globalIdOf, Node } from "./node.js";

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A course in ClassIn, which ClassIn's newer pages call a class. ClassIn lets nobody read courses, so this is a place to start from: it does not prove that the course exists.",
})
export class Course implements Node {
  @Field(() => ID, { description: "The ClassIn course number: digits, the first of them not 0." })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get globalId(): string {
    return globalIdOf("Course", this.id);
  }
}

CREATE TABLE "student_renames" (
	"id" uuid PRIMARY KEY NOT NULL,
	"caller" text,
	"idempotency_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"classin_uid" text NOT NULL,
	"name" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"worker" text,
	"lease_until" timestamp (3) with time zone,
	"steps" jsonb NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "student_renames_key" ON "student_renames" (coalesce("caller", ''),"idempotency_key");
--> statement-breakpoint
CREATE INDEX "student_renames_user" ON "student_renames" ("user_id");
--> statement-breakpoint
CREATE INDEX "student_renames_uid" ON "student_renames" ("classin_uid");
--> statement-breakpoint
CREATE INDEX "student_renames_touched" ON "student_renames" ("touched_at");
--> statement-breakpoint
COMMENT ON TABLE student_renames IS 'Renames of students, with the state of each step. Personal data.';
--> statement-breakpoint
COMMENT ON COLUMN student_renames.caller IS 'Who asked for it. Null if callers are not checked.';
--> statement-breakpoint
COMMENT ON COLUMN student_renames.touched_at IS 'When its state last changed.';
--> statement-breakpoint
COMMENT ON COLUMN student_renames.finished_at IS 'When the last step was done. Null while steps are left.';
--> statement-breakpoint
COMMENT ON COLUMN student_renames.fence IS 'Increases with each lease. A request whose lease was taken can no longer write.';
--> statement-breakpoint
COMMENT ON COLUMN student_renames.worker IS 'The process that works on it, or did last.';
--> statement-breakpoint
COMMENT ON COLUMN student_renames.lease_until IS 'Until when a request works on it. Null or past: none does.';
--> statement-breakpoint
COMMENT ON COLUMN student_renames.steps IS 'The state of the four steps, in their order.';

CREATE TABLE "vendor_budgets" (
	"budget" text PRIMARY KEY NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vendor_permits" (
	"budget" text NOT NULL,
	"replica" text NOT NULL,
	"permits" integer NOT NULL,
	"wanted" integer NOT NULL,
	"total" integer NOT NULL,
	"reserve" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"joined" bigserial NOT NULL,
	"is_gone" boolean DEFAULT false NOT NULL,
	"server_start" text NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "vendor_permits_budget_replica_pk" PRIMARY KEY("budget","replica")
);
--> statement-breakpoint
DROP TABLE IF EXISTS "vendor_slots";

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);



-- What is due, in the order in which it is sent.
CREATE INDEX "Outbox_next_idx" ON "Outbox"("platform", "priority", "id") WHERE "state" = 'due';

BEGIN TRANSACTION;
CREATE TABLE "Line" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "sourcefile" INTEGER NOT NULL REFERENCES "SourceFile" ("id") ON DELETE CASCADE,
  "line" TEXT NOT NULL,
  "line_number" INTEGER NOT NULL
);
INSERT INTO "Line" VALUES(1,1,'"""A cart."""',0);
INSERT INTO "Line" VALUES(2,1,'',1);
INSERT INTO "Line" VALUES(3,1,'',2);
INSERT INTO "Line" VALUES(4,1,'def discount(price, percent):',3);
INSERT INTO "Line" VALUES(5,1,'    """What is left of a price."""',4);
INSERT INTO "Line" VALUES(6,1,'    if percent < 0 or percent > 100:',5);
INSERT INTO "Line" VALUES(7,1,'        raise ValueError("percent")',6);
INSERT INTO "Line" VALUES(8,1,'    return price - (',7);
INSERT INTO "Line" VALUES(9,1,'        price * percent',8);
INSERT INTO "Line" VALUES(10,1,'        / 100',9);
INSERT INTO "Line" VALUES(11,1,'    )',10);
INSERT INTO "Line" VALUES(12,1,'',11);
INSERT INTO "Line" VALUES(13,1,'',12);
INSERT INTO "Line" VALUES(14,1,'def shipping(weight):',13);
INSERT INTO "Line" VALUES(15,1,'    if weight > 20:  # pragma: no cover',14);
INSERT INTO "Line" VALUES(16,1,'        return 15',15);
INSERT INTO "Line" VALUES(17,1,'    return 5',16);
INSERT INTO "Line" VALUES(18,1,'',17);
INSERT INTO "Line" VALUES(19,1,'',18);
INSERT INTO "Line" VALUES(20,1,'def untested(a):',19);
INSERT INTO "Line" VALUES(21,1,'    return a + 1',20);
CREATE TABLE "MiscData" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
);
INSERT INTO "MiscData" VALUES('version','4');
INSERT INTO "MiscData" VALUES('baseline_time_elapsed','0.446331262588501');
INSERT INTO "MiscData" VALUES('hash_of_tests','2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473');
CREATE TABLE "Mutant" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "line" INTEGER NOT NULL REFERENCES "Line" ("id") ON DELETE CASCADE,
  "index" INTEGER NOT NULL,
  "tested_against_hash" TEXT NOT NULL,
  "status" TEXT NOT NULL
);
INSERT INTO "Mutant" VALUES(1,6,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(2,6,1,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(3,6,2,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(4,6,3,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(5,6,4,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(6,7,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(7,8,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','ok_killed');
INSERT INTO "Mutant" VALUES(8,9,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','ok_killed');
INSERT INTO "Mutant" VALUES(9,10,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','ok_killed');
INSERT INTO "Mutant" VALUES(10,10,1,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','ok_killed');
INSERT INTO "Mutant" VALUES(11,15,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(12,15,1,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(13,16,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(14,17,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','ok_killed');
INSERT INTO "Mutant" VALUES(15,21,0,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
INSERT INTO "Mutant" VALUES(16,21,1,'2b5e1de2504cc4369b66c89b307912e9bc4672549421f09bf08c892ec94da473','bad_survived');
CREATE TABLE "SourceFile" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "filename" TEXT NOT NULL,
  "hash" TEXT NOT NULL
);
INSERT INTO "SourceFile" VALUES(1,'src/shop/cart.py','205b0ccb64858c9826c6427c2c4b6924948f52b8914d62785d7644f4bcb65e57');
INSERT INTO "SourceFile" VALUES(2,'src/shop/__init__.py','e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
CREATE INDEX "idx_line__sourcefile" ON "Line" ("sourcefile");
CREATE INDEX "idx_mutant__line" ON "Mutant" ("line");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('SourceFile',2);
INSERT INTO "sqlite_sequence" VALUES('Line',21);
INSERT INTO "sqlite_sequence" VALUES('Mutant',16);
COMMIT;

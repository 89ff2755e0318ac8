-- A migration that cannot be applied.
CREATE TABLE nothing (broken);

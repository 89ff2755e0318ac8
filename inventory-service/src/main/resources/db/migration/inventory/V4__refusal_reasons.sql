-- The service alone knows the reasons, so that a new one needs no change here.
ALTER TABLE reservations DROP CONSTRAINT reservations_refusal_reason_check;

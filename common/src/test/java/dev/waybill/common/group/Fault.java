package dev.waybill.common.group;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/** A fault in a group's transaction before its commit. */
@FunctionalInterface
interface Fault {
  void strike(Handle handle);

  static Fault none() {
    return handle -> {};
  }

  static Fault sqlState(String state) {
    return handle ->
        handle.execute(
            "DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '" + state + "'; END $$");
  }

  static Fault killedConnection() {
    return handle -> handle.execute("SELECT pg_terminate_backend(pg_backend_pid())");
  }

  static Fault exception(RuntimeException exception) {
    return handle -> {
      throw exception;
    };
  }

  static Fault error(Error error) {
    return handle -> {
      throw error;
    };
  }

  /** Holds the group open, so that the next one gathers behind it. */
  static Fault waitFor(CountDownLatch gate) {
    return handle -> {
      try {
        if (!gate.await(9, TimeUnit.SECONDS)) {
          throw new AssertionError("the gate stayed shut");
        }
      } catch (InterruptedException e) {
        throw new AssertionError("the worker must never be interrupted", e);
      }
    };
  }
}

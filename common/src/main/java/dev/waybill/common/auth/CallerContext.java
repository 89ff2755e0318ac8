package dev.waybill.common.auth;

import dev.waybill.common.caller.Caller;
import io.grpc.Context;

/** The caller of the current call, in gRPC's context. */
public final class CallerContext {
  /** Without authentication, no interceptor sets it. */
  private static final Context.Key<Caller> KEY =
      Context.keyWithDefault("caller", new Caller.Anyone());

  private CallerContext() {}

  /**
   * Returns the caller of the current thread's call. Read it in the handler and hand it on: a
   * thread that works detached from the call has no caller.
   */
  public static Caller current() {
    return KEY.get();
  }

  static Context with(Caller caller) {
    return Context.current().withValue(KEY, caller);
  }
}

package dev.waybill.common.hostile;

import io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent;

/** The memory of this process after a collection, in bytes: Java's heap, and Netty's buffers. */
record Memory(long heap, long direct) {
  static Memory inUse() {
    // Twice, because the first collection may only discover what has become unreachable.
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Memory(
        runtime.totalMemory() - runtime.freeMemory(), PlatformDependent.usedDirectMemory());
  }
}

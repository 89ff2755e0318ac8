package dev.waybill.common.server;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.channel.NameCache;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Calls a target several times a second, for at most a minute. */
final class MovedAddressCaller {
  private static final int CALLS = 600;

  private MovedAddressCaller() {}

  public static void main(String[] arguments) {
    NameCache.keepFor(NameCache.DEFAULT);
    ManagedChannel channel = Channels.open(arguments[0], SampleServiceGrpc.getServiceDescriptor());
    var stub = SampleServiceGrpc.newBlockingStub(channel);
    for (int i = 0; i < CALLS; i++) {
      try {
        var _ = stub.getItem(GetItemRequest.newBuilder().setName("ITEM-1").build());
      } catch (StatusRuntimeException e) {
        System.err.println(e.getStatus());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    channel.shutdownNow();
  }
}

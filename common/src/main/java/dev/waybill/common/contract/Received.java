package dev.waybill.common.contract;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A received message, or the exception thrown when it was decoded. */
record Received<Q>(Supplier<Q> content) {
  /** Returns the message, or throws the exception. */
  Q message() {
    return content.get();
  }

  /** Returns a marshaller that keeps the exception of the given one until the message is read. */
  static <Q> Marshaller<Received<Q>> marshaller(Marshaller<Q> messages) {
    return new Marshaller<>() {
      @Override
      public InputStream stream(Received<Q> received) {
        return messages.stream(received.message());
      }

      @Override
      public Received<Q> parse(InputStream stream) {
        try {
          Q message = messages.parse(stream);
          return new Received<>(() -> message);
        } catch (StatusRuntimeException e) {
          return new Received<>(
              () -> {
                throw e;
              });
        }
      }
    };
  }
}

package dev.waybill.common.contract;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A message that came in, or why it could not be decoded. */
record Received<Q>(Supplier<Q> content) {
  /** Throws what decoding it has thrown. */
  Q message() {
    return content.get();
  }

  /** Decodes like the other one, but keeps its exception for whoever asks for the message. */
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

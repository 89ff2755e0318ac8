package dev.waybill.cli.stream;

import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** Receives what happens to a stream that is kept alive across failures. */
public interface StreamNotices {
  /** The stream broke or was ended, and will be reopened. */
  void lost(StatusRuntimeException failure);

  /** The stream has resumed where it was, after an outage of the given length. */
  void resumed(Duration outage);
}

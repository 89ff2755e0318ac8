package dev.waybill.cli.stream;

import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** Hears of what a stream goes through while it is kept going. */
public interface StreamNotices {
  /** The stream has broken or was ended, and will be opened again. */
  void lost(StatusRuntimeException failure);

  /** The stream goes on where it was, after an outage of so long. */
  void resumed(Duration outage);
}

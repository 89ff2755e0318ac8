package dev.waybill.cli.stream;

import dev.waybill.cli.client.FailedCall;
import dev.waybill.cli.output.Screen;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Locale;

/** Reports what happens to a stream, beside the results. */
public record ScreenNotices(String serviceTitle, Screen screen) implements StreamNotices {
  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public void lost(StatusRuntimeException failure) {
    screen.notice(
        "stream lost, reconnecting: " + FailedCall.lines(serviceTitle, failure).getFirst());
  }

  @Override
  public void resumed(Duration outage) {
    screen.notice(
        String.format(
            Locale.ROOT, "stream resumed after %.1f s", outage.toMillis() / MILLIS_PER_SECOND));
  }
}

package dev.waybill.common.stream;

import dev.waybill.common.correlation.CallScope;
import io.grpc.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the handler of a stream when its server wants the stream to end: because the server stops,
 * because the caller's token expires, or because the stream nears its maximum age and should be
 * reopened, perhaps on another instance. A stream that cannot be reopened where it ended may ask
 * for the token's end only.
 */
public final class StreamLife {
  static final Context.Key<StreamLife> KEY = Context.key("stream-life");

  private final Moment ending = new Moment();
  private final Moment expiring = new Moment();

  StreamLife() {}

  /** Returns the life of the current thread's stream; outside a server, one that never ends. */
  public static StreamLife current() {
    StreamLife life = KEY.get();
    return life == null ? new StreamLife() : life;
  }

  /**
   * Runs the handler once when the stream should end, or at once if that has already happened. The
   * handler should end the stream soon and must not block. It runs in the scope of the current
   * call.
   */
  public void onEnding(Runnable handler) {
    ending.tell(handler);
  }

  /** The same for a stream that should end only once its caller's token has expired. */
  public void onExpiring(Runnable handler) {
    expiring.tell(handler);
  }

  void end() {
    ending.come();
  }

  /** Ends every stream whose caller is no longer known. */
  void expire() {
    expiring.come();
    ending.come();
  }

  /** Something that happens at most once, and those who want to be told. */
  private static final class Moment {
    private final List<Runnable> handlers = new ArrayList<>(1);
    private boolean past;

    void tell(Runnable handler) {
      CallScope scope = CallScope.current();
      Runnable scoped = () -> scope.run(handler);
      synchronized (this) {
        if (!past) {
          handlers.add(scoped);
          return;
        }
      }
      scoped.run();
    }

    void come() {
      List<Runnable> told;
      synchronized (this) {
        past = true;
        told = List.copyOf(handlers);
        handlers.clear();
      }
      told.forEach(Runnable::run);
    }
  }
}

package dev.waybill.common.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs actors one step at a time, in random order. A step is everything up to the next call of a
 * port. An actor may also be killed between two steps, as a process might be.
 */
public final class Turns {
  private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();
  private final List<Actor> running = new ArrayList<>();

  /** Creates an instance without actors. */
  public Turns() {}

  /** Returns the port with a pause before each of its methods. */
  public static <P> P pausing(Class<P> type, P port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Actor actor = CURRENT.get();
              if (actor != null) {
                actor.pause();
              }
              try {
                return method.invoke(port, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Adds an actor, which has not started yet. */
  public void add(Runnable work) {
    running.add(new Actor(work));
  }

  /** Returns how many actors have neither ended nor been killed. */
  public int running() {
    return running.size();
  }

  /** Lets one running actor move up to its next call of a port, or kills it where it is. */
  public void step(int which, boolean kill) {
    Actor next = running.get(which);
    next.step(kill);
    if (next.ended) {
      running.remove(which);
    }
    next.rethrow();
  }

  /** Runs until every actor has ended or was killed; the check must hold after each step. */
  public void run(Random random, double killed, Runnable check) {
    while (running() > 0) {
      step(random.nextInt(running()), random.nextDouble() < killed);
      check.run();
    }
  }

  /** Thrown inside an actor to kill it; the actor must not catch it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A piece of work on its own thread, which moves only when it is told to. */
  private static final class Actor {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore rest = new Semaphore(0);
    private volatile boolean killed;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    Actor(Runnable work) {
      Thread.ofVirtual().start(() -> live(work));
    }

    private void live(Runnable work) {
      CURRENT.set(this);
      try {
        awaitTurn();
        work.run();
      } catch (Killed _) {
        // Killed in the middle, which is what the test wants.
      } catch (Throwable e) {
        failure = e;
      } finally {
        ended = true;
        rest.release();
      }
    }

    void pause() {
      rest.release();
      awaitTurn();
    }

    private void awaitTurn() {
      go.acquireUninterruptibly();
      if (killed) {
        throw new Killed();
      }
    }

    void step(boolean kill) {
      killed = kill;
      go.release();
      try {
        if (!rest.tryAcquire(30, TimeUnit.SECONDS)) {
          throw new AssertionError("an actor hangs");
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void rethrow() {
      if (failure != null) {
        throw new AssertionError("an actor failed", failure);
      }
    }
  }
}
